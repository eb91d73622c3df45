"""What somebody is told whose account is shut."""

from __future__ import annotations

from datetime import datetime

from common import appeals
from common.dates import utc
from common.errors import Suspended


def suspended(*, reason: str, until: datetime | None) -> Suspended:
    """The refusal at every door: its sentences, and the same in parts."""
    end = f"until {appeals.moment(until)}" if until else "permanently"
    said = f" Reason: {appeals.quoted(reason)}" if reason else ""
    return Suspended(
        f"This account is suspended {end}.{said} {appeals.sentence()}",
        until=utc(until) if until else None,
        reason=reason,
        appeal=appeals.address(),
    )
