"""baresip as an agent's phone: it registers, is rung, holds, transfers, calls and leaves."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from firstline.telephony.g711 import Codec
from firstline.telephony.listener import Cause
from firstline.telephony.outbound import OutboundLeg
from firstline.telephony.registrar import Registrar
from firstline.telephony.sip import Sip
from firstline.telephony.trunk import Trunk
from kit.baresip import Baresip, own_address
from kit.sip_host import PASSWORDS, Listening, answers


class Desk:
    """A SIP side and a baresip that is registered with it as anna."""

    def __init__(self, sip: Sip, listener: Listening, registrar: Registrar) -> None:
        self.sip = sip
        self.listener = listener
        self.registrar = registrar
        self.phone: Baresip

    async def ring(self) -> OutboundLeg:
        """Call anna's phone and wait until it is answered."""
        contact = self.registrar.contact("anna")
        assert contact is not None
        leg = self.sip.dial(
            uri=contact.uri,
            hop=contact.address,
            calling="3611234567",
            display="Kártya",
            here=(own_address(), 20_000),
            codecs=[Codec.PCMA],
            on=self.listener,
        )
        await self.phone.until("CALL_ESTABLISHED")
        return leg


@asynccontextmanager
async def _desk(folder: Path, settings: str) -> AsyncIterator[Desk]:
    address = own_address()
    listener, registrar = Listening(answers), Registrar(PASSWORDS)
    sip = Sip(address=(address, 0), listener=listener, trunk=Trunk([address]), registrar=registrar)
    sip.start()
    desk = Desk(sip, listener, registrar)
    account = f"<sip:anna@{address}:{sip.port}>;auth_user=anna;auth_pass=secret;{settings}"
    desk.phone = await Baresip.start(folder, account)
    try:
        await listener.until_told("registered")
        yield desk
    finally:
        await desk.phone.stop()
        sip.stop()


def _with_phone(
    folder: Path, story: Callable[[Desk], Awaitable[None]], settings: str = "answermode=auto"
) -> None:
    async def whole() -> None:
        async with _desk(folder, settings) as desk:
            await story(desk)

    asyncio.run(whole())


def test_it_registers_is_rung_answers_and_is_hung_up_and_leaves(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        leg = await desk.ring()
        assert leg.far is not None
        assert leg.far.codec is Codec.PCMA
        assert leg.far.address == own_address()
        leg.hang_up()
        await desk.phone.until("CALL_CLOSED")
        assert [what[0] for what in desk.listener.told] == ["registered", "ringing", "answered"]
        await desk.phone.command("quit")
        await desk.listener.until("unregistered", "anna")

    _with_phone(tmp_path, story)


def test_it_holds_and_takes_back(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        leg = await desk.ring()
        assert leg.far is not None
        await desk.phone.command("hold")
        await desk.listener.until("held")
        assert leg.held
        await desk.phone.command("resume")
        await desk.listener.until("resumed", leg.far.port)
        assert not leg.held
        await desk.phone.command("hangup")
        await desk.listener.until("ended", Cause.HUNG_UP)

    _with_phone(tmp_path, story)


def test_it_transfers_and_hears_what_comes_of_it(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        leg = await desk.ring()
        await desk.phone.command("transfer", f"sip:bela@{own_address()}")
        await desk.listener.until("referred", "bela", None)
        leg.notify_refer(200, "OK")
        # It hangs up by itself once it is told of the success.
        await desk.listener.until("ended", Cause.HUNG_UP)

    _with_phone(tmp_path, story)


def test_it_calls_us_and_is_known_as_annas_phone(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.phone.command("dial", f"sip:colleague@{own_address()}:{desk.sip.port}")
        await desk.phone.until("CALL_ESTABLISHED")
        (invite,) = desk.listener.invites
        assert invite.agent == "anna"
        assert invite.dialled == "colleague"
        desk.listener.legs[0].reinvite((own_address(), 20_002))
        await asyncio.sleep(0.2)
        assert not desk.listener.legs[0].over
        await desk.phone.command("hangup")
        await desk.listener.until("ended", Cause.HUNG_UP)

    _with_phone(tmp_path, story)


def test_it_declines(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        contact = desk.registrar.contact("anna")
        assert contact is not None
        desk.sip.dial(
            uri=contact.uri,
            hop=contact.address,
            calling="anonymous",
            display="",
            here=(own_address(), 20_000),
            codecs=[Codec.PCMU],
            on=desk.listener,
        )
        await desk.phone.until("CALL_INCOMING")
        await desk.listener.until("ringing")
        await desk.phone.command("hangup")
        await desk.listener.until("failed", 486)

    _with_phone(tmp_path, story, "answermode=manual")
