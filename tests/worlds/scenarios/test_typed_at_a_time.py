"""Typed lines that depend on who is at a place just now, on what one wears, and on what a deed is aimed at."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from tests.worlds.scenarios.bundled import bundled
from worlds.rules.labelled.lines import line_from_json
from worlds.services.stories.played_lines import PlayedLine, play_line

TERRACE: Final = ("returned_with_thanks", "terrace", "terrace")
HALL: Final = ("returned_with_thanks", "hall", "hall")
BUNKS: Final = ("loose_parish", "bunks", "bunkhouse")
GREEN: Final = ("loose_parish", "green", "green")
COUNCIL: Final = ("loose_parish", "council", "green")
BELFRY: Final = ("loose_parish", "belfry", "chapel")
ON_HER_BACK: Final = ("heavier_than_air", "back", "back")


def played(scene: tuple[str, str, str], typed: str, **given: Any) -> PlayedLine:
    story, node, place = scene
    line = {"id": "x", "scenario": story, "node": node, "at": place, "typed": typed, "expect": "improvise"}
    return play_line(line_from_json(json.dumps(line | ({"given": given} if given else {}))), bundled(story))


@pytest.mark.parametrize("typed", ["touch Mr Pell's sleeve", "look at Mr Pell", "help Mr Pell", "ask Mr Pell why"])
def test_somebody_is_described_only_where_the_scene_has_them_now(typed: str) -> None:
    alone = played(TERRACE, typed)
    assert alone.cell == "constraint"
    assert "Mr Pell" in alone.answer
    assert "he is taller" not in alone.answer


def test_whoever_has_come_is_described() -> None:
    assert "he is taller" in played(TERRACE, "touch Mr Pell's sleeve", npcs={"pell": "terrace"}).answer


def test_a_beast_that_is_not_in_yet_is_not_stroked() -> None:
    assert played(("first_light", "lamp_room", "lamp_room"), "stroke the cat").cell == "constraint"


@pytest.mark.parametrize(
    ("scene", "typed", "told"),
    [
        (HALL, "tip my hat to the portrait", "Your hat is on the third peg."),
        (BUNKS, "I tie the line to my bunk", "the bunk"),
        (GREEN, "drink from the pump", "You drink from the pump"),
        (BELFRY, "climb up again", "no way up from here. What you can do here: “Go down the ladder”."),
        (ON_HER_BACK, "shout into the rain", "You shout into the rain"),
        (TERRACE, "drink from the fountain", "fountain"),
    ],
)
def test_what_anybody_could_do_is_done_and_what_nobody_could_is_told_with_its_reason(
    scene: tuple[str, str, str], typed: str, told: str
) -> None:
    line = played(scene, typed)
    assert told in line.answer
    assert line.changes == ()


def test_a_hat_on_its_peg_is_not_tipped_and_from_a_dry_fountain_nothing_is_drunk() -> None:
    assert "You tip your hat" not in played(HALL, "tip my hat to the portrait").answer
    assert "You drink" not in played(TERRACE, "drink from the fountain").answer


@pytest.mark.parametrize("typed", ["pour the tea into her lap", "spill the tea on her", "pour tea over Mrs Amble"])
def test_what_is_poured_over_somebody_is_not_what_an_author_wrote_of_the_tea(typed: str) -> None:
    assert (played(COUNCIL, typed).kind, played(COUNCIL, typed).changes) == ("meta", ())


@pytest.mark.parametrize("typed", ["pour the tea", "pour the tea into her cup"])
def test_tea_that_is_poured_out_is(typed: str) -> None:
    assert "It goes into the saucer" in played(COUNCIL, typed).answer


SHERRY: Final = ("returned_with_thanks", "sherry", "drawing_room")


def test_nobody_is_given_what_is_somebody_elses() -> None:
    assert "Black, greased" not in played(SHERRY, "ask the Canon about his boots").answer
    assert "Black, greased" in played(SHERRY, "ask Mr Pell about his boots").answer


def test_what_is_done_to_hear_something_is_a_look() -> None:
    assert played(BELFRY, "I put my ear to the bell and listen").cell == "discovery"
    assert played(BELFRY, "I rub my ear").cell == "limbo"


@pytest.mark.parametrize("often", ["", " twice", " three times", " once more"])
def test_how_often_is_no_thing_that_could_be_lacking(often: str) -> None:
    assert "knock" in played(("first_light", "doorstep", "doorstep"), f"knock on the frame{often}").answer
