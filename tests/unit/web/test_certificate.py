"""Certificates: one of our own where none is given, and a clear word where one is no good."""

import ssl
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from firstline.errors import InputError
from firstline.web.certificate import LASTS, Certificate, machine_names, self_signed

NOW = 1_900_000_000_000_000


def serial(made: Certificate) -> int:
    """Return what tells one certificate from another."""
    return x509.load_pem_x509_certificate(made.chain.read_bytes()).serial_number


def test_our_own_is_for_this_machine_and_readable_by_us_only(tmp_path: Path) -> None:
    made = self_signed(tmp_path, "0.0.0.0", NOW)
    for path in (made.chain, made.key):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    known = x509.load_pem_x509_certificate(made.chain.read_bytes())
    names = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "localhost" in names.get_values_for_type(x509.DNSName)
    assert "127.0.0.1" in map(str, names.get_values_for_type(x509.IPAddress))
    assert known.not_valid_after_utc - known.not_valid_before_utc <= LASTS + timedelta(days=1)
    assert isinstance(made.context(), ssl.SSLContext)


def test_our_own_is_kept_as_long_as_it_is_good(tmp_path: Path) -> None:
    first = serial(self_signed(tmp_path, "127.0.0.1", NOW))
    assert serial(self_signed(tmp_path, "127.0.0.1", NOW)) == first
    assert serial(self_signed(tmp_path, "hotline.example", NOW)) != first
    again = serial(self_signed(tmp_path, "hotline.example", NOW))
    later = NOW + 380 * 86_400_000_000
    assert serial(self_signed(tmp_path, "hotline.example", later)) != again


def test_a_broken_one_of_our_own_is_made_anew(tmp_path: Path) -> None:
    made = self_signed(tmp_path, "127.0.0.1", NOW)
    made.chain.write_text("no certificate", encoding="ascii")
    self_signed(tmp_path, "127.0.0.1", NOW).context()


def test_the_name_that_is_listened_at_is_among_the_names() -> None:
    assert "hotline.example" in machine_names("hotline.example")
    assert "0.0.0.0" not in machine_names("0.0.0.0")


@pytest.mark.parametrize("fault", ["missing", "garbage", "swapped", "another key", "password"])
def test_what_cannot_be_used_is_said_without_asking_for_a_password(
    tmp_path: Path, fault: str
) -> None:
    made = self_signed(tmp_path, "127.0.0.1", NOW)
    (tmp_path / "other").mkdir()
    other = self_signed(tmp_path / "other", "127.0.0.1", NOW)
    locked = tmp_path / "locked.pem"
    key = serialization.load_pem_private_key(made.key.read_bytes(), None)
    locked.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    (tmp_path / "garbage").write_text("garbage", encoding="ascii")
    wrong = {
        "missing": Certificate(tmp_path / "nowhere", made.key),
        "garbage": Certificate(tmp_path / "garbage", made.key),
        "swapped": Certificate(made.key, made.chain),
        "another key": Certificate(made.chain, other.key),
        "password": Certificate(made.chain, locked),
    }
    with pytest.raises(InputError, match="cannot be used") as refused:
        wrong[fault].context()
    assert "PEM" in refused.value.remedy
