"""The settings of the narrator: what is missing or wrong is said before the first question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from tests.worlds.narrators.http.conftest import KEY, ruled
from tests.worlds.narrators.http.fake import Fake, says
from worlds.narrators import chosen
from worlds.narrators.checks import narrator_can_be_made, narrators_key_travels_unread
from worlds.narrators.http import HttpNarrator

PATH = "worlds.narrators.http.HttpNarrator"
ANYWHERE = "https://models.example.org/v1"


def test_the_setting_names_the_narrator_over_http(settings: Settings) -> None:
    settings.KLEENE_NARRATOR, settings.NARRATOR_URL = PATH, ANYWHERE
    assert isinstance(chosen.narrator(), HttpNarrator)
    assert narrator_can_be_made() == []


def test_other_settings_make_another_narrator(settings: Settings) -> None:
    settings.KLEENE_NARRATOR, settings.NARRATOR_URL = PATH, ANYWHERE
    before = chosen.narrator().version
    settings.NARRATOR_MODEL = "bard-2"
    assert (before, chosen.narrator().version) == ("2 bard-1", "2 bard-2")


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"NARRATOR_URL": ""}, "NARRATOR_URL must be set"),
        ({"NARRATOR_MODEL": ""}, "NARRATOR_MODEL must be set"),
        ({"NARRATOR_TIMEOUT": 60, "TURN_LOCK_TIMEOUT": 60}, "must be shorter than TURN_LOCK_TIMEOUT"),
    ],
)
def test_what_is_missing_or_does_not_fit_stops_the_start(
    settings: Settings, changed: dict[str, object], complaint: str
) -> None:
    for name, value in {"KLEENE_NARRATOR": PATH, "NARRATOR_URL": ANYWHERE, **changed}.items():
        setattr(settings, name, value)
    (error,) = narrator_can_be_made()
    assert complaint in str(error.msg)
    assert KEY not in str(error.msg)


def test_certificates_that_are_not_there_stop_the_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NARRATOR_URL = ANYWHERE
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    with pytest.raises(ImproperlyConfigured, match="SSL_CERT_FILE must name a file of certificates"):
        HttpNarrator()


@pytest.mark.parametrize("given", ["/v1", "/v1/", "/v1/chat/completions"])
def test_the_address_may_end_where_other_clients_want_it_to(fake: Fake, settings: Settings, given: str) -> None:
    settings.NARRATOR_URL = fake.url.removesuffix("/v1") + given
    ruled(HttpNarrator())
    assert fake.asked[0].path == "/v1/chat/completions"


@pytest.mark.parametrize(
    ("url", "key", "warned"),
    [
        ("http://models.example.org/v1", KEY, True),
        ("http://10.0.0.7:8000/v1", KEY, True),
        ("http://models.example.org/v1", "", False),
        ("https://models.example.org/v1", KEY, False),
        ("http://127.0.0.1:8000/v1", KEY, False),
        ("http://[::1]:8000/v1", KEY, False),
        ("http://localhost:8000/v1", KEY, False),
        ("", KEY, False),
    ],
)
def test_a_key_that_travels_readable_is_warned_of(settings: Settings, url: str, key: str, warned: bool) -> None:  # noqa: FBT001
    settings.NARRATOR_URL, settings.NARRATOR_KEY = url, key
    assert [message.id for message in narrators_key_travels_unread()] == (["worlds.W001"] if warned else [])


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody has signed, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, unlocked = serialization.Encoding.PEM, serialization.NoEncryption()
    path = tmp_path / "certificate.pem"
    path.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, unlocked))
    return path


@pytest.fixture
def over_tls(fake: Fake, certificate: Path, settings: Settings) -> Fake:
    # The fixture's server already listens; its next connections are wrapped.
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    fake.socket = context.wrap_socket(fake.socket, server_side=True)
    fake.behave = says("discovery", "The lamp flickers.")
    settings.NARRATOR_URL = fake.url.replace("http://", "https://")
    return fake


def test_a_server_that_cannot_show_who_it_is_is_not_asked(over_tls: Fake) -> None:
    assert ruled(HttpNarrator()).narrator == "templates"
    assert over_tls.asked == []


def test_a_server_whose_certificate_is_trusted_by_name_is_asked(
    over_tls: Fake, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert ruled(HttpNarrator()).narrator == "http"
