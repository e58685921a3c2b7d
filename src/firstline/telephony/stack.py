"""sippy, as the rest sees it: the only file that imports it, and nothing of it unheard.

Its event loop is replaced before its first import (see loop.py). What it would write to standard
output, which is not ours to litter, goes to :data:`SPEECH`.
"""

import sys
from collections.abc import Callable
from time import monotonic
from typing import Final

from firstline.telephony.loop import DISPATCHER, install


class Speech:
    """What sippy says, handed to whoever listens."""

    def __init__(self) -> None:
        self.listener: Callable[[str, BaseException | None], None] | None = None

    def say(self, *words: object, **_ignored: object) -> None:
        """Stand in for sippy's ``print``."""
        self._tell(" ".join(map(str, words)), None)

    def report(self, words: str, *_to: object, **_extra: object) -> None:
        """Stand in for sippy's ``dump_exception``."""
        self._tell(words, sys.exc_info()[1])

    def _tell(self, words: str, error: BaseException | None) -> None:
        if self.listener is not None:
            self.listener(words, error)


SPEECH: Final = Speech()
TIMERS: Final = DISPATCHER

install()

import sippy.Core.Exceptions  # noqa: E402  sippy's modules take dump_exception from here by name

vars(sippy.Core.Exceptions)["dump_exception"] = SPEECH.report

import sippy.SipMsg  # noqa: E402
import sippy.SipTransactionManager  # noqa: E402
from sippy.SipAuthorization import DigestCalcHA1, DigestCalcResponse  # noqa: E402
from sippy.SipConf import SipConf  # noqa: E402
from sippy.SipRequest import SipRequest  # noqa: E402
from sippy.SipResponse import SipResponse  # noqa: E402
from sippy.SipTransactionManager import (  # noqa: E402
    RINGING,
    TRYING,
    SipTransactionManager,
)
from sippy.SipURL import SipURL  # noqa: E402
from sippy.Time.Timeout import Timeout  # noqa: E402

for _talkative in ("SipMsg", "SipRequest", "SipTransactionManager", "SipURL"):
    vars(sys.modules[f"sippy.{_talkative}"])["print"] = SPEECH.say

# It notes when a transaction began, which nobody asks; its own clock is a costly one.
vars(sippy.SipTransactionManager)["MonoTime"] = monotonic

# A carrier may name a caller by a tel: URI.
SipConf.autoconvert_tel_url = True

__all__ = [
    "RINGING",
    "SPEECH",
    "TIMERS",
    "TRYING",
    "DigestCalcHA1",
    "DigestCalcResponse",
    "SipRequest",
    "SipResponse",
    "SipTransactionManager",
    "SipURL",
    "Timeout",
]
