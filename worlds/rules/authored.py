"""Whether what was told are an author's own words: there is nothing in them to propose to the author."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.scenario import Scenario

_SHORTEST: Final = 12  # characters: what is shorter may stand in anybody's sentence


def tells_authors_words(told: str, scenario: Scenario) -> bool:
    """Whether a text holds an answer that the author wrote, or what the author tells of a thing."""
    known = scenario.memory.get("authored")
    if not isinstance(known, tuple):
        known = scenario.memory["authored"] = tuple(
            text for text in dict.fromkeys(map(_in_one_line, _texts(scenario))) if len(text) >= _SHORTEST
        )
    line = _in_one_line(told)
    return any(text in line for text in known)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _texts(scenario: Scenario) -> Iterator[str]:
    for node in scenario.nodes.values():
        yield from node.look.values()
        for option in node.options:
            if option.improvisation is not None:
                yield from (answer.narrative for answer in option.improvisation.answers)
    for place in scenario.locations.values():
        yield from place.look.values()
    yield from (words.look for words in scenario.items.values())
