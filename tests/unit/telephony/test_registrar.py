"""Phones come, stay, move, are shortened, expire and go, and whoever wants to know is told."""

import pytest

from firstline.telephony.address import Address
from firstline.telephony.datagram import Refused
from firstline.telephony.limits import SipLimits
from firstline.telephony.registrar import Asked, Contact, Registrar, Registration

LIMITS = SipLimits(contacts=2, registration_shortest=60, registration_longest=3600)
HOME: Address = ("192.0.2.5", 5060)


class News:
    """Keeps what the registrar tells."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def registered(self, user: str, contact: Contact) -> None:
        self.told.append((user, contact.uri))

    def unregistered(self, user: str) -> None:
        self.told.append((user, ""))


def _registrar() -> tuple[Registrar, News]:
    registrar, news = Registrar({"anna": "secret"}, LIMITS), News()
    registrar.listener = news
    return registrar, news


def _asks(
    *uris: str, expires: int | None = None, cseq: int = 1, call_id: str = "c"
) -> Registration:
    return Registration("anna", call_id, cseq, [Asked(uri, HOME, None) for uri in uris], expires)


def test_a_phone_is_there_until_its_time_is_over() -> None:
    registrar, news = _registrar()
    (contact,) = registrar.register(_asks("sip:a@1", expires=100), now=1000.0)
    assert contact.until == 1100.0
    assert registrar.contact("anna") == contact
    assert registrar.knows("192.0.2.5")
    assert registrar.deadline() == 1100.0
    registrar.expire(1099.0)
    assert registrar.contact("anna") is not None
    registrar.expire(1100.0)
    assert registrar.contact("anna") is None
    assert not registrar.knows("192.0.2.5")
    assert registrar.deadline() is None
    assert news.told == [("anna", "sip:a@1"), ("anna", "")]


def test_renewing_is_no_news_and_moving_is() -> None:
    registrar, news = _registrar()
    registrar.register(_asks("sip:a@1", cseq=1), now=0.0)
    registrar.register(_asks("sip:a@1", cseq=2), now=10.0)
    registrar.register(_asks("sip:a@2", cseq=3), now=20.0)
    assert news.told == [("anna", "sip:a@1"), ("anna", "sip:a@2")]
    assert [contact.uri for contact in registrar.contacts("anna")] == ["sip:a@1", "sip:a@2"]


def test_losing_one_of_two_phones_rings_the_other() -> None:
    registrar, news = _registrar()
    registrar.register(_asks("sip:a@1"), now=0.0)
    registrar.register(_asks("sip:a@2", cseq=2), now=0.0)
    registrar.register(_asks("sip:a@2", expires=0, cseq=3), now=1.0)
    contact = registrar.contact("anna")
    assert contact is not None
    assert contact.uri == "sip:a@1"
    assert news.told[-1] == ("anna", "sip:a@1")


def test_an_older_request_of_the_same_phone_is_refused() -> None:
    registrar, _ = _registrar()
    registrar.register(_asks("sip:a@1", cseq=5), now=0.0)
    with pytest.raises(Refused) as caught:
        registrar.register(_asks("sip:a@1", cseq=5, expires=0), now=0.0)
    assert caught.value.status == 500
    registrar.register(_asks("sip:a@1", cseq=1, call_id="rebooted"), now=0.0)


@pytest.mark.parametrize("expires", [1, 59])
def test_too_short_is_refused_and_nothing_changes(expires: int) -> None:
    registrar, news = _registrar()
    with pytest.raises(Refused) as caught:
        registrar.register(_asks("sip:a@1", expires=expires), now=0.0)
    assert caught.value.status == 423
    assert caught.value.headers == ("Min-Expires: 60",)
    assert news.told == []


def test_too_long_is_cut_and_none_is_an_hour() -> None:
    registrar, _ = _registrar()
    assert registrar.register(_asks("sip:a@1", expires=999_999), now=0.0)[0].until == 3600
    assert registrar.register(_asks("sip:a@2"), now=0.0)[-1].until == 3600


def test_a_contacts_own_time_goes_before_the_requests() -> None:
    registrar, _ = _registrar()
    asked = Registration("anna", "c", 1, [Asked("sip:a@1", HOME, 120)], 900)
    assert registrar.register(asked, now=0.0)[0].until == 120


def test_everything_goes_only_when_nothing_else_is_asked() -> None:
    registrar, _ = _registrar()
    registrar.register(_asks("sip:a@1", "sip:a@2"), now=0.0)
    for wrong in (
        Registration("anna", "c", 2, [], None, everything=True),
        Registration("anna", "c", 2, [Asked("sip:x", HOME, None)], 0, everything=True),
    ):
        with pytest.raises(Refused):
            registrar.register(wrong, now=0.0)
    assert registrar.register(Registration("anna", "c", 2, [], 0, everything=True), 0.0) == ()
    assert registrar.contacts("anna") == ()


def test_passwords_are_by_user() -> None:
    registrar, _ = _registrar()
    assert registrar.password("anna") == "secret"
    assert registrar.password("bela") is None


def test_a_registrar_that_follows_knows_the_phones_of_users_who_are_the_same() -> None:
    before, _ = _registrar()
    before.register(_asks("sip:a@1", expires=900), now=0.0)
    after, news = _registrar()
    after.take_over(before)
    assert after.contacts("anna") == before.contacts("anna")
    assert [user for user, _ in news.told] == ["anna"]
    stranger = Registrar({"anna": "another secret"})
    stranger.take_over(before)
    assert stranger.contacts("anna") == ()
