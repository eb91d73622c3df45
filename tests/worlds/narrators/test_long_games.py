"""Two hundred free texts of one game, drawn at random: no opening comes again within ten answers."""

from __future__ import annotations

import random
from functools import cache

import pytest

from tests.kleene_site.programs import ROOT
from worlds.rules.labelled.lines import LabelledLine
from worlds.rules.loading import load_scenario
from worlds.rules.scenario import Scenario
from worlds.services.stories.played_lines import PlayedLine, play_line

SCENARIOS = ROOT / "worlds" / "scenarios"
STORIES = ("first_light", "loose_parish", "uncollected_coat", "returned_with_thanks", "heavier_than_air")
VERBS = (
    *("look at", "kiss", "sit on", "jump over", "burn", "talk to", "ask about", "take", "listen to", "paint", "lick"),
    *("dance with", "swim to", "draw a cat on", "hit", "open", "wait for", "shout at", "count", "teleport to", "steal"),
)
OTHERS = ("the moon", "a zeppelin", "everybody", "xyzzy", "it", "them")
TEXTS = 200
APART = 10


@cache
def scenario_of(name: str) -> Scenario:
    return load_scenario((SCENARIOS / f"{name}.yaml").read_bytes(), name=name)


def answers(name: str, seed: int) -> list[PlayedLine]:
    """What is answered to each improvisation, counted as a game counts them."""
    scenario, draw, told = scenario_of(name), random.Random(seed), list[PlayedLine]()  # noqa: S311 - no secret
    for number in range(TEXTS):
        node = draw.choice(sorted(scenario.nodes))
        typed = f"{draw.choice(VERBS)} {draw.choice([*map('the {}'.format, scenario.nodes[node].look), *OTHERS])}"
        at = draw.choice(sorted(scenario.locations))
        line = LabelledLine(str(number), name, node, typed, "improvise", at=at)
        played = play_line(line, scenario, answers=len(told))
        told += [played] if played.kind == "improvised" else []
    return told


@pytest.mark.slow
@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("seed", [1, 4711])
def test_in_two_hundred_random_texts_no_opening_comes_again_within_ten_answers(name: str, seed: int) -> None:
    told = answers(name, seed)
    assert len(told) > TEXTS // 3
    openings = [None if _is_written(each.answer, name) else each.answer.split(". ")[0] for each in told]
    assert len([opening for opening in openings if opening]) > len(told) // 2
    for at, opening in enumerate(openings):
        assert opening is None or opening not in openings[at + 1 : at + 1 + APART]


def _is_written(answer: str, name: str) -> bool:
    """Whether an author's answer is all that was told."""
    return any(answer.startswith(text) for text in _written(name))


@cache
def _written(name: str) -> tuple[str, ...]:
    options = (option for node in scenario_of(name).nodes.values() for option in node.options)
    asked = (option.improvisation for option in options if option.improvisation is not None)
    return tuple(answer.narrative.strip() for question in asked for answer in question.answers)
