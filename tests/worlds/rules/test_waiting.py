"""Time that a player lets pass: as much as they say, with whatever falls due, and no decision."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import story
from worlds.rules.commands import Say
from worlds.rules.messages import recalled_from_json, recalled_to_json
from worlds.rules.opening import begin
from worlds.rules.outcome import Step
from worlds.rules.scenario import Scenario
from worlds.rules.turns import is_turn, play
from worlds.rules.waiting import TIMELESS, WAITED, minutes_named

STATION = """
travel_config: {default_travel_minutes: 10}
initial_world:
  scheduled_events:
    - {event_id: train, trigger_at: 1800, consequences: [{type: set_flag, flag: arrived}]}
nodes: {gate: {narrative: Rails., options: {go: {next_node: home}}}}
"""


def said(scenario: Scenario, text: str) -> Step:
    return play(scenario, begin(scenario).after, Say(text))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("wait 10 minutes", 10),
        ("Wait ten minutes.", 10),
        ("I wait for half an hour", 30),
        ("let's wait another 5 mins", 5),
        ("please wait here for an hour", 60),
        ("let two hours pass", 120),
        ("wait forty-five minutes longer", 45),
        ("wait a quarter of an hour", 15),
        ("wait", None),
        ("wait for the boy", None),
        ("wait for 10 men", None),
        ("wait 10 minutes and then open the door", None),
        ("do not wait 10 minutes", None),
        ("what happens in 10 minutes?", None),
    ],
)
def test_only_a_time_that_is_all_that_was_typed_is_waited(text: str, minutes: int | None) -> None:
    assert minutes_named(text) == minutes


def test_time_passes_and_what_is_due_happens_without_a_decision() -> None:
    step = said(story(STATION), "wait 40 minutes")
    assert (step.kind, step.cell, step.time_passed) == ("wait", None, 2400)
    assert step.fired == ("train",)
    assert step.narrative.startswith(WAITED)
    assert step.after.player.turn == step.before.player.turn
    assert not is_turn(step.kind, step.cell)


def test_less_than_the_event_wants_does_not_bring_it() -> None:
    assert said(story(STATION), "wait 29 minutes").fired == ()


@pytest.mark.parametrize("text", ["wait 0 minutes", "wait 25 hours", "wait 999999 hours"])
def test_no_time_and_too_much_time_are_answered_and_nothing_passes(text: str) -> None:
    step = said(story(STATION), text)
    assert (step.kind, step.time_passed, step.after) == ("meta", 0, step.before)


def test_a_story_that_counts_no_time_says_so() -> None:
    step = said(story("nodes: {gate: {narrative: Rails., options: {go: {next_node: home}}}}"), "wait 10 minutes")
    assert (step.kind, step.narrative, step.after) == ("meta", TIMELESS, step.before)


def test_an_option_that_is_typed_word_for_word_comes_first() -> None:
    scenario = story(
        STATION.replace("options: {go: {next_node: home}}", "options: {go: {text: Wait ten minutes, next_node: home}}")
    )
    assert said(scenario, "wait ten minutes").kind == "ended"


def test_an_option_that_speaks_of_no_time_is_not_what_waiting_means() -> None:
    waiting = STATION.replace(
        "options: {go: {next_node: home}}", "options: {go: {text: Wait by the rails, next_node: home}}"
    )
    assert said(story(waiting), "wait ten minutes").kind == "wait"


def test_a_replay_waits_as_long_without_the_words() -> None:
    scenario = story(STATION)
    step = said(scenario, "wait 40 minutes")
    assert step.meaning is not None
    meant = recalled_from_json(recalled_to_json(step.meaning))
    assert play(scenario, begin(scenario).after, meant).after == step.after
