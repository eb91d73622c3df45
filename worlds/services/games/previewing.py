"""Previews: games of their own kind that begin at one scene of a story, and count nowhere."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from worlds import limits
from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.previewing import Choice, NotThere, begin_preview, find_way
from worlds.rules.state import State
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import player_limits
from worlds.services.games import abandoning, sessions
from worlds.services.stories.entitlements import require_entitlement
from worlds.services.stories.scenarios import newest_playable
from worlds.services.turns import record_log
from worlds.services.turns.beginning import scene_payload
from worlds.services.turns.state_rows import write_state

LONGEST: Final = timedelta(days=1)  # without a turn


@dataclass(frozen=True, slots=True)
class WayThere:
    """How a player comes to a scene. Where previews are refused `way` has the choices that lead there, None for none known."""

    may_preview: bool
    way: Sequence[Choice] | None = None


def way_to_scene(*, scenario_slug: str, node_id: str) -> WayThere:
    """Of the newest revision; the way is searched only where it is told. Raises NotFound."""
    scenario = compiled_scenario(newest_playable(slug=scenario_slug))
    return (
        WayThere(may_preview=True) if scenario.preview else WayThere(may_preview=False, way=find_way(scenario, node_id))
    )


@transaction.atomic
def start_preview(*, user_id: uuid.UUID, scenario_slug: str, node_id: str, star: str) -> GameSession:
    """Begin a preview at a scene of the newest revision; `star` is the outer id of the idea's star that led to it.

    Of a player's open previews the oldest are abandoned, so that PREVIEWS stay open. Raises NotFound,
    EntitlementRequired, NotThere, TooManyGames, RateLimited.
    """
    revision = newest_playable(slug=scenario_slug)
    require_entitlement(user_id=user_id, scenario=revision.scenario)
    scenario = compiled_scenario(revision)
    if not scenario.preview or node_id not in scenario.nodes:
        raise NotThere
    _make_room(user_id)
    player_limits.take_game(user_id)
    session = GameSession(
        user_id=user_id,
        revision=revision,
        game_mode=GameSession.Mode.PREVIEW,
        may_score=False,
        number=0,
        record_hash=sessions.GENESIS,
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
    )
    way = find_way(scenario, node_id)
    choices = None if way is None else [choice.option_id for choice in way]
    _begin(session, begin_preview(scenario, node_id, choices), {"preview": node_id, "choices": choices, "star": star})
    return session


def star_of_preview(session: GameSession) -> str:
    """The outer id of the star that a preview was begun from. One query."""
    first = session.records.order_by("number").values_list("command__star", flat=True).first()
    return first or ""


def end_old_previews() -> str:
    """Abandon previews that nobody has played for LONGEST. What was done, for the log; empty for nothing."""
    old = GameSession.objects.previews().idle_since(timezone.now() - LONGEST).values_list("user_id", "pk")
    ended = [_end(user_id, session_id) for user_id, session_id in old[: limits.PREVIEWS_ENDED]]
    return f"ended {len(ended)} previews" if ended else ""


def _begin(session: GameSession, state: State, began: dict[str, object]) -> None:
    now = timezone.now()
    session.character_name = state.player.character.name
    write_state(session, state, at=now)
    command = {"player": str(session.user_id), "may_score": False, **began}
    told = dict(scene_payload(compiled_scenario(session.revision), state))
    record_log.append_record(
        session, record_log.Entry(kind=TurnRecord.Kind.START, at=now, command=command, result=told)
    )
    session.save(force_insert=True)


def _make_room(user_id: uuid.UUID) -> None:
    running = GameSession.objects.previews().active().readable().owned_by(user_id).order_by("-created_at")
    for session_id in running.values_list("pk", flat=True)[limits.PREVIEWS - 1 :]:
        _end(user_id, session_id)


def _end(user_id: uuid.UUID, session_id: uuid.UUID) -> uuid.UUID:
    abandoning.abandon_game(user_id=user_id, session_id=session_id)
    return session_id
