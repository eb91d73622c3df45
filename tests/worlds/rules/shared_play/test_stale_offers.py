"""What was on offer a moment ago, and is not any more."""

import pytest

from tests.worlds.rules.shared_play.harbour import HARBOUR
from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import started, story, with_preferences
from worlds.rules.commands import Choose, Recalled, Say
from worlds.rules.errors import OptionNotAvailable
from worlds.rules.improvise import judge
from worlds.rules.texts import SOMETHING
from worlds.rules.turns import play


@pytest.fixture
def party() -> Party:
    """Ann has the open gate before her, and Bo has just shut it."""
    party = Party.of(HARBOUR, "ann", "bo")
    party.play("ann", "open_gate")
    party.play("bo", "shut_gate")
    return party


@pytest.mark.parametrize("command", [Choose("walk_through"), Say("walk through"), Recalled("walk_through")])
def test_picking_what_somebody_closed_meanwhile_is_a_rebuff(party: Party, command: Choose | Say | Recalled) -> None:
    world = party.world.copy()
    step = party.play("ann", command)
    assert (step.kind, step.cell, step.narrative) == ("refused", "fate", SOMETHING)
    assert (party.world, party.players["ann"].turn) == (world, 2)
    assert party.players["ann"].cells[-1] == "fate"


def test_a_place_that_was_closed_meanwhile_says_why(party: Party) -> None:
    assert party.play("ann", "dive").narrative == "It is flooded."


def test_after_the_rebuff_it_is_not_on_offer_any_more(party: Party) -> None:
    party.play("ann", "walk_through")
    with pytest.raises(OptionNotAvailable):
        party.play("ann", "walk_through")


@pytest.mark.parametrize(("me", "hidden"), [("bo", "walk_through"), ("bo", "drop_lamp"), ("ann", "boast")])
def test_what_was_never_shown_is_refused_without_a_hint(party: Party, me: str, hidden: str) -> None:
    with pytest.raises(OptionNotAvailable):
        party.play(me, hidden)


def test_what_a_look_between_turns_showed_counts_as_shown(party: Party) -> None:
    party.play("ann", "open_gate")
    party.look("bo")
    party.play("ann", "shut_gate")
    assert party.play("bo", "walk_through").kind == "refused"


def test_alone_nothing_closes_behind_ones_back() -> None:
    with pytest.raises(OptionNotAvailable):
        play(HARBOUR, started(HARBOUR), Choose("walk_through"), offered=frozenset({"walk_through"}))


def test_what_opened_meanwhile_can_be_picked(party: Party) -> None:
    party.play("ann", "open_gate")
    assert party.play("bo", "walk_through").kind == "choice"


def test_there_is_nothing_to_word_for_a_narrator(party: Party) -> None:
    state, company, seen = party.state("ann"), party.company("ann"), party.seen["ann"]
    assert judge(HARBOUR, state, Choose("walk_through", "please"), company, offered=seen) is None


def test_a_rejoined_player_is_shown_how_things_stand(party: Party) -> None:
    party.leave("ann")
    party.rejoin("ann")
    with pytest.raises(OptionNotAvailable):
        party.play("ann", "walk_through")


def test_an_errand_does_not_take_away_what_is_before_a_player() -> None:
    scenario = story(
        """
initial_world:
  scheduled_events:
    - {event_id: fog, trigger_at: 3600, consequences: [{type: modify_trait, trait: courage, delta: -9}]}
nodes:
  start:
    options:
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
      leap: {next_node: start, precondition: {type: trait_minimum, trait: courage, minimum: 3}}
"""
    )
    party = Party.of(scenario, "ann", "bo")
    party.play("ann", "wait")
    party.settle()
    step = party.play("bo", "leap")
    assert step.narrative == "Your courage is not up to this: it stands at -4, and 3 is needed."


def test_in_parser_mode_too(party: Party) -> None:
    party.players["ann"] = with_preferences(party.state("ann"), parser_mode=True).player
    assert party.play("ann", Say("walk through")).kind == "refused"
