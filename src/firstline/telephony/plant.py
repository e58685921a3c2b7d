"""The telephone plant of one hotline: SIP, media engine, mixer, phones, recordings, from a plan.

Starts and stops them in order and joins them to the lines. What happens on the lines is theirs.
"""

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import monotonic, time_ns
from typing import Final

import structlog

from firstline.domain.time import DAY
from firstline.journal.entry import Entry
from firstline.journal.events import Event
from firstline.plan.model import Agent, Plan
from firstline.plan.secret import Secret
from firstline.telephony.address import Address
from firstline.telephony.browser import GRACE
from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.lines import Lines
from firstline.telephony.media import MediaEngine, MediaSettings
from firstline.telephony.mixer import Mixer
from firstline.telephony.phones import PhoneEntry, Phones, fixed_target
from firstline.telephony.recorder import Recorder
from firstline.telephony.recording import Converter, purge
from firstline.telephony.registrar import Registrar
from firstline.telephony.repertoire import Repertoire
from firstline.telephony.sip import Sip
from firstline.telephony.trunk import Trunk

LOOPBACK: Final = "127.0.0.0/8"
"From where calls are taken when the plan names no trunk."

PURGE_EVERY: Final = 3600.0
"Seconds between two looks for recordings whose time is over."

FAREWELL_LIMIT: Final = 1.0
"Seconds that the last BYEs have at the end."

FAREWELL_LOOK: Final = 0.02


class Plant:
    """Everything between the network and the journal."""

    def __init__(
        self,
        plan: Plan,
        repertoire: Repertoire,
        *,
        address: Address,
        prompts: Path,
        recordings: Path,
        receive: Callable[[Event], None],
        grace: float = GRACE,
    ) -> None:
        """*receive* takes what happens on the lines; it may raise Refusal.

        *grace*: seconds that a page which is gone is waited for.
        """
        self.counters: Final = Counters()
        complaints = Complaints(self.counters, monotonic)
        registrar = Registrar(_phone_passwords(plan))
        phones = Phones(_phone_entries(plan), registrar)
        self._recordings: Final = recordings
        self._keep_days: Final = max(1, int(plan.recording.keep // DAY))
        self._converter: Final = Converter(recordings, complaints)
        self.media: Final = MediaEngine(
            MediaSettings(address[0], prompts, recordings),
            complaints=complaints,
            on_key=self._key_heard,
            on_lost=self._engine_is_lost,
            on_back=self._engine_is_back,
        )
        self.mixer: Final = Mixer(self.media.inside, on_lost=self._mixer_is_lost)
        self.lines: Final = Lines(
            engine=self.media,
            mixer=self.mixer,
            repertoire=repertoire,
            phones=phones,
            recorder=Recorder(self._converter),
            receive=receive,
            grace=grace,
        )
        self.sip: Final = Sip(
            address=address, listener=self.lines.telephones, trunk=_trunk(plan), registrar=registrar
        )
        self.lines.attach(self.sip)
        self._purging: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Start the media engine, then take calls."""
        self._converter.start()
        self._purge()
        await self.media.start()
        try:
            await self.mixer.start()
            self.sip.start()
        except BaseException:
            await self.mixer.stop()
            raise
        self.lines.open()

    async def stop(self) -> None:
        """Hang up what is still up, and stop."""
        if self._purging is not None:
            self._purging.cancel()
        self.lines.close()
        await self._farewells()
        self.sip.stop()
        await self.mixer.stop()
        await self.media.stop()
        await asyncio.to_thread(self._converter.stop)

    def take(self, entries: Sequence[Entry]) -> None:
        """Carry out what the journal says is to be done."""
        self.lines.take(entries)

    def _key_heard(self, session: str, key: str) -> None:
        self.lines.key_heard(session, key)

    def _engine_is_lost(self) -> None:
        self.counters.add("media.lost")

    def _engine_is_back(self) -> None:
        self.lines.engine_is_back()

    def _mixer_is_lost(self) -> None:
        self.counters.add("mixer.lost")

    async def _farewells(self) -> None:
        """Give the far ends a moment to confirm that the calls are over."""
        end = monotonic() + FAREWELL_LIMIT
        while self.sip.legs and monotonic() < end:
            await asyncio.sleep(FAREWELL_LOOK)

    def _purge(self) -> None:
        """Delete the recordings whose time is over, now and from time to time."""
        purge(self._recordings, self._keep_days, time_ns() // 1_000)
        loop = asyncio.get_running_loop()
        self._purging = loop.call_later(PURGE_EVERY, self._purge)


def _agents(plan: Plan) -> list[tuple[str, Agent]]:
    return [(name, agent) for team in plan.teams.values() for name, agent in team.agents.items()]


def _phone_entries(plan: Plan) -> list[PhoneEntry]:
    entries = []
    for name, agent in _agents(plan):
        place = agent.address
        fixed = None if place is None else fixed_target(place.user, place.host, place.port)
        user = "" if agent.phone is None else agent.phone.user or name
        entries.append(PhoneEntry(name, user, fixed))
    return entries


def _phone_passwords(plan: Plan) -> dict[str, str]:
    return _revealed(
        (agent.phone.user or name, agent.phone.password, f"phone of {name}")
        for name, agent in _agents(plan)
        if agent.phone is not None
    )


def _trunk(plan: Plan) -> Trunk:
    networks = [str(network) for trunk in plan.trunks.values() for network in trunk.address]
    passwords = _revealed(
        (trunk.user or name, trunk.password, f"trunk {name}")
        for name, trunk in plan.trunks.items()
        if trunk.password is not None
    )
    return Trunk(networks if plan.trunks else [LOOPBACK], passwords)


def _revealed(secrets: Iterable[tuple[str, Secret, str]]) -> dict[str, str]:
    """Return the passwords by user; whoever's is missing cannot come in, and that is said."""
    passwords = {}
    for user, secret, whose in secrets:
        password = secret.reveal(os.environ)
        if password is None:
            structlog.get_logger("plant").warning(
                "no password: its variable or file is missing or empty", of=whose
            )
        else:
            passwords[user] = password
    return passwords
