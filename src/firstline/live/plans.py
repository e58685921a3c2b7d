"""The plan as those see it who look after the hotline: its versions, its faults, what runs.

Where paths in any version start from is the folder of the plan's file. What may be named by a
text that was not read from that file, is told by plan/reach.py. It outlives the runs of the hotline
and knows none of them.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Final

from firstline.errors import InputError, Said
from firstline.live.plan_versions import PlanVersion, PlanVersions
from firstline.live.preparation import PlanText, Prepared, prepare
from firstline.live.runner import wall_clock
from firstline.live.take_up import TakeUp, TakingUp, When
from firstline.live.what_ifs import WhatIfs
from firstline.plan.faults import PlanFaults
from firstline.plan.findings import Finding, findings
from firstline.plan.model import Plan
from firstline.plan.reach import Reach
from firstline.plan.read import read_text, text_in
from firstline.plan.tree import grow, plain, texts_in

TEXT_AT_MOST: Final = 256_000
"Characters of a text that is checked while somebody types: some thousands of agents."
NOTE_AT_MOST: Final = 500
"Characters of what is said about a version."

Progress = Callable[[int, int], None]


class Plans:
    """All versions, and which of them runs. What is not told otherwise is not for the loop."""

    def __init__(self, url: str, file: Path, data: Path) -> None:
        """*url* is the store's; nothing in the directory *data* can be named by anybody."""
        self._versions: Final = PlanVersions(url)
        self._file: Final = file
        self._data: Final = data
        self.running = 0
        "The version that runs; 0: none does."
        self.take_up: Final = TakeUp(self._ready)
        self.what_ifs: Final = WhatIfs()

    def first(self, progress: Progress) -> Prepared:
        """Return what is to be run at the start: the file if it is new, or the newest version."""
        text, known = text_in(self._file), self._versions.imported()
        newest = self._versions.newest()
        if newest is None or known is None or known.text != text:
            number = 1 if newest is None else newest.version + 1
            prepared = prepare(PlanText(text, self._file, version=number), self._data, progress)
            self._versions.bring_in(text, self._file.name, wall_clock())
            return prepared
        return prepare(self._source(newest), self._data, progress)

    def newest(self) -> PlanVersion:
        """Return the version that was published last."""
        newest = self._versions.newest()
        if newest is None:
            raise InputError("There is no version of the plan yet.", "Publish one.")
        return newest

    def one(self, version: int) -> PlanVersion | None:
        """Return a version."""
        return self._versions.one(version)

    def listed(self) -> list[PlanVersion]:
        """Return the newest versions, the last one first."""
        return self._versions.listed()

    def findings(self, text: str) -> list[Finding]:
        """Return everything that is to be said of *text*."""
        return findings(text, self._name, self._reach)

    def read(self, text: str) -> Plan:
        """Return the plan in *text*, or raise PlanFaults."""
        return read_text(text, self._name, self._reach)

    def source(self) -> PlanText:
        """Return the newest version, as it would be run."""
        return self._source(self.newest())

    def publish(self, text: str, note: str, by: str, based_on: int) -> PlanVersion:
        """Make *text* a new version; PlanFaults for what could not be run."""
        self.read(text)
        return self._versions.publish(text, note, by, based_on=based_on, at=wall_clock())

    def restore(self, version: int, note: str, by: str) -> PlanVersion:
        """Make an old version's text a new version."""
        old = self._known(version)
        return self.publish(old.text, note, by, self.newest().version)

    def ask(self, version: int, when: When) -> TakingUp:
        """Have a version taken up. For the loop."""
        return self.take_up.ask(version, when)

    def runs(self, version: int) -> None:
        """Take note that a version runs now. For the loop."""
        self.running = version
        self.take_up.begun()

    def close(self) -> None:
        """Let go of the database."""
        self._versions.close()

    @property
    def _name(self) -> str:
        """What faults call a text that is not that of the file; its folder counts."""
        return str(self._file.with_name("plan.yaml"))

    def _known(self, version: int) -> PlanVersion:
        found = self.one(version)
        if found is None:
            raise InputError(
                Said("There is no version {version}.", version=version),
                "Look at the list of versions.",
            )
        return found

    def _ready(self, version: int) -> Prepared:
        found = self._known(version)
        try:
            return prepare(self._source(found), self._data, lambda done, total: None)
        except PlanFaults as faults:
            raise InputError(
                Said(
                    "Version {version} has faults by now:\n{message}",
                    version=version,
                    message=faults.message,
                ),
                "Publish another.",
            ) from faults

    def _source(self, version: PlanVersion) -> PlanText:
        if version.based_on is None:
            return PlanText(version.text, self._file, version=version.version)
        file = self._file.with_name(f"{self._file.stem} (version {version.version})")
        return PlanText(version.text, file, self._reach, version.version)

    @cached_property
    def _reach(self) -> Reach:
        """What may be named by a text that was not read from the plan's file."""
        known = self._versions.imported()
        root = None if known is None else grow(known.text, self._name)[0]
        said = frozenset() if root is None else frozenset(texts_in(plain(root)))
        return Reach(said, (self._data,))
