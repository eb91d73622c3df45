"""What others' turns have in store for a player: opened in a transaction of its own, session before world."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils import timezone

from common import storing
from common.errors import Unavailable
from worlds.models import GameSession, InboxEffect, SharedWorld, TurnRecord, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.models.versions import IncompatibleVersion
from worlds.rules import party as rules
from worlds.rules.messages import errand_from_json, errand_to_json
from worlds.rules.outcome import Step
from worlds.rules.rooms import rooms_of
from worlds.services import events
from worlds.services.events import NewEvent
from worlds.services.games import sessions
from worlds.services.membership import seats
from worlds.services.membership.companies import company_of
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting
from worlds.services.membership.players import crossing_told, present_in, seats_at, tell_rooms
from worlds.services.turns import record_log
from worlds.services.turns.result import player_finished, player_moved, turn_payload, world_changed
from worlds.services.turns.state_rows import state_of, write_state

# Whoever has left is reached by nothing until they come back.
WITH_A_PLACE: Final = Exists(WorldParticipant.objects.present().filter(session=OuterRef("session")))


def apply_inbox(*, session_id: uuid.UUID) -> int:
    """Apply everything that waits for a session, oldest first, and say how much it was.

    Each effect is one transaction; one that another process is applying is left to it. Must be called outside one.
    """
    waiting = InboxEffect.objects.filter(WITH_A_PLACE, session_id=session_id, applied_at=None).order_by("pk")
    effects = list(waiting.values_list("pk", "world_id", "session__user_id"))
    for effect, world_id, user_id in effects:
        retry_while_shifting(partial(_apply, effect, world_id, user_id))
    return len(effects)


def apply_all_inboxes(*, most: int = 500) -> str:
    """The worker's round: effects whose players have not looked."""
    waiting = (
        InboxEffect.objects.filter(WITH_A_PLACE, applied_at=None)
        .order_by("session_id")
        .values_list("session_id", flat=True)
    )
    sessions_waiting = list(waiting.distinct()[:most])
    applied = sum(map(_apply_if_free, sessions_waiting))
    return f"{applied} inbox entries applied" if applied else ""


def _apply_if_free(session_id: uuid.UUID) -> int:
    try:
        return apply_inbox(session_id=session_id)
    except (Unavailable, IncompatibleVersion):  # the next round will come, and the others' effects come first
        return 0


def _apply(effect_id: int, world_id: uuid.UUID, user_id: uuid.UUID) -> None:
    standing = lock_membership(world_id=world_id, user_id=user_id)
    # Two may apply the same effect, the turn that wrote it and the worker: the second finds it applied.
    effect = InboxEffect.objects.select_for_update().filter(pk=effect_id, applied_at=None).first()
    if effect is None:
        return
    if standing.session is not None and standing.session.pk == effect.session_id and standing.session.is_active:
        _settle(standing, standing.session, effect)
    effect.applied_at = timezone.now()
    effect.save(update_fields=["applied_at"])


def _settle(standing: LockedMembership, session: GameSession, effect: InboxEffect) -> None:
    world = standing.world
    company = company_of(session)
    # Settled in the state of now, which may be many turns after it was written: the rules leave out what no longer fits.
    step = rules.settle(compiled_scenario(world.revision), state_of(session), company, errand_from_json(effect.errand))
    if step.after is step.before:
        return
    at = world.now()
    write_state(session, step.after, at=at)
    entry = record_log.Entry(kind=TurnRecord.Kind.INBOX, at=at, command=effect.errand, result=dict(turn_payload(step)))
    record_log.append_record(session, entry)
    announce_undergone(standing, session, step, moved=player_moved(step, user_id=session.user_id))
    session.save()
    world.save()


def announce_undergone(
    standing: LockedMembership, session: GameSession, step: Step, *, moved: Sequence[NewEvent]
) -> None:
    """Log what others may know of what befell a player without a turn of theirs; `moved` is what tells of their move.

    Assumes the locks of a LockedMembership. Saves the place, and of the world and the session nothing.
    """
    world, place = standing.world, standing.place
    assert place is not None, "a session in a world has a place"
    news = list(moved)
    if step.moved is not None or session.status == GameSession.Status.COMPLETED:
        news = [*crossing_told(step, place.user_id, seats_at(present_in(world.pk))), *news]
    if step.moved is not None:
        place.location = step.moved[1]
        place.save(update_fields=["location"])
    news += world_changed(world, step, by=place.user.short_id)
    if session.status == GameSession.Status.COMPLETED:
        news.append(player_finished(session))
        seats.free_finished_seat(world, place, at=session.last_turn_at)
        sessions.announce_ending(session)
    events.append_events(world, *news)
    if rooms := rooms_of(step, compiled_scenario(world.revision)):
        tell_rooms(world, rooms, state=step.after.world)


def fill_inboxes(world: SharedWorld, step: Step, record: TurnRecord) -> None:
    """Put what a turn has in store for others into their inboxes, to be applied right after the commit.

    Assumes the world's row locked. An effect that cannot be applied then waits for its player, or for the worker.
    """
    storing.insert(
        *(
            InboxEffect(
                world=world, session_id=errand.player, errand=errand_to_json(errand), created_at=record.created_at
            )
            for errand in step.errands
        )
    )
    for player in {errand.player for errand in step.errands}:
        storing.after_commit(_applying(uuid.UUID(player)), is_slow=True)


def _applying(session_id: uuid.UUID) -> Callable[[], None]:
    # A function: of a partial Django cannot even say the name when it fails, and then the turn would fail with it.
    def apply_them() -> None:
        apply_inbox(session_id=session_id)

    return apply_them
