"""What a command came to, in the words of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NotRequired, TypedDict

from worlds.models import GameSession, TurnRecord
from worlds.rules.commands import Change, Judgement, Step
from worlds.rules.state import State
from worlds.services.games.view import View, view_of
from worlds.services.membership.players import Fellow


class ChangeKept(TypedDict):
    """A change as the log keeps it: `event` is the event of the story that brought it about, if one did."""

    path: str
    value: NotRequired[Any]
    action: NotRequired[str]
    item: NotRequired[str]
    before: NotRequired[Any]
    event: NotRequired[str]


class ChangeTold(ChangeKept):
    """`caused_by` is the user who caused it, by their short id, or None beside the `event` that did it."""

    caused_by: str | None


class Improvised(TypedDict):
    classification: str
    intent: str


class Told(TypedDict):
    """The part of an answer that the log keeps."""

    kind: str
    cell: str | None
    narrative: str
    changes: list[ChangeKept]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None


class TurnResult(TypedDict):
    kind: str
    cell: str | None
    narrative: str
    changes: list[ChangeTold]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    session_id: str
    turn: int
    scene: int
    beat: int
    number: int
    view: View


def turn_payload(step: Step) -> Told:
    return {
        "kind": step.kind,
        "cell": step.cell,
        "narrative": step.narrative,
        "changes": [_change(change) for change in step.changes],
        "time_passed": step.time_passed,
        "fired": list(step.fired),
        "improvisation": None if step.judgement is None else _improvised(step.judgement),
    }


def result_of(
    session: GameSession,
    kept: Told,
    state: State,
    *,
    record: TurnRecord | None = None,
    fellows: Sequence[Fellow] | None = None,
) -> TurnResult:
    """The answer to a turn: what was told, and the game as it stood after it.

    `record` is given when an earlier turn is answered again; without it the session's own counters count. `fellows`
    are the others at the player's place, where the caller has them at hand.
    """
    source = record or session
    return {
        **kept,
        "changes": cause_payload(kept["changes"], by=session.user.short_id),
        "session_id": session.short_id,
        "turn": source.turn,
        "scene": source.scene,
        "beat": source.beat,
        "number": source.number,
        "view": view_of(session, state, number=source.number, fellows=fellows),
    }


def cause_payload(changes: Iterable[ChangeKept], *, by: str) -> list[ChangeTold]:
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
