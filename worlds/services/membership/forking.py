"""Continuing alone what was begun among others."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from common.errors import Conflict
from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import story_of
from worlds.rules.errors import SessionOver
from worlds.rules.party import solo_state
from worlds.rules.state import State
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import player_limits
from worlds.services.games import sessions
from worlds.services.membership.players import alone_in, note_place
from worlds.services.stories.entitlements import require_entitlement
from worlds.services.turns import record_log
from worlds.services.turns.beginning import scene_payload
from worlds.services.turns.state_rows import state_of, write_state


class AlreadyAlone(Conflict):
    code = "already_alone"
    message = "You are already playing this game alone."


@transaction.atomic
def fork_game(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    """A new game alone from where a game in a shared world stands, also after that world was archived.

    The game there stays as it is. Reads both halves of the state in one statement and locks nothing.
    Raises NotFound, AlreadyAlone, SessionOver, EntitlementRequired, TooManyGames, RateLimited.
    """
    shared = sessions.get_owned(user_id=user_id, session_id=session_id)
    if shared.world is None:
        raise AlreadyAlone
    if not shared.is_active:
        raise SessionOver
    require_entitlement(user_id=user_id, scenario=shared.world.scenario)
    player_limits.take_game(user_id)
    state = solo_state(story_of(shared), state_of(shared), alone_in(shared))
    return _begin(shared, state)


def _begin(shared: GameSession, state: State) -> GameSession:
    assert shared.world is not None
    now = timezone.now()
    session = GameSession(
        user_id=shared.user_id,
        revision=shared.world.revision,
        character_name=shared.character_name,
        may_score=shared.may_score,
        number=0,
        turns_played=shared.turns_played,
        record_hash=sessions.GENESIS,
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
    )
    write_state(session, state, at=now)
    session.save(force_insert=True)
    # `record_hash` is the link of the world's chain at which this game left it.
    command = {
        "player": str(shared.user_id),
        "session": str(shared.pk),
        "record_hash": shared.record_hash,
        "state": session.state,
        "turns_played": shared.turns_played,
        **({} if shared.may_score else {"may_score": False}),
    }
    record_log.append_record(
        session,
        record_log.Entry(
            kind=TurnRecord.Kind.IMPORT, at=now, command=command, result=dict(scene_payload(story_of(shared), state))
        ),
    )
    session.save(update_fields=["number", "record_hash"])
    note_place(session)
    return session
