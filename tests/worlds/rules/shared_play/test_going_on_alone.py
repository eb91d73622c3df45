"""A game that leaves its company takes along what is its own, and is a game alone from then on."""

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import story
from worlds.rules.canonical import state_hash
from worlds.rules.commands import Choose
from worlds.rules.party import solo_state
from worlds.rules.state import State
from worlds.rules.storage import state_from_json, state_to_json
from worlds.rules.turns import play

CAMP = story(
    """
initial_character: {traits: {courage: 5}}
initial_world:
  current_location: camp
  flags: {lit: false}
  locations:
    - {id: camp, name: Camp, items: [lamp, rope]}
nodes:
  start:
    options:
      take_lamp: {next_node: start, consequence: [{type: gain_item, item: lamp}]}
      take_rope: {next_node: start, consequence: [{type: gain_item, item: rope}]}
      carve: {next_node: start, consequence: [{type: gain_item, item: whistle}]}
      light: {next_node: start, consequence: [{type: set_flag, flag: lit}]}
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
      boil:
        next_node: start
        consequence:
          - type: schedule_event
            event_id: tea
            delay: {amount: 2, unit: hours}
            consequences: [{type: modify_trait, trait: courage, delta: 1}]
"""
)


def going_on(party: Party, me: str) -> State:
    return solo_state(CAMP, party.state(me), party.company(me))


def test_one_keeps_what_one_carries_and_the_world_as_it_stands() -> None:
    party = Party.of(CAMP, "ada", "bob")
    for option in ("take_lamp", "carve", "light"):
        party.play("ada", option)
    party.play("bob", "take_rope")
    after = going_on(party, "ada")
    assert after.player.character.inventory == ["lamp", "whistle"]
    assert after.world.flags == {"lit": True}
    assert after.world.items == {"camp": []}


def test_the_time_of_the_world_is_ones_own_now() -> None:
    party = Party.of(CAMP, "ada", "bob")
    party.play("bob", "wait")
    after = going_on(party, "ada")
    assert after.world.time == party.world.time
    assert after.player.clock is None
    later = play(CAMP, after, Choose("wait")).after
    assert later.world.time - after.world.time >= 3600


def test_ones_own_events_still_come_and_those_of_others_do_not() -> None:
    party = Party.of(CAMP, "ada", "bob")
    party.play("bob", "boil")
    ada, bob = going_on(party, "ada"), going_on(party, "bob")
    assert ada.world.scheduled == []
    assert [(event.event_id, event.owner) for event in bob.world.scheduled] == [("tea", None)]
    for _ in range(2):
        bob = play(CAMP, bob, Choose("wait")).after
    assert (bob.world.triggered, bob.player.character.traits["courage"]) == (["tea"], 6)


def test_nothing_of_the_company_is_left_in_what_is_stored() -> None:
    party = Party.of(CAMP, "ada", "bob")
    party.play("ada", "take_lamp")
    party.play("ada", "boil")
    stored = state_to_json(going_on(party, "ada"))
    assert not {"clock", "shown", "holders"} & ({*stored["player"]} | {*stored["world"]})  # type: ignore[misc]
    assert "bob" not in str(stored)
    assert state_hash(state_from_json(stored)) == state_hash(going_on(party, "ada"))


def test_the_company_is_left_as_it_was() -> None:
    party = Party.of(CAMP, "ada", "bob")
    party.play("ada", "take_lamp")
    before = state_to_json(party.state("ada"))
    going_on(party, "ada").player.character.inventory.clear()
    assert state_to_json(party.state("ada")) == before
