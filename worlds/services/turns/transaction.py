"""A turn in a shared world under its locks: everything between begin and commit. Nothing here waits for anything but a row.

The rules decide (`play_reading`), `_take` asks them, `_store` writes what they decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from common import storing
from worlds.feed.fifo import Waiter, slots
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.narrators.chosen import narrator
from worlds.rules.critical_items.maintenance import after_turn
from worlds.rules.errors import SessionOver
from worlds.rules.improvise import judgement_of
from worlds.rules.meaning import read
from worlds.rules.outcome import Step
from worlds.rules.party import solo_state
from worlds.rules.readings import Reading
from worlds.rules.rooms import rooms_of
from worlds.rules.rulings import Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.situation import Situation
from worlds.rules.state import State
from worlds.rules.turns import is_turn, play_reading
from worlds.services.critical_items.recoveries import store_recoveries
from worlds.services.games import sessions
from worlds.services.membership import seats
from worlds.services.membership.errors import NotStarted, TurnLockExpired, WorldArchived
from worlds.services.membership.inbox import fill_inboxes
from worlds.services.membership.players import (
    PlayersPresent,
    note_place,
    offered_in,
    others_among,
    players_present,
    present_in,
    tell_rooms,
)
from worlds.services.turns import leases, migrating, orders, record_log
from worlds.services.turns.locks import WaitingLine, Where, await_place, lock_place, lock_session, lock_world
from worlds.services.turns.needs import Busy, Elsewhere, Held, Leased, Narrated, Outcome, Played, Queued
from worlds.services.turns.request import TurnAttempt, record_of, require_expected_turn, same_request
from worlds.services.turns.result import TurnAnswer, announce_turn, answer_again, played_payload, result_of
from worlds.services.turns.state_rows import SESSION_FIELDS, WORLD_FIELDS, state_of, write_state


@dataclass(frozen=True, slots=True)
class Contender:
    """A turn that asks for its place, once: where, from which place in this process's queue, with what in hand, and with what a narrator said under a lease."""

    attempt: TurnAttempt
    place: Where
    waiter: Waiter
    held: Held
    narrated: Narrated | None

    @property
    def ticket(self) -> int | None:
        return self.held.ticket


@dataclass(frozen=True, slots=True)
class LockedTurn:
    """Everything that a turn is played with, its three rows locked."""

    session: GameSession
    world: SharedWorld
    scenario: Scenario
    state: State
    company: PlayersPresent

    @property
    def situation(self) -> Situation:
        """What a command is read in: with the others, and with what this player has before them."""
        shown = frozenset(self.session.offered)
        return Situation(self.scenario, self.state, self.company.rules, shown, number=self.session.number + 1)

    @property
    def narrator_state(self) -> State:
        """The state as a narrator is told it: with everything that the player carries, and of the others nothing."""
        return solo_state(self.scenario, self.state, self.company.rules)


class Rows(Protocol):
    """How the rows of a turn are locked and read once its place is held: the session, then the world."""

    def session(self) -> tuple[GameSession, WaitingLine]: ...

    def earlier(self, session: GameSession) -> TurnRecord | None: ...

    def world(self) -> SharedWorld: ...

    def present(self, session: GameSession) -> Sequence[WorldParticipant]: ...


@dataclass(frozen=True, slots=True)
class RowByRow:
    """One statement for each, when it is asked for."""

    contender: Contender

    def session(self) -> tuple[GameSession, WaitingLine]:
        return lock_session(user_id=self.contender.attempt.user_id, place=self.contender.place)

    def earlier(self, session: GameSession) -> TurnRecord | None:
        return record_of(session, self.contender.attempt.key)

    def world(self) -> SharedWorld:
        return lock_world(self.contender.place.world_id)

    def present(self, session: GameSession) -> Sequence[WorldParticipant]:
        return tuple(present_in(self.contender.place.world_id))


def lock_and_play(contender: Contender, *, patient: bool, remaining: float) -> Outcome:
    """`play_locked` with the place locked first: no longer than `remaining` seconds are waited for it, nor at all unless `patient`.

    Assumes an open transaction, which is committed whatever this returns. Raises as `play_turn`, and OperationalError
    when a row was not free in time; then the transaction must be rolled back.
    """
    await_place(contender.place, remaining, patient=patient)
    if not lock_place(contender.place, patient=patient):
        return Busy()
    slots.go_on(contender.waiter)
    return play_locked(contender, RowByRow(contender))


def play_locked(contender: Contender, rows: Rows) -> Outcome:
    """Play a turn if it is this player's at the place, which is locked; else say why it is not. Raises as `play_turn`."""
    session, line = rows.session()
    # Under the lock the key is asked for again: the same request may have been played while this one waited.
    earlier = same_request(rows.earlier(session), contender.attempt)
    if earlier is not None:
        contender.attempt.purse.take_back()
        return Played(answer_again(session, earlier))
    require_expected_turn(session, contender.attempt.request)
    return _hindrance(contender, session, line) or _take(contender, session, rows)


