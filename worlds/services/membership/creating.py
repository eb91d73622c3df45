"""Making a world: its state before anybody comes, its locks, and the first record of its log."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TypedDict

from django.conf import settings

from common.errors import InvalidInput
from worlds.models import LocationLock, ScenarioRevision, SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.party import open_world
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services.turns import record_log
from worlds.services.turns.state_rows import write_world_state

FEWEST = 2  # whoever wants to be alone plays solo


class Terms(TypedDict, total=False):
    """What whoever makes a world may say of it."""

    visibility: str
    max_players: int | None
    time_policy: str
    quorum: int | None  # endorsements that approve an improvisation for this world alone; None: moderators decide
    agents_allowed: bool


def found_world(
    revision: ScenarioRevision, *, host_id: uuid.UUID, game_mode: str, terms: Terms, at: datetime
) -> SharedWorld:
    """Make a world and its locks; the caller saves it once more, with what it does to it. Raises InvalidInput."""
    world = SharedWorld(
        scenario=revision.scenario,
        revision=revision,
        host_id=host_id,
        game_mode=game_mode,
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
        **_checked(terms),
    )
    story = compiled_scenario(revision)
    write_world_state(world, open_world(story), at=at)
    world.save(force_insert=True)
    LocationLock.objects.bulk_create(LocationLock(world=world, location=place) for place in story.locations)
    record_log.append_own_record(
        world, record_log.Entry(kind=TurnRecord.Kind.START, at=at, command={"time_policy": str(world.time_policy)})
    )
    return world


def check_quorum(quorum: int | None, *, max_players: int) -> None:
    """Raises InvalidInput for a quorum that this world could never reach."""
    if quorum is not None and not FEWEST <= quorum <= max_players:
        raise InvalidInput(f"A quorum is a number from {FEWEST} to {max_players}, or null.", quorum=quorum)


def _checked(terms: Terms) -> Terms:
    seats = terms.get("max_players") or settings.WORLD_MAX_PLAYERS
    if not FEWEST <= seats <= settings.WORLD_MAX_PLAYERS:
        raise InvalidInput(f"A world has {FEWEST} to {settings.WORLD_MAX_PLAYERS} seats.", max_players=seats)
    check_quorum(terms.get("quorum"), max_players=seats)
    return {**terms, "max_players": seats}
