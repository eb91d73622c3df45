"""As whom others see somebody on a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """`user_id` is the public id, and None for whom nobody may look up."""

    user_id: str | None
    display_name: str


HIDDEN = Shown(None, "Anonymous player")
GONE = Shown(None, "Former player")


def shown_name(user: Any) -> Shown:
    """`user` is an account, wherever its table stands."""
    if user.anonymised_at is not None:
        return GONE
    return Shown(user.short_id, str(user)) if user.stats_public else HIDDEN
