"""Who is online, as far as they let others know."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Count, Q
from django.utils import timezone

from common.accounts import is_open
from common.namesakes import marked
from presence import limits
from presence.models import PlayerPresence, PlayerPresenceQuerySet
from presence.services.attendance import idle_before
from presence.services.places import names_of, people_told_of

Marked: TypeAlias = Mapping[tuple[uuid.UUID, uuid.UUID], int]  # by world and person


@dataclass(frozen=True, slots=True)
class SomebodyOnline:
    """What strangers may know; `world_id` and `location` are empty where the reader may not know that they are in the world."""

    user_id: str
    display_name: str
    colour: str
    is_agent: bool
    chosen: str
    scenario_id: str | None
    game_mode: str | None
    world_id: str | None
    location: str | None
    turn: int
    last_active: datetime


@dataclass(frozen=True, slots=True)
class Roster:
    """`online` holds only those who let others see them; the counts hold everybody."""

    online: tuple[SomebodyOnline, ...]
    total_online: int
    total_playing: int


def online_roster(
    *, reader: uuid.UUID | None, scenario: str | None = None, limit: int = limits.PEOPLE, offset: int = 0
) -> Roster:
    """Who is online, those heard of last first; with `scenario` only those who play it are listed and `total_playing`.

    Without one `total_playing` counts those who play anything. At most four queries.
    """
    online = PlayerPresence.objects.online(since=idle_before(timezone.now()))
    listed = online if scenario is None else online.playing(scenario)
    rows = list(_page(listed, limit, offset))
    named = names_of({row.world_id for row in rows if row.world_id is not None}, reader=reader)
    plays = ~Q(scenario="") if scenario is None else Q(scenario=scenario)
    counts = online.aggregate(all=Count("pk"), playing=Count("pk", filter=plays))
    marks = people_told_of(named.keys(), reader=reader)
    people = tuple(_told(row, named, marks) for row in rows)
    return Roster(people, counts["all"], counts["playing"])


def _page(listed: PlayerPresenceQuerySet, limit: int, offset: int) -> PlayerPresenceQuerySet:
    seen = listed.opted_in().filter(is_open("user__")).select_related("user")
    return seen.order_by("-last_heartbeat", "pk")[offset : offset + limit]


def _told(row: PlayerPresence, named: Mapping[uuid.UUID, str], marks: Marked) -> SomebodyOnline:
    user: Any = row.user
    mark = None if row.world_id is None else marks.get((row.world_id, row.user_id))
    world = None if row.world_id is None or mark is None else named.get(row.world_id)
    is_told = row.world_id is None or world is not None
    assert row.last_heartbeat is not None, "only who was heard of is online"
    return SomebodyOnline(
        user_id=user.short_id,
        display_name=marked(user.display_name, mark or 1),
        colour=user.colour,
        is_agent=user.is_agent,
        chosen=row.chosen,
        scenario_id=row.scenario or None,
        game_mode=row.game_mode or None,
        world_id=world,
        location=(row.location or None) if is_told else None,
        turn=row.turn,
        last_active=row.last_heartbeat,
    )
