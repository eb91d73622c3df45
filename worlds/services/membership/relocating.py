"""Setting players down elsewhere in a world, as the staff may: a record of kind maintenance in the player's own game."""

from __future__ import annotations

import uuid
from functools import partial

from common.errors import NotFound
from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules import relocating as rules
from worlds.rules.outcome import Step
from worlds.services.membership.companies import company_of
from worlds.services.membership.errors import NotStarted, WorldArchived
from worlds.services.membership.inbox import announce_undergone, fill_inboxes
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting
from worlds.services.turns import record_log
from worlds.services.turns.result import moved_by_staff, player_moved, turn_payload
from worlds.services.turns.state_rows import state_of, write_state


def relocate_player(*, world_id: uuid.UUID, user_id: uuid.UUID, location: str, by: uuid.UUID) -> Step:
    """Set somebody's character down at a location of a world; who stands there already is left there. One transaction.

    `by` is the account that does so; whether it may is asked at the door. The player is told, and so are both places.
    Raises NotFound for who plays nobody there, NoSuchPlace, NotFreeToRoam, NotStarted, WorldArchived, Unavailable.
    """
    return retry_while_shifting(partial(_relocate, world_id, user_id, location, None if by == user_id else str(by)))


def _relocate(world_id: uuid.UUID, user_id: uuid.UUID, location: str, by: str | None) -> Step:
    standing = lock_membership(world_id=world_id, user_id=user_id)
    if standing.world.phase != "active":
        raise WorldArchived if standing.world.is_archived else NotStarted
    session = standing.session
    if session is None or not standing.is_seated:
        raise NotFound("This player has no character in this world.")
    scenario = compiled_scenario(standing.world.revision)
    step = rules.relocate(scenario, state_of(session), company_of(session), location, by=by)
    if step.after is not step.before:
        _store(standing, session, step, {"to": location} | ({} if by is None else {"by": by}))
    return step


def _store(standing: LockedMembership, session: GameSession, step: Step, command: dict[str, str]) -> None:
    world, at = standing.world, standing.world.now()
    write_state(session, step.after, at=at)
    entry = record_log.Entry(kind=TurnRecord.Kind.MAINTENANCE, at=at, command=command, result=dict(turn_payload(step)))
    record = record_log.append_record(session, entry)
    tell = moved_by_staff if "by" in command else player_moved
    announce_undergone(standing, session, step, moved=tell(step, user_id=session.user_id))
    if step.errands:
        fill_inboxes(world, step, record)
    session.save()
    world.save()
