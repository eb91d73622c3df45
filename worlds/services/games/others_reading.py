"""Turns of a story as others than its player read them: by a public link, and those who read along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from common.text_filter.screening import screen
from worlds import limits
from worlds.models import GameSession
from worlds.models.compiled import story_of
from worlds.rules.scenario import Scenario
from worlds.services.games.repeated_scenes import without_repeated_scenes
from worlds.services.games.transcript import TranscriptEntry


class ReadTurn(TypedDict):
    """`did` is what the player chose or typed; `read_as` the option that typed words were read as, or empty."""

    number: int
    turn: int
    did: str
    is_written: bool
    read_as: str
    narrative: str


def read_turns(entries: Sequence[TranscriptEntry]) -> list[ReadTurn]:
    """What was told, each scene once. What the player typed has its profanity masked, as in chat, and so has its answer."""
    narratives = without_repeated_scenes(entry["narrative"] for entry in entries)
    return [_turn(entry, narrative) for entry, narrative in zip(entries, narratives, strict=True)]


def without_private(session: GameSession, turns: Sequence[ReadTurn]) -> list[ReadTurn]:
    """The turns, those emptied in which the player picked an option that its author marks as private. A query where there is any."""
    private = _private_numbers(session, [turn["number"] for turn in turns])
    return [_emptied(turn) if turn["number"] in private else turn for turn in turns]


def without_typed(turns: Sequence[ReadTurn]) -> list[ReadTurn]:
    """The turns, those emptied in which the player typed words: for who has muted that player."""
    return [_emptied(turn) if turn["is_written"] else turn for turn in turns]


def _emptied(turn: ReadTurn) -> ReadTurn:
    return {**turn, "did": "", "is_written": False, "read_as": "", "narrative": ""}


def _private_numbers(session: GameSession, numbers: Sequence[int]) -> set[int]:
    private = private_options(story_of(session))
    if not private:
        return set()
    records = session.records.filter(number__in=numbers).values_list(
        "number", "node_id", "command__option_id", "result__read_as__option_id"
    )
    return {number for number, node, picked, read_as in records if {(node, picked), (node, read_as)} & private}


def private_options(story: Scenario) -> set[tuple[str, str]]:
    """The options of a story that others are not told of, each with its node."""
    nodes = story.nodes.values()
    return {(node.id, option.id) for node in nodes for option in node.options if option.private}


def _turn(entry: TranscriptEntry, narrative: str) -> ReadTurn:
    is_own = entry["is_written"] or entry["improvisation"] is not None
    return {
        "number": entry["number"],
        "turn": max(1, entry["turns_played"] + (entry["kind"] != "ended")),
        "did": _masked(entry["did"]) if entry["is_written"] else entry["did"],
        "is_written": entry["is_written"],
        "read_as": entry["read_as"],
        "narrative": _masked(narrative) if is_own else narrative,
    }


def _masked(text: str) -> str:
    screened = screen(text, longest=limits.TELLING)
    return text if screened.verdict == "clean" else screened.masked
