"""How people object to what was decided about them: at the operator's address, which stands in every such refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import dateformat

from common.contact import link_to


def address() -> str:
    """An e-mail address or a web address."""
    appeal: str = settings.KLEENE_APPEAL
    return appeal or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def link() -> str:
    return link_to(address())


def sentence() -> str:
    verb = "appeal at" if "://" in address() else "write to"
    return f"If you think this is a mistake, {verb} {address()}."


def quoted(reason: str) -> str:
    """A reason in quotation marks, as the end of a sentence."""
    return f"“{reason}”" if reason.endswith((".", "!", "?", "…")) else f"“{reason}”."


def moment(at: datetime) -> str:
    """`6 December 2026, 10:30 UTC`."""
    return f"{dateformat.format(at.astimezone(UTC), 'j F Y, H:i')} UTC"
