"""The operator's address, for whoever has a question."""

from __future__ import annotations

from django.conf import settings


def link() -> str:
    """A web address, or an e-mail address as a link; empty where the operator names neither."""
    return link_to(settings.KLEENE_CONTACT)


def link_to(address: str) -> str:
    """What a link to a web address or an e-mail address points to."""
    return address if "://" in address or not address else f"mailto:{address}"
