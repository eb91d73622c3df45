"""What a command came to, in the words of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

from worlds.models import GameSession, TurnRecord
from worlds.rules.commands import Change, Judgement, Step
from worlds.rules.state import State
from worlds.services.shared.companions import Fellow
from worlds.services.views import View, view_of


class ChangeTold(TypedDict):
    path: str
    value: NotRequired[Any]
    action: NotRequired[str]
    item: NotRequired[str]
    before: NotRequired[Any]
    caused_by: str | None


class Improvised(TypedDict):
    classification: str
    intent: str


class Told(TypedDict):
    """The part of an answer that the log keeps."""

    kind: str
    cell: str | None
    narrative: str
    changes: list[ChangeTold]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None


class TurnResult(Told):
    session_id: str
    turn: int
    scene: int
    beat: int
    number: int
    view: View


def told(step: Step) -> Told:
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
        "session_id": session.short_id,
        "turn": source.turn,
        "scene": source.scene,
        "beat": source.beat,
        "number": source.number,
        "view": view_of(session, state, number=source.number, fellows=fellows),
    }


def _improvised(judgement: Judgement) -> Improvised:
    return {"classification": judgement.verdict, "intent": judgement.intent}


def _change(change: Change) -> ChangeTold:
    told: ChangeTold = {"path": change.path, "caused_by": change.caused_by}
    if change.action is not None and change.item is not None:
        told |= {"action": change.action, "item": change.item}
    else:
        told |= {"value": change.value, "before": change.before}
    return told
