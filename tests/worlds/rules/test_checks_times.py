"""Amounts of time: none is less than nothing, and stories from before that was refused play by the same clock."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, option, report_on
from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import after, story

LATER = "{type: schedule_event, event_id: e, delay: {amount: -1, unit: hours}, consequences: []}"


@pytest.mark.parametrize(
    ("overlay", "path"),
    [
        (option("next_node: home, consequence: [{type: advance_time, amount: -5, unit: hours}]"), f"{EXTRA}.consequence[0].amount"),
        (option("next_node: home, consequence: [{type: advance_time, hours: -5}]"), f"{EXTRA}.consequence[0].amount"),
        (option(f"next_node: home, consequence: [{LATER}]"), f"{EXTRA}.consequence[0].delay.amount"),
        (option("next_node: home, precondition: {type: time_elapsed_minimum, amount: -1, unit: hours}"), f"{EXTRA}.precondition.amount"),
        (option("next_node: home, precondition: [{type: time_elapsed_maximum, amount: -1, unit: days}]"), f"{EXTRA}.precondition.conditions[0].amount"),
        ("nodes: {hall: {elapsed_since_previous: {amount: -1, unit: hours}}}", "nodes.hall.elapsed_since_previous.amount"),
        ("nodes: {hall: {duration: {amount: -1, unit: hours}}}", "nodes.hall.duration.amount"),
        ("initial_world: {time: -1}", "initial_world.time"),
    ],
)  # fmt: skip
def test_an_amount_of_time_below_zero_is_an_error(overlay: str, path: str) -> None:
    errors = report_on(overlay).errors
    assert [(error.code, error.path) for error in errors] == [("negative_time", path)]


def test_an_event_before_time_began_is_an_error() -> None:
    events = "scheduled_events: [{event_id: e, trigger_at: -1, consequences: [{type: add_history, entry: Late.}]}]"
    errors = report_on(f"initial_world: {{{events}}}").errors
    assert [error.path for error in errors] == ["initial_world.scheduled_events[0].trigger_at"]


def test_what_is_no_time_may_be_negative() -> None:
    less = option("next_node: home, consequence: [{type: modify_trait, trait: courage, amount: -1}]")
    assert everything(report_on(less + "initial_world: {location_state: {yard: {properties: {amount: -4}}}}")) == []


@pytest.mark.parametrize("key", ["amount", "time", "trigger_at", "delta"])
def test_a_word_that_means_nothing_at_the_top_of_a_file_is_told_as_one(key: str) -> None:
    report = report_on(f"{key}: -1")
    assert report.errors == ()
    assert [problem.path for problem in report.warnings] == [key]


def test_no_time_at_all_is_well() -> None:
    assert everything(report_on(option("next_node: home, consequence: [{type: advance_time, amount: 0}]"))) == []


STORED = """
initial_world: {time: 3600}
nodes:
  start:
    options:
      back: {next_node: start, consequence: [{type: advance_time, amount: -5, unit: hours}]}
      soon: {next_node: start, consequence: [{type: schedule_event, event_id: e, delay: {amount: -2, unit: hours}, consequences: []}]}
      into: {next_node: earlier}
  earlier:
    elapsed_since_previous: {amount: -1, unit: days}
"""


@pytest.mark.parametrize("option_id", ["back", "soon", "into"])
def test_a_stored_story_has_one_clock_alone_and_in_company(option_id: str) -> None:
    old = story(STORED)
    party = Party.of(old, "ann")
    together = party.play("ann", option_id)
    alone = after(old, option_id)
    assert alone.after.world.time == party.world.time == 3600
    assert alone.time_passed == together.time_passed == 0
    assert [event.trigger_at for event in alone.after.world.scheduled] == [
        event.trigger_at for event in party.world.scheduled
    ]
