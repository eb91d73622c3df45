"""Which server and model to ask, and how patiently: the settings NARRATOR_*, checked."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from common.model_services.service import Service, full_address, trusted_certificates

PATH = "/chat/completions"


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
        url=full_address(settings.NARRATOR_URL, PATH),
        model=settings.NARRATOR_MODEL,
        key=settings.NARRATOR_KEY,
        timeout=settings.NARRATOR_TIMEOUT,
        concurrency=settings.NARRATOR_CONCURRENCY,
        tls=trusted_certificates(),
    )
