"""firstline serve, before it begins: where passwords travel in clear, and who embeds what."""

from pathlib import Path

import pytest
import typer

from firstline.cli.serve import certificates, check_near, origin, plain, proxy
from firstline.errors import InputError
from firstline.web.certificate import self_signed

NOW = 1_900_000_000_000_000


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.1.2.3"])
def test_on_this_machine_no_tls_is_needed(host: str) -> None:
    check_near(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1"])
def test_beyond_this_machine_tls_is_needed(host: str) -> None:
    with pytest.raises(InputError, match="in clear") as refused:
        check_near(host)
    for way in ("--tls-cert", "--tls self-signed", "--insecure"):
        assert way in refused.value.remedy


@pytest.mark.parametrize(
    "text", ["https://www.example.com", "http://localhost:3000", "https://*.example.com"]
)
def test_an_origin_is_a_scheme_and_a_host(text: str) -> None:
    assert origin(text) == text
    assert origin(f"{text}/") == text


@pytest.mark.parametrize(
    "text",
    [
        "www.example.com",
        "https://",
        "*",
        "https://a; script-src *",
        "https://a/b",
        "javascript:alert(1)",
        "https://a?b",
        "https://user@a",
        "https://a 'self'",
    ],
)
def test_what_is_no_origin_does_not_get_into_a_policy(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        origin(text)


def test_a_given_certificate_is_tried_at_once(tmp_path: Path) -> None:
    made = self_signed(tmp_path, "127.0.0.1", NOW)
    assert certificates(tmp_path, "h", None, made.chain, made.key)() is not None
    with pytest.raises(InputError, match="cannot be used"):
        certificates(tmp_path, "h", None, made.chain, tmp_path / "nowhere")
    assert certificates(tmp_path, "h", None, None, None) is plain
    assert plain() is None
    assert certificates(tmp_path, "127.0.0.1", "self-signed", None, None)() is not None


@pytest.mark.parametrize(
    ("tls", "chain", "key"),
    [("mine", None, None), ("self-signed", "c", "k"), (None, "c", None), (None, None, "k")],
)
def test_options_that_do_not_go_together_are_a_fault_of_usage(
    tmp_path: Path, tls: str | None, chain: str | None, key: str | None
) -> None:
    paths = [None if name is None else tmp_path / name for name in (chain, key)]
    with pytest.raises(typer.BadParameter):
        certificates(tmp_path, "127.0.0.1", tls, paths[0], paths[1])


def test_a_proxy_is_an_address_or_a_network() -> None:
    assert [proxy("192.0.2.7"), proxy("2001:db8::/32")] == ["192.0.2.7/32", "2001:db8::/32"]


@pytest.mark.parametrize("text", ["*", "", "proxy.example", "192.0.2.7/8"])
def test_what_is_no_address_is_not_believed(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        proxy(text)
