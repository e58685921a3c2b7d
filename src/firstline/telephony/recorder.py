"""The recorder: which ends are being recorded, under which names, and when a file is whole.

A recording begins when an agent who may record is connected, and ends with the caller's leg. How a
recording becomes a WAV file is recording.py's.
"""

import asyncio
import time

from firstline.telephony.end import End
from firstline.telephony.recording import Converter, name_of


class Recorder:
    """Starts and finishes recordings."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self._names: dict[End, list[str]] = {}

    def start(self, end: End, call: int) -> None:
        """Record what is said at *end*, the caller's, if that is not done already."""
        if end in self._names:
            return
        name = name_of(str(call), time.time_ns() // 1_000)
        self._names[end] = [name]
        end.record(name)

    def again(self, end: End) -> None:
        """Go on under another name: the media engine was started anew."""
        names = self._names.get(end)
        if names is not None:
            names.append(f"{names[0]}.{len(names) + 1}")
            end.record(names[-1])

    def finish(self, end: End) -> None:
        """Close *end*, and convert what was recorded there."""
        names = self._names.pop(end, None)
        closed = end.close()
        if names is not None:
            closed.add_done_callback(lambda done: self._convert(done, names))

    def _convert(self, _done: asyncio.Future[None], names: list[str]) -> None:
        for name in names:
            self._converter.convert(name)