def _hindrance(contender: Contender, session: GameSession, line: WaitingLine) -> Outcome | None:
    """Why the turn cannot be played now: the player moved, or others are before them."""
    if session.state["player"]["location"] != contender.place.location:
        return Elsewhere()  # an inbox effect moved them between the look and the lock: the wrong place is locked
    if contender.narrated is not None:
        return _check_lease(contender.narrated, session, line)
    if line.lease_holds or line.first_ticket not in (None, contender.ticket):
        return Queued(contender.ticket or leases.draw_ticket(contender.place, session))
    return None


def _check_lease(narrated: Narrated, session: GameSession, line: WaitingLine) -> Outcome | None:
    """Raises TurnLockExpired for a holder who comes back late."""
    if line.lease != narrated.token:
        raise TurnLockExpired
    leases.release_lease(narrated.token)
    return Elsewhere() if session.number != narrated.number else None


def _take(contender: Contender, session: GameSession, rows: Rows) -> Outcome:
    """Have the rules judge the command, and play it; or take a lease where a slow narrator must word it first."""
    if contender.ticket is not None:
        leases.hand_in(contender.ticket)
    # The world comes last and is held shortest: from here on every turn in it, at whatever place, waits for this commit.
    locked = _locked_turn(session, rows)
    if contender.narrated is not None and contender.narrated.revision != locked.world.revision_id:
        return Elsewhere()  # the story grew while the narrator spoke: it speaks again, for the story as it is
    attempt, now = contender.attempt, locked.situation
    if not attempt.is_heard(revision=locked.world.revision_id, node=now.state.player.node):
        return Elsewhere()  # the words were compared with the options of another node, or of the story as it was
    reading = read(attempt.command, now, attempt.likeness(now))
    if attempt.typed is not None:
        reading = orders.read_again(reading, session, now)
    judgement = None if contender.narrated else judgement_of(reading)
    if judgement is not None and not narrator().instant:
        token = leases.take_lease(contender.place, session)
        return Leased(
            token, session.number, locked.world.revision_id, locked.scenario, locked.narrator_state, judgement
        )
    ruling = contender.narrated.ruling if contender.narrated else None
    if judgement is not None:
        ruling = narrator().rule(scenario=locked.scenario, state=locked.narrator_state, judgement=judgement)
    return Played(_play(attempt, locked, reading, ruling))


def _locked_turn(session: GameSession, rows: Rows) -> LockedTurn:
    """Raises WorldArchived, NotStarted, NotAMember, SessionOver."""
    world = rows.world()
    if world.phase != "active":
        raise WorldArchived if world.is_archived else NotStarted
    session.world = world
    if not session.is_active:
        raise SessionOver
    if session.migrated_from is not None:
        migrating.store_game(session)
    company = players_present(session, rows.present(session))
    return LockedTurn(session, world, compiled_scenario(world.revision), state_of(session), company)


def _play(attempt: TurnAttempt, locked: LockedTurn, reading: Reading, ruling: Ruling | None) -> TurnAnswer:
    step = play_reading(locked.situation, reading, ruling)
    if step.after is not step.before:  # a question that was answered changed nothing, and is no turn
        if step.after.world.maintenance is not None:  # most worlds have no critical items
            step = after_turn(locked.scenario, step, locked.company.rules, turns=locked.world.turn)
        _store(attempt, locked, step, ruling)
    # Read once, under the lock, for the rules, the events and this answer alike.
    others = others_among(locked.company.places, locked.session, step.after)
    told = played_payload(step, typed=attempt.typed)
    answer = result_of(locked.session, told, step.after, others=others, among=step.among)
    return TurnAnswer(answer, replayed=False)


def _store(attempt: TurnAttempt, locked: LockedTurn, step: Step, ruling: Ruling | None) -> None:
    """Write the record, the events, the inboxes' effects and both states: what one commit makes true at once."""
    session, world, now = locked.session, locked.world, locked.world.now()
    world.turn += is_turn(step.kind, step.cell)
    write_state(session, step.after, at=now)
    entry = record_log.entry_of(attempt, step, session=session, ruling=ruling, at=now)
    record = record_log.append_record(session, entry)
    announce_turn(session, locked.company, step, record)
    if step.errands:
        fill_inboxes(world, step, record)
    if step.recoveries:
        store_recoveries(world, record, step.recoveries)
    _take_place(locked, step, at=now)
    if rooms := rooms_of(step, locked.scenario):
        tell_rooms(world, rooms, state=step.after.world, places=locked.company.places)
    # As of this very commit: what others close from now on is a rebuff with its cause, not an option that is unknown.
    session.offered = offered_in(locked.scenario, step.after, locked.company.rules)
    storing.update(session, SESSION_FIELDS)
    storing.update(world, WORLD_FIELDS)
    note_place(session)


def _take_place(locked: LockedTurn, step: Step, *, at: datetime) -> None:
    """Let the player's place follow them: to another location, or out of their seat when their story has ended."""
    mine = locked.company.mine
    mine.location = step.after.player.location
    if locked.session.status == GameSession.Status.COMPLETED:
        seats.free_finished_seat(locked.world, mine, at=at)
        sessions.announce_ending(locked.session)
    elif step.moved is not None:
        storing.update(mine, ("location",))
