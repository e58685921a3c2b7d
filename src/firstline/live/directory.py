"""The data directory of a running hotline: made where missing, locked while it runs.

The lock belongs to the open file, not to the file's existence: whatever way the process ends, the
system takes it back, so that no stale lock can keep a hotline from starting. It knows nothing of
what is kept in the directory.
"""

import fcntl
import os
from pathlib import Path
from typing import Final, Self

from firstline.errors import FailureError

LOCK: Final = "lock"
PRIVATE: Final = 0o700


class DataDirectory:
    """A directory that one hotline at a time may run on. Use it as a context."""

    def __init__(self, path: Path) -> None:
        self.path: Final = path
        self._lock = -1

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            self._lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise FailureError(
                f"The data directory {self.path} cannot be used: {error.strerror}.",
                "Choose another with --data, or give this user the right to write there.",
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._lock, 32).decode(errors="replace").strip() or "unknown"
            os.close(self._lock)
            raise FailureError(
                f"Another hotline (process {holder}) already runs on the data in {self.path}.",
                "Stop it first, or choose another directory with --data.",
            ) from None
        os.truncate(self._lock, 0)
        os.write(self._lock, f"{os.getpid()}\n".encode())
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._lock)
