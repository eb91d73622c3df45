"""A turn's answer, on whichever carrier it goes out."""

from typing import Any, NotRequired, TypedDict, cast

from worlds.services.games.view import View
from worlds.services.turns.payloads import ChangePayload, Improvised, OptionNamed, TurnResult


class Change(TypedDict):
    """`caused_by` is the user who caused it, or null beside the `event` of the story that did it. The same on streams."""

    path: str
    value: NotRequired[Any]
    action: NotRequired[str]
    item: NotRequired[str]
    caused_by: str | None
    event: NotRequired[str]


class TurnAnswer(TypedDict):
    """`read_as` is the option that typed words were read as, null where they are none of the options. An answer of kind
    `prompt` that lists options in `did_you_mean` asks which of them is meant; nothing is stored, and no time passes.
    """

    session_id: str
    turn: int
    scene: int
    beat: int
    number: int
    kind: str
    cell: str | None
    narrative: str
    changes: list[Change]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    read_as: OptionNamed | None
    did_you_mean: list[OptionNamed]
    view: View


def turn_answer(result: TurnResult) -> TurnAnswer:
    return {**result, "changes": [change_of(told) for told in result["changes"]]}


def change_of(told: ChangePayload) -> Change:
    """Without `before`, which only our pages show."""
    kept: Any = {key: value for key, value in told.items() if key != "before"}
    return cast(Change, kept)
