"""The shapes of what a turn is answered with, and of the part that the log keeps."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from worlds.services.games.view import View


class ChangeKept(TypedDict):
    """A change as the log keeps it: `event` is the event of the story that brought it about, if one did."""

    path: str
    value: NotRequired[Any]
    action: NotRequired[str]
    item: NotRequired[str]
    before: NotRequired[Any]
    event: NotRequired[str]


class ChangePayload(ChangeKept):
    """`caused_by` is the user who caused it, by their short id, or None beside the `event` that did it."""

    caused_by: str | None


class Improvised(TypedDict):
    classification: str
    intent: str


class OptionNamed(TypedDict):
    """An option as it was shown."""

    option_id: str
    text: str


class TurnPayload(TypedDict):
    """The part of an answer that the log keeps. `time_passed` counts story seconds, `fired` names events of the story.

    `read_as` is there where typed words were read as an option.
    """

    kind: str
    cell: str | None
    narrative: str
    changes: list[ChangeKept]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    read_as: NotRequired[OptionNamed]


class TurnResult(TypedDict):
    """The answer to a turn: what was told, the counters of the game after it, and its view.

    `read_as` is the option that typed words were read as; `did_you_mean` are those that the player is asked back about.
    """

    kind: str
    cell: str | None
    narrative: str
    changes: list[ChangePayload]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    read_as: OptionNamed | None
    did_you_mean: list[OptionNamed]
    session_id: str
    turn: int
    scene: int
    beat: int
    number: int
    view: View
