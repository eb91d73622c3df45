"""Which server and model to ask, and how patiently: the settings NARRATOR_*, checked."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field

import httpx
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Service:
    """`timeout` counts seconds for the whole answer; `key` may be empty, and is never shown."""

    url: str
    model: str
    key: str = field(repr=False)
    timeout: float
    concurrency: int
    tls: ssl.SSLContext = field(repr=False)


def configured() -> Service:
    """The service that the settings name. Raises ImproperlyConfigured."""
    for name in ("NARRATOR_URL", "NARRATOR_MODEL"):
        if not getattr(settings, name):
            raise ImproperlyConfigured(f"{name} must be set: the narrator that KLEENE_NARRATOR names needs it.")
    if settings.NARRATOR_TIMEOUT >= settings.TURN_LOCK_TIMEOUT:
        raise ImproperlyConfigured(
            f"NARRATOR_TIMEOUT ({settings.NARRATOR_TIMEOUT} s) must be shorter than TURN_LOCK_TIMEOUT "
            f"({settings.TURN_LOCK_TIMEOUT} s), or a turn's lease ends before its answer comes."
        )
    return Service(
        url=settings.NARRATOR_URL.rstrip("/").removesuffix(PATH) + PATH,
        model=settings.NARRATOR_MODEL,
        key=settings.NARRATOR_KEY,
        timeout=settings.NARRATOR_TIMEOUT,
        concurrency=settings.NARRATOR_CONCURRENCY,
        tls=_trusted(),
    )


def _trusted() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except OSError as trouble:
        raise ImproperlyConfigured(f"SSL_CERT_FILE must name a file of certificates: {trouble.strerror}.") from trouble
