"""A player's settings of one game. They are part of its state, so a change is a record."""

from __future__ import annotations

import uuid
from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from common.errors import InvalidInput
from worlds.models import TurnRecord
from worlds.rules.errors import SessionOver
from worlds.rules.state import Preferences
from worlds.services.games.game_replay import with_preferences
from worlds.services.games.view import View, session_view
from worlds.services.membership import access
from worlds.services.membership.locks import lock_played
from worlds.services.turns import record_log
from worlds.services.turns.state_rows import state_of, write_state


@transaction.atomic
def change_settings(
    *,
    user_id: uuid.UUID,
    session_id: str | uuid.UUID,
    parser_mode: bool | None = None,
    improvisation_temperature: int | None = None,
) -> View:
    """Change what is given, keep what is None. Raises NotFound, SessionOver, InvalidInput, WorldArchived, NotAMember."""
    session = lock_played(user_id=user_id, session_id=session_id)
    if not session.is_active:
        raise SessionOver
    if session.world is not None:
        access.require_present(user_id=user_id, world_id=session.world.pk)
    state = state_of(session)
    wanted = _changed(state.player.preferences, parser_mode=parser_mode, temperature=improvisation_temperature)
    if wanted != state.player.preferences:
        now = timezone.now()
        write_state(session, with_preferences(state, wanted), at=now)
        record_log.append_record(
            session, record_log.Entry(kind=TurnRecord.Kind.SETTINGS, at=now, command=asdict(wanted))
        )
        session.save()
        if session.world is not None:
            session.world.save()
    return session_view(session)


def _changed(now: Preferences, *, parser_mode: bool | None, temperature: int | None) -> Preferences:
    if temperature is not None and not 0 <= temperature <= 10:
        raise InvalidInput(
            "improvisation_temperature must be a whole number from 0 to 10.", improvisation_temperature=temperature
        )
    if parser_mode is not None:
        now = replace(now, parser_mode=parser_mode)
    return now if temperature is None else replace(now, improvisation_temperature=temperature)
