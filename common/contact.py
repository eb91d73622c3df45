"""The operator's address, for whoever has a question."""

from __future__ import annotations

from django.conf import settings


def link() -> str:
    """A web address, or an e-mail address as a link; empty where the operator names neither."""
    address: str = settings.KLEENE_CONTACT
    return address if "://" in address or not address else f"mailto:{address}"
