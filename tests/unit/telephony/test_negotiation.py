"""Offer and answer: who said what last, what changed, and how our words change with it."""

import pytest

from firstline.telephony.datagram import Refused
from firstline.telephony.g711 import Codec
from firstline.telephony.negotiation import Change, Negotiation

HERE = ("192.0.2.100", 20000)
THERE = ("192.0.2.100", 20002)


def _said(
    port: int = 30000, way: str = "sendrecv", codecs: str = "8 0", at: str = "192.0.2.1"
) -> str:
    return (
        f"v=0\r\no=x 1 1 IN IP4 {at}\r\ns=-\r\nc=IN IP4 {at}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP {codecs} 96\r\na=rtpmap:96 telephone-event/8000\r\na={way}\r\n"
    )


def _version(text: str) -> int:
    return int(text.partition("o=firstline ")[2].split()[1])


def _called() -> Negotiation:
    ours = Negotiation(1)
    ours.take_offer(_said())
    ours.answer(HERE)
    return ours


def test_an_answer_speaks_one_codec_in_the_offers_payload_types() -> None:
    ours = Negotiation(1)
    assert ours.take_offer(_said()) is Change.MOVED
    answer = ours.answer(HERE)
    assert "m=audio 20000 RTP/AVP 8 96\r\n" in answer
    assert "a=sendrecv" in answer
    assert ours.here == HERE


@pytest.mark.parametrize(
    ("said", "change", "held"),
    [
        (_said(), Change.NONE, False),
        (_said(30002), Change.MOVED, False),
        (_said(codecs="0"), Change.MOVED, False),
        (_said(codecs="0 8"), Change.NONE, False),
        (_said(way="sendonly"), Change.HELD, True),
        (_said(way="inactive"), Change.HELD, True),
        (_said(at="0.0.0.0"), Change.HELD, True),
        (_said(way="recvonly"), Change.NONE, False),
    ],
)
def test_what_a_new_offer_means(said: str, change: Change, held: bool) -> None:
    ours = _called()
    assert ours.take_offer(said) is change
    assert ours.held is held


def test_hold_and_back_keeps_the_address_that_was() -> None:
    ours = _called()
    ours.take_offer(_said(at="0.0.0.0"))
    assert ours.far is not None
    assert ours.far.address == "192.0.2.1"
    assert ours.take_offer(_said(at="0.0.0.0")) is Change.NONE
    assert ours.take_offer(_said(30004)) is Change.RESUMED
    assert ours.far.port == 30004


def test_the_codec_that_is_spoken_stays_if_it_is_still_offered() -> None:
    ours = _called()
    ours.take_offer(_said(codecs="0 8"))
    assert "RTP/AVP 8 96" in ours.answer(HERE)


def test_our_version_rises_only_when_our_words_change() -> None:
    ours = _called()
    assert _version(ours.again()) == 1
    ours.take_offer(_said(30002))
    assert _version(ours.answer(HERE)) == 1
    ours.take_offer(_said(way="sendonly"))
    assert _version(ours.answer(HERE)) == 2
    assert ours.again() == ours.answer(HERE)


def test_our_offer_and_its_answer() -> None:
    ours = Negotiation(1)
    offer = ours.offer(HERE, [Codec.PCMA])
    assert "m=audio 20000 RTP/AVP 8 101\r\n" in offer
    assert ours.take_answer(_said(codecs="8")) is Change.MOVED
    assert ours.far is not None
    assert ours.far.keys == 96
    assert "m=audio 20002 RTP/AVP 8 96" in ours.offer(THERE)


def test_an_answer_outside_our_offer_is_refused() -> None:
    ours = Negotiation(1)
    ours.offer(HERE, [Codec.PCMA])
    for wrong in (_said(codecs="0"), _said(port=0), "nonsense", ""):
        with pytest.raises(Refused):
            ours.take_answer(wrong)
    assert ours.far is None


def test_an_answer_that_takes_another_line_than_the_offered_one_is_refused() -> None:
    ours = Negotiation(1)
    ours.offer(HERE, [Codec.PCMA])
    with pytest.raises(Refused):
        ours.take_answer(_said().replace("m=audio", "m=audio 0 RTP/AVP 8\r\nm=audio"))


def test_an_offer_that_was_refused_leaves_all_as_it_was() -> None:
    ours = _called()
    ours.offer(THERE)
    ours.offer_refused()
    assert ours.here == HERE
    assert "m=audio 20000" in ours.again()


def test_the_number_of_media_lines_never_falls() -> None:
    ours = Negotiation(1)
    ours.take_offer(_said().replace("m=audio", "m=video 4000 RTP/AVP 31\r\nm=audio"))
    ours.answer(HERE)
    offer = ours.offer(THERE)
    assert "m=video 0 RTP/AVP 31\r\nm=audio 20002" in offer
    answer = _said(30006, codecs="8").replace("m=audio", "m=video 0 RTP/AVP 31\r\nm=audio")
    assert ours.take_answer(answer) is Change.MOVED


def test_a_refused_offer_of_theirs_changes_nothing() -> None:
    ours = _called()
    with pytest.raises(Refused):
        ours.take_offer(_said(codecs="18"))
    assert ours.far is not None
    assert ours.far.port == 30000
