"""A story that names no world plays at one place without a name, from time 0."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import QUIET, everything
from tests.worlds.rules.small_stories import with_preferences
from worlds.rules.checking import check
from worlds.rules.commands import Choose, Say
from worlds.rules.loading import content_of, load_scenario, scenario_from
from worlds.rules.opening import begin
from worlds.rules.scene import scene
from worlds.rules.turns import play

_START, _REST = QUIET.index("initial_world:"), QUIET.index("start_node:")
WORLDLESS = (QUIET[:_START] + QUIET[_REST:]).encode()


@pytest.mark.parametrize("source", [WORLDLESS, WORLDLESS + b"initial_world:\n"])
def test_a_story_without_a_world_is_accepted_with_one_warning(source: bytes) -> None:
    report = check(source, name="quiet")
    assert [(found.severity, found.code, found.path) for found in everything(report)] == [
        ("warning", "no_world", "initial_world")
    ]


def test_it_is_stored_as_it_is_and_played_to_its_end() -> None:
    content = content_of(WORLDLESS, name="quiet")
    assert "initial_world" not in content
    story = scenario_from(content, name="quiet")
    assert story == load_scenario(WORLDLESS, name="quiet")
    step = play(story, play(story, begin(story).after, Choose("enter")).after, Choose("rest"))
    assert step.after.player.finish is not None
    assert (step.after.player.finish.id, step.after.world.time) == ("home", 0)


def test_its_place_has_no_name_and_none_is_made_up() -> None:
    story = load_scenario(WORLDLESS, name="quiet")
    state = begin(story).after
    assert scene(story, state).location.name == ""
    looked = play(story, with_preferences(state, parser_mode=True), Say("look"))
    assert looked.narrative == "A gate stands before you."
    tried = play(story, state, Say("polish the gate with the lamp"))
    assert "somewhere" not in f"{tried.narrative} {tried.after.player.history}".lower()


def test_a_world_that_is_there_is_still_held_to_its_keys() -> None:
    source = QUIET.replace("  current_location: yard\n", "", 1).encode()
    assert [error.code for error in check(source, name="quiet").errors] == ["missing_key"]
