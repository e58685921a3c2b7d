"""One end of a conversation: what is to be heard there is heard, sooner or later."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from firstline.errors import FailureError
from firstline.telephony.address import Address, facing
from firstline.telephony.end import End, source_of
from firstline.telephony.g711 import Codec
from firstline.telephony.patch import Source
from firstline.telephony.prompts import Clip
from firstline.telephony.sdp import Audio, Direction
from kit.rtp_phone import RtpPhone
from kit.studio import Studio, comes_true, hears, studio

MENU, MUSIC = 440, 620
CALLER, ANNA = 300, 1000


def audio(phone: RtpPhone) -> Audio:
    """Return what *phone* says of itself in SDP."""
    codec = Codec(phone.codec)
    return Audio(phone.address, phone.port, (codec,), phone.key_type, Direction.SENDRECV)


def opened(made: Studio, phone: RtpPhone) -> End:
    """Return an end for *phone*, which sends there as soon as it can."""
    end = End(made.engine, "127.0.0.1")
    end.open(audio(phone), Codec(phone.codec), talking(phone), fail)
    return end


def talking(phone: RtpPhone) -> Callable[[Address], None]:
    """Return what lets *phone* send to an address of ours."""
    return lambda here: phone.talk_to(here[1], here[0])


def fail(error: FailureError) -> None:
    """Let no place be a failure of the test."""
    raise error


def tone(made: Studio, frequency: int) -> Clip:
    return made.prompts.tone(frequency, 1.0)


def test_what_was_asked_for_before_there_was_a_place_is_heard_once_there_is(
    tmp_path: Path,
) -> None:
    async def story() -> None:
        with RtpPhone() as caller:
            async with studio(tmp_path) as made:
                end = opened(made, caller)
                end.hear(tone(made, MENU))
                end.hear_on(tone(made, MUSIC))
                assert await hears(caller, MUSIC)
                assert MENU not in caller.tones()
                end.hear_nothing()
                await asyncio.sleep(0.1)
                assert caller.hears_nothing(0.1)

    asyncio.run(story())


def test_who_is_joined_hears_the_other_and_who_is_left_hears_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna:
            async with studio(tmp_path) as made:
                one, two = opened(made, caller), opened(made, anna)
                one.meet(two)
                assert one.meets(two)
                caller.say(CALLER)
                anna.say(ANNA)
                assert await hears(caller, ANNA)
                assert await hears(anna, CALLER)
                one.hear_on(tone(made, MUSIC))
                assert not two.meets(one)
                assert await hears(caller, MUSIC)
                await asyncio.sleep(0.05)
                assert anna.hears_nothing(0.1)
                one.meet(two)
                assert await hears(caller, ANNA)
                await two.close()
                await asyncio.sleep(0.05)
                assert caller.hears_nothing(0.1)

    asyncio.run(story())


def test_all_is_as_before_in_a_new_engine(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna, RtpPhone() as waits:
            async with studio(tmp_path) as made:
                one, two, three = (opened(made, phone) for phone in (caller, anna, waits))
                one.meet(two)
                three.hear_on(tone(made, MUSIC))
                caller.say(CALLER)
                anna.say(ANNA)
                assert await hears(caller, ANNA)
                assert await hears(waits, MUSIC)
                made.kill()
                assert await comes_true(lambda: made.news == ["lost", "back"])
                await asyncio.sleep(0.2)
                assert waits.hears_nothing(0.05)
                for end, phone in ((one, caller), (two, anna), (three, waits)):
                    end.renew(talking(phone), fail)
                assert await hears(caller, ANNA)
                assert await hears(anna, CALLER)
                assert await hears(waits, MUSIC)

    asyncio.run(story())


def test_an_end_that_is_closed_while_it_opens_is_heard_of_no_more(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller:
            async with studio(tmp_path) as made:
                told: list[object] = []
                end = End(made.engine, "127.0.0.1")
                end.open(audio(caller), Codec.PCMU, told.append, told.append)
                await end.close()
                end.hear_on(tone(made, MUSIC))
                await asyncio.sleep(0.2)
                assert told == []
                assert caller.hears_nothing(0.1)

    asyncio.run(story())


def test_only_who_may_be_behind_a_router_is_heard_from_wherever_it_sends() -> None:
    ours = facing("192.0.2.1")
    assert source_of("192.0.2.7", "192.0.2.7") is Source.FIXED
    assert source_of("127.0.0.1", "127.0.0.1") is Source.FIXED
    assert source_of("0.0.0.0", "192.0.2.7") is Source.FIXED
    assert source_of("10.1.2.3", "192.0.2.7") is Source.LEARNT
    assert source_of(ours, ours) is (Source.FIXED if ours.startswith("127.") else Source.LEARNT)


def test_a_phone_that_sends_from_another_address_than_it_says_is_heard(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna:
            async with studio(tmp_path) as made:
                one = End(made.engine, caller.address)
                said = Audio("127.0.0.3", 4000, (Codec.PCMU,), None, Direction.SENDRECV)
                one.open(None, Codec.PCMU, talking(caller), fail)
                one.point(said)
                caller.say(CALLER)
                two = opened(made, anna)
                anna.say(ANNA)
                one.meet(two)
                assert await hears(anna, CALLER)
                assert await hears(caller, ANNA)

    asyncio.run(story())
