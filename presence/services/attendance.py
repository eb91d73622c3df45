"""Signs of life: what this process has noticed of people since its last heartbeat, and what the stored ones say.

Noticing costs nobody a statement. How people stand is derived when it is asked: a server that was killed leaves nothing
to clean up.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from common import storing
from presence.models import PlayerPresence
from presence.rules import Bounds, Status

NEWS: Final = timedelta(seconds=20)  # who was not written for so long is written at once
MOST: Final = 100_000  # people; past that the first noticed are forgotten, and heard of again


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What somebody plays. The ids mean nothing to presence; the apps above know them."""

    scenario: str = ""
    game_mode: str = ""
    session_id: uuid.UUID | None = None
    world_id: uuid.UUID | None = None
    location: str = ""
    turn: int = 0


NOWHERE: Final = Whereabouts()


@dataclass(frozen=True, slots=True)
class Sign:
    """Somebody was heard of `at` a moment, and at `noted_at` they were at `whereabouts`, if that was noted."""

    user_id: uuid.UUID
    at: datetime
    is_connected: bool = False
    whereabouts: Whereabouts = NOWHERE
    noted_at: datetime | None = None


class Attendance:
    """Safe to use from threads and event loops. `news` is set when somebody is to be written at once."""

    def __init__(self) -> None:
        self.news = threading.Event()
        self._lock = threading.Lock()
        self._signs: dict[uuid.UUID, Sign] = {}
        self._written: dict[uuid.UUID, datetime] = {}
        self._left: set[uuid.UUID] = set()

    def hear(self, user_id: uuid.UUID, *, is_connected: bool = False) -> None:
        """Somebody gave a sign of life: a request, or an open stream."""
        self._add(Sign(user_id, timezone.now(), is_connected=is_connected))

    def note(self, user_id: uuid.UUID, whereabouts: Whereabouts) -> None:
        """Somebody did something at a place, just now."""
        now = timezone.now()
        self._add(Sign(user_id, now, whereabouts=whereabouts, noted_at=now))

    def take(self, connected: Collection[uuid.UUID] = ()) -> list[Sign]:
        """Everything noticed, and those who are connected now; it is for the taker to write, or to give back."""
        for user_id in connected:
            self.hear(user_id, is_connected=True)
        with self._lock:
            # In one order everywhere: two processes that share people must not wait for each other.
            signs = sorted(self._signs.values(), key=lambda sign: sign.user_id)
            self._signs.clear()
            self.news.clear()
            self._remember(signs)
        return signs

    def take_one(self, user_id: uuid.UUID) -> Sign | None:
        """The same of one person, who is connected now; None for who has left for good."""
        self.hear(user_id, is_connected=True)
        with self._lock:
            sign = self._signs.pop(user_id, None)
            if sign is not None:
                self._written[user_id] = timezone.now()
            if not self._signs:
                self.news.clear()
        return sign

    def give_back(self, signs: Collection[Sign]) -> None:
        """They could not be written: the next heartbeat tries again, with what was noticed meanwhile."""
        with self._lock:
            for sign in signs:
                if sign.user_id in self._left:
                    continue
                later = self._signs.get(sign.user_id)
                self._signs[sign.user_id] = sign if later is None else _joined(sign, later)

    def leave(self, user_id: uuid.UUID) -> None:
        """Somebody has left for good: what was noticed of them is dropped, and nothing is noticed any more."""
        with self._lock:
            self._left.add(user_id)
            self._signs.pop(user_id, None)

    def forget(self) -> None:
        with self._lock:
            self._signs.clear()
            self._written.clear()
            self._left.clear()
            self.news.clear()

    def _add(self, sign: Sign) -> None:
        with self._lock:
            if sign.user_id in self._left:
                return
            earlier = self._signs.get(sign.user_id)
            self._signs[sign.user_id] = sign if earlier is None else _joined(earlier, sign)
            if len(self._signs) > MOST:
                del self._signs[next(iter(self._signs))]
            if self._is_news(sign.user_id):
                self.news.set()

    def _is_news(self, user_id: uuid.UUID) -> bool:
        """Whether others may see somebody as quiet by now, by what was written from here."""
        at = self._written.get(user_id)
        return at is None or timezone.now() - at >= min(NEWS, sign_bounds().idle)

    def _remember(self, signs: Collection[Sign]) -> None:
        now = timezone.now()
        self._written = {user_id: at for user_id, at in self._written.items() if now - at < NEWS}
        self._written.update((sign.user_id, now) for sign in signs)


def _joined(earlier: Sign, later: Sign) -> Sign:
    joined = replace(later, is_connected=earlier.is_connected or later.is_connected)
    if later.noted_at is None:
        joined = replace(joined, whereabouts=earlier.whereabouts, noted_at=earlier.noted_at)
    return joined


attendance = Attendance()


def note_on_commit(*, user_id: uuid.UUID, whereabouts: Whereabouts) -> None:
    """Note where somebody is, once what brought them there is committed."""
    storing.after_commit(partial(attendance.note, user_id, whereabouts))


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
    """After how long without a sign of life somebody is idle, and offline: PRESENCE_IDLE and PRESENCE_OFFLINE."""
    return Bounds(timedelta(seconds=settings.PRESENCE_IDLE), timedelta(seconds=settings.PRESENCE_OFFLINE))


def idle_before(now: datetime) -> datetime:
    """Whoever was last heard of at this moment or earlier is online no longer."""
    return now - sign_bounds().idle


def presence_status(presence: PlayerPresence) -> PresenceStatus:
    """What somebody's row says of them now: the status by the age of their last sign, and the one that they chose."""
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
