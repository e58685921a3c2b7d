"""Keys in SIP INFO, in both forms that there are."""

import pytest

from firstline.telephony.keys import PLAIN, RELAY, is_key, key_in


@pytest.mark.parametrize(
    ("kind", "body", "key"),
    [
        (RELAY, "Signal=5\r\nDuration=160\r\n", "5"),
        (RELAY, "Duration=160\nSIGNAL = * \n", "*"),
        (RELAY, "Signal=11", "#"),
        (RELAY, "Signal=a", "A"),
        (RELAY, "Signal=flash", None),
        (RELAY, "", None),
        (PLAIN, " 0 \r\n", "0"),
        (PLAIN, "10", "*"),
        (PLAIN, "16", None),
        (PLAIN, "", None),
        ("text/plain", "5", None),
    ],
)
def test_the_key_is_found_or_there_is_none(kind: str, body: str, key: str | None) -> None:
    assert key_in(kind, body) == key


def test_letters_are_not_on_every_telephone() -> None:
    assert all(map(is_key, "0123456789*#"))
    assert not is_key("A")
    assert not is_key("")
    assert not is_key("12")
