"""Deeds of which an author's pattern shares one word: they are not what the author wrote for."""

from __future__ import annotations

import json
from typing import Final

import pytest

from tests.worlds.scenarios.bundled import bundled
from worlds.rules.labelled.lines import line_from_json
from worlds.services.stories.played_lines import PlayedLine, play_line

LANE: Final = ("first_light", "lane", "lane")
FORTIETH: Final = ("first_light", "last_lamp", "terrace")
SLATE: Final = ("first_light", "slate", "lamp_room")
TUSSOCK: Final = ("loose_parish", "pim_goat", "reed_beds")
WARDROBE: Final = ("uncollected_coat", "wardrobe", "wardrobe")


def played(scene: tuple[str, str, str], typed: str) -> PlayedLine:
    story, node, place = scene
    line = {"id": "x", "scenario": story, "node": node, "at": place, "typed": typed, "expect": "improvise"}
    return play_line(line_from_json(json.dumps(line)), bundled(story), answers=0)


@pytest.mark.parametrize(
    ("scene", "typed", "foreign"),
    [
        (LANE, "steal a loaf", "the mistake in its eyes"),
        (LANE, "scratch its ears and tell it a joke about a herring", "looks at what you have"),
        (SLATE, "steal the kettle", "nobody has wiped"),
        (FORTIETH, "break the window with the pole", "told to hurry"),
        (TUSSOCK, "shout at Bishop", "For one step"),
        (WARDROBE, "ask Mrs Frew where Etty is", "The needle stops"),
    ],
)
def test_one_word_of_a_pattern_does_not_bring_its_answer(scene: tuple[str, str, str], typed: str, foreign: str) -> None:
    assert foreign not in played(scene, typed).answer


@pytest.mark.parametrize(
    ("scene", "typed", "told"),
    [
        (LANE, "steal the key off the cat", "the mistake in its eyes"),
        (LANE, "hold out a herring", "looks at what you have"),
        (LANE, "a fish", "looks at what you have"),
        (SLATE, "break the slate", "nobody has wiped"),
        (FORTIETH, "tell her to hurry", "told to hurry"),
        (TUSSOCK, "jump across", "For one step"),
        (WARDROBE, "ask Mrs Frew about Etty", "The needle stops"),
        (WARDROBE, "is Etty the child?", "The needle stops"),
    ],
)
def test_the_deed_that_an_author_wrote_for_is_still_answered(
    scene: tuple[str, str, str], typed: str, told: str
) -> None:
    assert told in played(scene, typed).answer
