"""Placed items in company: so many copies as the file lists, and one holder for each."""

import pytest

from tests.worlds.rules.shared_play.harbour import HARBOUR
from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import story
from worlds.rules.commands import Choose, Say
from worlds.rules.offering import offers
from worlds.rules.scene import scene

GONE = "Someone took the lamp before you, and there is no other."


@pytest.fixture
def party() -> Party:
    return Party.of(HARBOUR, "ann", "bo", "cy")


def carried(party: Party, me: str) -> list[str]:
    return list(scene(party.scenario, party.state(me), party.company(me)).character.inventory)


def locked(party: Party, me: str) -> dict[str, str | None]:
    listed = offers(party.scenario, party.state(me), party.company(me))
    return {offer.option.id: offer.reason for offer in listed if offer.locked}


def test_what_one_takes_the_others_do_not_see_any_more(party: Party) -> None:
    party.play("ann", "take_lamp")
    assert carried(party, "ann") == ["knife", "lamp"]
    assert carried(party, "bo") == ["knife"]
    assert scene(party.scenario, party.state("bo"), party.company("bo")).location.items == ("oar", "oar")


def test_the_world_says_who_holds_it(party: Party) -> None:
    party.play("ann", "take_lamp")
    party.play("ann", "take_oar")
    party.play("bo", "take_oar")
    assert party.world.holders == {"lamp": ["ann"], "oar": ["ann", "bo"]}


def test_taking_what_another_holds_is_listed_locked_with_the_reason(party: Party) -> None:
    party.play("ann", "take_lamp")
    assert locked(party, "bo") == {"take_lamp": GONE, "ask_for_lamp": GONE}
    assert locked(party, "ann") == {}


@pytest.mark.parametrize("command", [Choose("take_lamp"), Say("take lamp"), Choose("ask_for_lamp", "please")])
def test_picking_it_all_the_same_is_a_rebuff_that_changes_nothing(party: Party, command: Choose | Say) -> None:
    party.play("ann", "take_lamp")
    world = party.world.copy()
    step = party.play("bo", command)
    assert (step.kind, step.narrative, step.shared) == ("refused", GONE, ())
    assert step.cell in {"rebuff", "constraint"}
    assert party.world == world
    assert party.players["bo"].turn == 1


def test_a_second_copy_is_there_for_the_second_player_and_none_for_the_third(party: Party) -> None:
    assert [party.play(name, "take_oar").kind for name in ("ann", "bo", "cy")] == ["choice", "choice", "refused"]


def test_who_has_one_may_pick_it_again_as_alone(party: Party) -> None:
    party.play("ann", "take_lamp")
    assert party.play("ann", "take_lamp").kind == "choice"
    assert party.world.holders == {"lamp": ["ann"]}


def test_it_may_lie_elsewhere_than_the_taker_stands(party: Party) -> None:
    step = party.play("ann", "take_key")
    assert [(change.path, change.action, change.item) for change in step.shared] == [
        ("world.locations.tower.items", "removed", "key")
    ]


def test_an_item_that_lies_nowhere_in_the_file_is_there_for_everybody(party: Party) -> None:
    for name in party.players:
        assert party.play(name, "take_shell").kind == "choice"
    assert party.world.holders == {}
    assert [carried(party, name) for name in party.players] == [["knife", "shell"]] * 3


def test_what_is_dropped_lies_where_its_holder_stood_and_can_be_taken(party: Party) -> None:
    party.play("ann", "take_lamp")
    party.play("ann", "climb")
    step = party.play("ann", "drop_lamp")
    assert [(change.path, change.action, change.item) for change in step.shared] == [
        ("world.locations.tower.items", "added", "lamp")
    ]
    assert party.play("bo", "take_lamp").kind == "choice"
    assert party.world.holders == {"lamp": ["bo"]}


@pytest.mark.parametrize(("end", "place"), [("sail", "quay"), ("drown", "tower")])
def test_whoever_ends_drops_what_they_hold_at_their_last_place(party: Party, end: str, place: str) -> None:
    party.play("ann", "take_lamp")
    party.play("ann", "take_key")
    step = party.play("ann", end)
    assert step.kind == "ended"
    assert party.world.holders == {}
    assert party.world.items[place][-2:] == ["lamp", "key"]
    assert carried(party, "ann") == ["knife"]
    assert party.play("bo", "take_lamp").kind == "choice"


def test_whoever_leaves_drops_what_they_hold_and_comes_back_without_it(party: Party) -> None:
    party.play("ann", "take_lamp")
    party.play("ann", "climb")
    step = party.leave("ann")
    assert [(change.path, change.item, change.caused_by) for change in step.shared] == [
        ("world.locations.tower.items", "lamp", "ann")
    ]
    party.rejoin("ann")
    assert carried(party, "ann") == ["knife"]


def test_a_thing_that_went_into_other_hands_meanwhile_is_not_carried(party: Party) -> None:
    party.play("ann", "take_lamp")
    party.world.holders = {"lamp": ["bo"]}
    assert carried(party, "ann") == ["knife"]
    assert carried(party, "bo") == ["knife", "lamp"]
    assert party.play("bo", "drop_lamp").kind == "choice"
    party.play("ann", "take_lamp")
    assert carried(party, "ann") == ["knife", "lamp"]


LATE = story(
    """
initial_world:
  locations: [{id: yard, name: Yard, items: [lamp]}]
nodes:
  start:
    options:
      take: {next_node: start, consequence: [{type: gain_item, item: lamp}]}
      go_in: {next_node: hall}
  hall: {on_enter: [{type: gain_item, item: lamp}]}
"""
)


def test_what_happens_on_arrival_cannot_take_what_another_holds() -> None:
    party = Party.of(LATE, "ann", "bo")
    party.play("ann", "take")
    step = party.play("bo", "go_in")
    assert (step.kind, step.shared) == ("choice", ())
    assert carried(party, "bo") == []
    assert party.world.holders == {"lamp": ["ann"]}


FAMILY = story(
    """
initial_character: {inventory: [lamp]}
initial_world: {locations: [{id: yard, name: Yard, items: [lamp]}]}
nodes:
  start:
    options:
      drop: {next_node: start, precondition: {type: has_item, item: lamp}, consequence: [{type: lose_item, item: lamp}]}
      take: {next_node: start, consequence: [{type: gain_item, item: lamp}]}
"""
)


def test_everybody_has_what_characters_begin_with_though_one_lies_about_too() -> None:
    party = Party.of(FAMILY, "ann", "bo")
    assert party.world.holders == {"lamp": ["ann", "bo"]}
    assert party.world.items == {"yard": ["lamp"]}


def test_copies_that_new_characters_bring_do_not_pile_up() -> None:
    party = Party.of(FAMILY, "ann", "bo", "cy", "di")
    for name in party.players:
        party.play(name, "drop")
    assert party.world.items == {"yard": ["lamp", "lamp"]}
    assert party.play("ann", "take").kind == "choice"
