"""A turn under its locks: everything between begin and commit. Nothing here waits for anything but a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.narrators.chosen import narrator
from worlds.rules.alone import alone
from worlds.rules.commands import Ruling, Step
from worlds.rules.errors import SessionOver
from worlds.rules.improvise import judgement_of
from worlds.rules.meaning import Reading, read
from worlds.rules.scenario import Scenario
from worlds.rules.situation import Situation
from worlds.rules.state import State
from worlds.rules.turns import play_reading
from worlds.services import whereabouts
from worlds.services.games import sessions
from worlds.services.membership import access, seats
from worlds.services.membership.errors import TurnLockExpired, WorldArchived
from worlds.services.membership.joining import world_now
from worlds.services.membership.players import offered_in
from worlds.services.stories.scenarios import compiled_scenario
from worlds.services.turns import leases, record_log
from worlds.services.turns.announcing import announce_turn
from worlds.services.turns.attempt import Attempt, TurnAnswer, earlier_record, require_expected_turn
from worlds.services.turns.counting import is_turn
from worlds.services.turns.locks import WaitingLine, Where, bound_wait, lock_place, lock_session, lock_world
from worlds.services.turns.outcomes import Busy, Elsewhere, Leased, Narrated, Outcome, Played, Queued
from worlds.services.turns.players_present import PlayersPresent, players_present
from worlds.services.turns.record import entry_of
from worlds.services.turns.result import result_of, turn_payload
from worlds.services.turns.state_rows import state_of, write_state


@dataclass(frozen=True, slots=True)
class TurnTry:
    """One try at a turn: where, with which ticket in hand, and with what a narrator said under a lease."""

    attempt: Attempt
    place: Where
    ticket: int | None
    narrated: Narrated | None


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
        return Situation(self.scenario, self.state, self.company.rules, frozenset(self.session.offered))

    @property
    def told(self) -> State:
        """The state as a narrator is told it: with everything that the player carries, and of the others nothing."""
        return alone(self.scenario, self.state, self.company.rules)


def take_turn(attempt: TurnTry, *, patient: bool, remaining: float) -> Outcome:
    """Play a turn if it is this player's at the place. Assumes an open transaction, which is committed whatever this returns."""
    bound_wait(remaining)
    if not lock_place(attempt.place, patient=patient):
        return Busy()
    session, line = lock_session(user_id=attempt.attempt.user_id, place=attempt.place)
    earlier = earlier_record(session, attempt.attempt)
    if earlier is not None:
        attempt.attempt.purse.take_back()
        return Played(answer_again(session, earlier))
    require_expected_turn(session, attempt.attempt.request)
    return _hindrance(attempt, session, line) or _take(attempt, session)


def answer_again(session: GameSession, record: TurnRecord) -> TurnAnswer:
    """What was answered before, with the game as it stands: in a shared world nobody can be shown the past."""
    known = access.as_known(session)
    return TurnAnswer(result_of(known, record.result, state_of(known), record=record), replayed=True)


def _hindrance(attempt: TurnTry, session: GameSession, line: WaitingLine) -> Outcome | None:
    """Why the turn cannot be played now: the player moved, or others are before them."""
    if session.state["player"]["location"] != attempt.place.location:
        return Elsewhere()
    if attempt.narrated is not None:
        return _check_lease(attempt.narrated, session, line)
    if line.lease_holds or line.first_ticket not in (None, attempt.ticket):
        return Queued(attempt.ticket or leases.draw_ticket(attempt.place, session))
    return None


def _check_lease(narrated: Narrated, session: GameSession, line: WaitingLine) -> Outcome | None:
    """Raises TurnLockExpired for a holder who comes back late."""
    if line.lease != narrated.token:
        raise TurnLockExpired
    leases.release_lease(narrated.token)
    return Elsewhere() if session.number != narrated.number else None


def _take(attempt: TurnTry, session: GameSession) -> Outcome:
    if attempt.ticket is not None:
        leases.hand_in(attempt.ticket)
    table = _table(session, lock_world(attempt.place.world_id))
    if attempt.narrated is not None and attempt.narrated.revision != table.world.revision_id:
        return Elsewhere()  # the story grew while the narrator spoke: it speaks again, for the story as it is
    reading = read(attempt.attempt.command, table.situation)
    judgement = None if attempt.narrated else judgement_of(reading)
    if judgement is not None and not narrator().instant:
        token = leases.take_lease(attempt.place, session)
        return Leased(token, session.number, table.world.revision_id, table.scenario, table.told, judgement)
    ruling = attempt.narrated.ruling if attempt.narrated else None
    if judgement is not None:
        ruling = narrator().rule(scenario=table.scenario, state=table.told, judgement=judgement)
    return Played(_play(attempt.attempt, table, reading, ruling))


def _table(session: GameSession, world: SharedWorld) -> LockedTurn:
    """Raises WorldArchived, NotAMember, SessionOver."""
    if world.is_archived:
        raise WorldArchived
    session.world = world
    if not session.is_active:
        raise SessionOver
    return LockedTurn(session, world, compiled_scenario(world.revision), state_of(session), players_present(session))


def _play(attempt: Attempt, table: LockedTurn, reading: Reading, ruling: Ruling | None) -> TurnAnswer:
    step = play_reading(table.situation, reading, ruling)
    if step.after is not step.before:  # a question that was answered changed nothing, and is no turn
        _store(attempt, table, step, ruling)
    fellows = table.company.fellows(step.after.player.location)
    return TurnAnswer(result_of(table.session, turn_payload(step), step.after, fellows=fellows), replayed=False)


def _store(attempt: Attempt, table: LockedTurn, step: Step, ruling: Ruling | None) -> None:
    session, world = table.session, table.world
    now = world_now(world)
    world.turn += is_turn(step.kind, step.cell)
    write_state(session, step.after, at=now)
    entry = entry_of(attempt, step, session=session, scenario=table.scenario, ruling=ruling, at=now)
    record = record_log.append_record(session, entry)
    announce_turn(session, table.company, step, record)
    _take_place(table, step, at=now)
    session.offered = offered_in(table.scenario, step.after, table.company.rules)
    session.save()
    world.save()
    whereabouts.note_place(session)


def _take_place(table: LockedTurn, step: Step, *, at: datetime) -> None:
    """Let the player's place follow them: to another location, or out of their seat when their story has ended."""
    if table.session.status == GameSession.Status.COMPLETED:
        table.company.mine.location = step.after.player.location
        seats.free_finished_seat(table.world, table.company.mine, at=at)
        sessions.announce_ending(table.session)
    elif step.moved is not None:
        table.company.mine.location = step.after.player.location
        table.company.mine.save(update_fields=["location"])
