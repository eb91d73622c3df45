"""Asking for the time is answered with the story's time, and costs none."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import said, started, story
from worlds.rules.clock import told_time
from worlds.rules.situation import Situation

AT_SIX = story(
    "initial_world: {time: 21600}\nnodes: {start: {narrative: A clock hangs here., look: {clock: It ticks.}}}"
)
UNCOUNTED = story("nodes: {start: {narrative: Dusk.}}")
COUNTED = story("travel_config: {default_travel_minutes: 5}\nnodes: {start: {narrative: Dusk.}}")


@pytest.mark.parametrize(
    "text",
    [
        "what time is it?",
        "What's the time, please",
        "how late is it",
        "tell me the time",
        "do you know what time it is?",
    ],
)
def test_the_time_is_told_and_none_passes(text: str) -> None:
    step = said(AT_SIX, text)
    assert (step.kind, step.narrative, step.after is step.before) == ("meta", "It is 06:00.", True)


def test_what_is_asked_of_a_clock_is_asked_of_the_scene() -> None:
    assert said(AT_SIX, "what does the clock say?").kind == "improvised"


@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (59, "Hardly any time has passed since the story began."),
        (60, "1 minute has passed since the story began."),
        (3660, "1 hour and 1 minute have passed since the story began."),
        (7200, "2 hours have passed since the story began."),
    ],
)
def test_where_a_story_begins_at_no_hour_the_time_since_then_is_told(passed: int, told: str) -> None:
    state = started(COUNTED)
    state.world.time = passed
    assert told_time(Situation(COUNTED, state)) == told


def test_the_second_day_is_told_as_one() -> None:
    state = started(AT_SIX)
    state.world.time = 86400 + 3600
    assert told_time(Situation(AT_SIX, state)) == "It is 01:00 on day 2."


def test_a_story_that_counts_no_time_says_so() -> None:
    assert said(UNCOUNTED, "what time is it?").narrative == "This story does not tell the time."
