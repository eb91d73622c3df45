"""What a command came to, as it is told: to its player, and to the others in the world."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from common import storing
from common.text_filter.screening import screen
from worlds import limits, signals
from worlds.event_types.audience import Only, Room
from worlds.event_types.stored import (
    OutcomeTold,
    PlayerFinished,
    PlayerMoved,
    SharedChange,
    TurnPlayed,
    WorldStateChanged,
)
from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.models.compiled import story_of
from worlds.rules.outcome import Change, Step
from worlds.rules.rulings import Judgement
from worlds.rules.scenario import Option
from worlds.rules.state import State
from worlds.rules.telling import outcome_line
from worlds.services import events
from worlds.services.critical_items.recoveries import recoveries_told
from worlds.services.events import NewEvent
from worlds.services.games.view import view_of
from worlds.services.membership import access
from worlds.services.membership.players import Others, PlayersPresent, crossing_told, others_told, with_takers_named
from worlds.services.turns.payloads import ChangeKept, ChangePayload, Improvised, TurnPayload, TurnResult
from worlds.services.turns.state_rows import state_of


@dataclass(frozen=True, slots=True)
class TurnAnswer:
    result: TurnResult
    replayed: bool  # the answer was given before, to the same idempotency key


@dataclass(frozen=True, slots=True)
class LeaderMove:
    """From where to where a player went, and who goes after them, all by the keys of their places, in order.

    `record` is the number that the move has in the world's log.
    """

    world_id: uuid.UUID
    leader: int
    origin: str
    target: str
    record: int
    followers: tuple[int, ...]


def turn_payload(step: Step) -> TurnPayload:
    """A step as the log keeps it, without who caused what: see `TurnPayload`."""
    return {
        "kind": step.kind,
        "cell": step.cell,
        "narrative": step.narrative,
        "changes": [_change(change) for change in step.changes],
        "time_passed": step.time_passed,
        "fired": list(step.fired),
        "improvisation": None if step.judgement is None else _improvised(step.judgement),
    }


def played_payload(step: Step, *, typed: str | None) -> TurnPayload:
    """The same for a turn; it says which option typed words were read as."""
    payload = turn_payload(step)
    if typed is not None and step.option_id is not None:
        payload["read_as"] = {"option_id": step.option_id, "text": step.option_text.strip()}
    return payload


def result_of(
    session: GameSession,
    kept: TurnPayload,
    state: State,
    *,
    record: TurnRecord | None = None,
    others: Others | None = None,
    among: Mapping[str, str] | None = None,
) -> TurnResult:
    """The answer to a turn: what was told, and the game as it stood after it.

    `record` is given when an earlier turn is answered again; without it the session's own counters count. `others`
    are those in the world, where the caller has them at hand; `among` the options of a question back.
    """
    source = record or session  # a record knows the counters of then; the row has gone on
    told = others_told(session, state) if others is None else others
    return {
        **kept,
        "narrative": with_takers_named(kept["narrative"], told, story_of(session)),
        "read_as": kept.get("read_as"),
        "did_you_mean": [{"option_id": option_id, "text": text} for option_id, text in (among or {}).items()],
        "changes": cause_payload(kept["changes"], by=session.user.short_id),
        "session_id": session.short_id,
        "turn": source.turn,
        "scene": source.scene,
        "beat": source.beat,
        "number": source.number,
        "view": view_of(session, state, number=source.number, others=told),
    }


def answer_again(session: GameSession, record: TurnRecord) -> TurnAnswer:
    """What was answered before, with the game as it stands: in a shared world nobody can be shown the past."""
    known = access.as_known(session)
    return TurnAnswer(result_of(known, record.result, state_of(known), record=record), replayed=True)


def cause_payload(changes: Iterable[ChangeKept], *, by: str) -> list[ChangePayload]:
    """Changes of a record of somebody's game, with who or what caused each. The same on every carrier."""
    return [{**change, "caused_by": None if "event" in change else by} for change in changes]


def _improvised(judgement: Judgement) -> Improvised:
    return {"classification": judgement.verdict, "intent": judgement.intent}


def _change(change: Change) -> ChangeKept:
    told: ChangeKept = {"path": change.path}
    if change.caused_by is not None:
        told["event"] = change.caused_by
    if change.action is not None and change.item is not None:
        told |= {"action": change.action, "item": change.item}
    else:
        told |= {"value": change.value, "before": change.before}
    return told


def announce_turn(session: GameSession, company: PlayersPresent, step: Step, record: TurnRecord) -> None:
    """Log what others may know of a turn, in this order. Assumes the world's row locked; moves its event counter, saves nothing."""
    world = session.world
    assert world is not None
    option = story_of(session).nodes[step.before.player.node].option(step.option_id or "")
    news = _turn_played(world, company, step, record, is_private=option is not None and option.private)
    news += _outcome_told(world, company, step, record, option)
    if step.moved is not None or step.after.player.finish is not None:
        news += crossing_told(step, company.mine.user_id, company.seats)
    news += player_moved(step, user_id=company.mine.user_id)
    news += world_changed(world, step, by=session.user.short_id)
    news += recoveries_told(step.recoveries, company.players) if step.recoveries else ()
    if step.after.player.finish is not None:
        news.append(player_finished(session))
    events.append_events(world, *news)
    if step.moved is not None:
        _announce_move(company, step.moved, record)


