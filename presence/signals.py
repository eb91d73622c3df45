"""News for the apps above, sent after commit. A signal only hastens: how somebody stands can be asked at any time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.dispatch import Signal

from presence.rules import Status


@dataclass(frozen=True, slots=True)
class Change:
    """How somebody stands now. `has_left` says that their stream broke off and did not come back in time."""

    user_id: uuid.UUID
    status: Status
    chosen: str
    has_left: bool = False

    @property
    def word(self) -> str:
        """What people say of themselves counts while they are online."""
        return self.chosen if self.status is Status.ONLINE else self.status.value


presence_changed = Signal()  # changes: tuple[Change, ...]
