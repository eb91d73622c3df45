"""What the bundled stories tell of the things that their own prose puts before a player."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from tests.worlds.scenarios.bundled import FLAGSHIP, MANNERS, MYSTERY, SURVIVAL, TUTORIAL, bundled
from worlds.rules.labelled.lines import line_from_json
from worlds.rules.lexicon import singular, words_in
from worlds.services.stories.played_lines import play_line


@pytest.mark.parametrize(
    ("slug", "node", "at", "typed", "told"),
    [
        (TUTORIAL, "doorstep", "doorstep", "blow out the nearest lamp", "The first of the forty"),
        (TUTORIAL, "lane", "lane", "lift the lid off a bin", "Tin, and louder"),
        (TUTORIAL, "lamp_room", "lamp_room", "smell the pressed flower", "Flat, brown"),
        (FLAGSHIP, "bunks", "bunkhouse", "put on somebody's socks", "darned in four colours"),
        (FLAGSHIP, "bunks", "bunkhouse", "get back under the blankets", "smelling of reeds"),
        (FLAGSHIP, "chapel", "chapel", "read the tablets on the wall", "Slate, with one name on each"),
        (MYSTERY, "cloakroom", "cloakroom", "try on the best beaver coat", "as heavy as a calf"),
        (SURVIVAL, "keel", "keel", "listen for the leak in Minnie", "one long f"),
        (SURVIVAL, "car", "car", "wipe the frost off the windows", "behind your sleeve"),
        (SURVIVAL, "hold", "hold", "open a letter and read it", "in bundles"),
    ],
)
def test_a_thing_that_stands_in_the_prose_is_told_of(slug: str, node: str, at: str, typed: str, told: str) -> None:
    line = f'{{"id": "1", "scenario": "{slug}", "node": "{node}", "at": "{at}", "typed": "{typed}", "expect": "improvise"}}'
    played = play_line(line_from_json(line), bundled(slug))
    assert played.tells_look
    assert told in played.answer


@pytest.mark.parametrize("slug", [TUTORIAL, FLAGSHIP, MYSTERY, MANNERS, SURVIVAL])
def test_no_look_is_hidden_behind_another_of_the_same_noun(slug: str) -> None:
    story = bundled(slug)
    looks = [*(node.look for node in story.nodes.values()), *(place.look for place in story.locations.values())]
    assert [twice for look in looks for twice in doubled(look)] == []


def doubled(nouns: Iterable[str]) -> list[tuple[str, ...]]:
    """Nouns that differ in their number alone are one to a reader; the second of them would never be told."""
    names = Counter(tuple(map(singular, words_in(noun))) for noun in nouns)
    return [name for name, count in names.items() if count > 1]
