"""How people stand, derived when it is asked: a server that was killed leaves nothing to clean up."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from presence.models import PlayerPresence
from presence.rules import Bounds, Status


@dataclass(frozen=True, slots=True)
class PresenceStatus:
    """`status` is what their signs of life say, `chosen` what they say of themselves beside it."""

    status: Status
    chosen: str

    @property
    def word(self) -> str:
        """Both in one word: what people say of themselves counts while they are online."""
        return str(self.chosen) if self.status is Status.ONLINE else self.status.value


UNHEARD_OF: Final = PresenceStatus(Status.OFFLINE, PlayerPresence.Chosen.ONLINE)


def sign_bounds() -> Bounds:
    return Bounds(timedelta(seconds=settings.PRESENCE_IDLE), timedelta(seconds=settings.PRESENCE_OFFLINE))


def idle_before(now: datetime) -> datetime:
    """Whoever was last heard of at this moment or earlier is online no longer."""
    return now - sign_bounds().idle


def presence_status(presence: PlayerPresence) -> PresenceStatus:
    return PresenceStatus(sign_bounds().status(presence.last_heartbeat, now=timezone.now()), presence.chosen)


def standing_of(user: Any, *, since: datetime) -> PresenceStatus:
    """Somebody's who has been here `since` a moment (aware); no query when the account was selected with its `presence`.

    Who came just now has had no time yet to be heard of.
    """
    presence: PlayerPresence | None = getattr(user, "presence", None)
    found = UNHEARD_OF if presence is None else presence_status(presence)
    is_new = since > idle_before(timezone.now())
    return replace(found, status=Status.ONLINE) if is_new else found


def presence_statuses(user_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, PresenceStatus]:
    """Everybody's who is asked for; one query."""
    known = PlayerPresence.objects.filter(pk__in=user_ids).only("last_heartbeat", "chosen")
    found = {presence.pk: presence_status(presence) for presence in known}
    return {user_id: found.get(user_id, UNHEARD_OF) for user_id in user_ids}