def _announce_move(company: PlayersPresent, moved: tuple[str, str], record: TurnRecord) -> None:
    """Tell, on commit, that followers may go after. No statement, and nothing at all where nobody follows."""
    if keys := tuple(place.pk for place in company.followers()):
        mine, number = company.mine, record.world_seq or 0
        move = LeaderMove(mine.world_id, mine.pk, *moved, record=number, followers=keys)
        storing.after_commit(lambda: signals.leader_moved.send(LeaderMove, move=move))


def _turn_played(
    world: SharedWorld, company: PlayersPresent, step: Step, record: TurnRecord, *, is_private: bool
) -> list[NewEvent]:
    """A player's own words are heard like speech, by those at the place, and not if the filter objects."""
    played = turn_told(step, record, turn=world.turn, is_private=is_private)
    here, actor = company.mine.location, company.mine.user_id
    # The record keeps the words whatever the filter says of them: it judges only what others hear.
    if is_private or record.text is None or screen(record.text.text, longest=limits.TURN_TEXT).hits:
        return [NewEvent(played, actor_id=actor, happened_in=here)]
    # Two events: those at the place hear the words, everybody else that a turn was played. Who hears what is fixed now.
    near = company.roommates()
    elsewhere = Only(company.others(near))
    return [
        NewEvent(played, actor_id=actor, audience=Room(here, near), text=record.text),
        NewEvent(played, actor_id=actor, audience=elsewhere, happened_in=here),
    ]


def _outcome_told(
    world: SharedWorld, company: PlayersPresent, step: Step, record: TurnRecord, option: Option | None
) -> list[NewEvent]:
    """None of a refused pick, which came to nothing, and of typed words, whose answer is the player's own."""
    others = company.roommates() - {company.mine.user_id}
    if option is None or step.kind == "refused" or record.text is not None or not others:
        return []
    line = outcome_line(option)
    told = OutcomeTold(turn=world.turn, outcome=line)
    return [NewEvent(told, actor_id=company.mine.user_id, audience=Room(company.mine.location, others))] if line else []


def turn_told(step: Step, record: TurnRecord, *, turn: int, is_private: bool) -> TurnPlayed:
    """What others hear of a turn; `turn` is the world's counter after it.

    The text of a scripted choice alone: what an improvise option asks is between the author and who answers, and of an
    option that its author marks as private others hear that a turn was played, and no more.
    """
    has_words = record.text_id is not None
    text = None if is_private or has_words else record.command.get("option_text")
    return TurnPlayed(turn=turn, kind=step.kind, cell=step.cell, option_text=text)


def player_moved(step: Step, *, user_id: uuid.UUID) -> list[NewEvent]:
    """None when the step led nowhere else."""
    if step.moved is None:
        return []
    origin, target = step.moved
    return [NewEvent(PlayerMoved(origin=origin, target=target), actor_id=user_id)]


def moved_by_staff(step: Step, *, user_id: uuid.UUID) -> list[NewEvent]:
    """The same of somebody whom another set down elsewhere, outside the story."""
    if step.moved is None:
        return []
    origin, target = step.moved
    return [NewEvent(PlayerMoved(origin=origin, target=target, by_staff=True), actor_id=user_id)]


def world_changed(world: SharedWorld, step: Step, *, by: str) -> list[NewEvent]:
    """One event with exactly the world's part of a step, in order; none when nothing is shared. `by` is a short id."""
    if not step.shared:
        return []
    return [NewEvent(WorldStateChanged(changes=changes_told(step.shared, by=by), turn=world.turn))]


def changes_told(changes: Iterable[Change], *, by: str | None) -> list[SharedChange]:
    """The world's part of a step, in order, in the words of the contract; `by` is a short id, None where nobody acts."""
    return [_change_told(change, by=by) for change in changes]


def _change_told(change: Change, *, by: str | None) -> SharedChange:
    """A shared change in the words of the contract: `caused_by` is a player, or null beside the `event` that did it."""
    if change.action is None:
        told = SharedChange(path=change.path, value=change.value, caused_by=by)
    else:
        told = SharedChange(path=change.path, action=change.action, item=change.item or "", caused_by=by)
    if change.event_id:
        told["caused_by"], told["event"] = None, change.event_id
    elif change.caused_by is None:
        told["caused_by"], told["recovered"] = None, True
    return told


def player_finished(session: GameSession) -> NewEvent:
    """How somebody's story ended. Assumes that the ending is written on the session's row."""
    ended = PlayerFinished(ending=session.ending_id, ending_type=session.ending_type, tier=session.tier)
    return NewEvent(ended, actor_id=session.user_id)
