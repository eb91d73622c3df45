"""What words cost is told while a deadline runs that the story will speak of, and at no other time."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import story
from worlds.rules.commands import Choose, Say
from worlds.rules.opening import begin
from worlds.rules.prices import Prices
from worlds.rules.scenario import Scenario
from worlds.rules.scene import scene
from worlds.rules.turns import play

STATION = """
travel_config:
  default_travel_minutes: 10
  improvisation_time: {explore: 5, interact: 2, act: 20}
initial_world:
  scheduled_events:
    - {event_id: secret, trigger_at: 60, consequences: []}
    - {event_id: train, trigger_at: 1800, narrative: The train is in., consequences: [{type: set_flag, flag: arrived}]}
nodes: {gate: {narrative: Rails., options: {go: {next_node: home}}}}
"""


def priced(scenario: Scenario, *texts: str) -> Prices | None:
    state = begin(scenario).after
    for text in texts:
        state = play(scenario, state, Say(text)).after
    return scene(scenario, state).prices


def test_prices_and_the_deadline_are_told_in_seconds_and_a_secret_event_is_not() -> None:
    assert priced(story(STATION)) == Prices(explore=300, interact=120, act=1200, due_in=1800)


def test_the_deadline_comes_nearer_and_then_costs_are_told_no_more() -> None:
    found = priced(story(STATION), "wait 10 minutes")
    assert found is not None
    assert found.due_in == 1200
    assert priced(story(STATION), "wait 30 minutes") is None


@pytest.mark.parametrize(
    "changed",
    [
        STATION.replace("narrative: The train is in., ", ""),
        STATION[STATION.index("initial_world") :],
    ],
)
def test_where_nothing_waits_for_time_nothing_is_told(changed: str) -> None:
    assert priced(story(changed)) is None


def test_a_story_that_has_ended_has_no_prices() -> None:
    scenario = story(STATION)
    ended = play(scenario, begin(scenario).after, Choose("go")).after
    assert ended.player.finish is not None
    assert scene(scenario, ended).prices is None
