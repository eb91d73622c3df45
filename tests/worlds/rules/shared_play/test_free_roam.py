"""Going about and handling things, where a story leaves its players free to."""

import json

import pytest

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import started, story
from worlds.rules import texts
from worlds.rules.commands import Drop, Get, Give, Go, Roaming, Say
from worlds.rules.errors import SessionOver
from worlds.rules.improvise import judge
from worlds.rules.outcome import Step
from worlds.rules.storage import roaming_from_json, roaming_to_json
from worlds.rules.turns import play

GREEN = story(
    """
travel_config: {default_travel_minutes: 30}
initial_character: {inventory: [knife]}
initial_world:
  current_location: green
  locations:
    - {id: green, name: The Green, items: [lamp], connections: [{target: mill, travel_minutes: 10}, barn, crypt, tower]}
    - {id: mill, name: The Mill, description: It turns., items: [sack], connections: [green]}
    - {id: barn, name: The Barn, precondition: {type: has_item, item: lamp}, access_mode: show_locked}
    - {id: crypt, name: The Crypt, precondition: {type: has_item, item: lamp}}
    - id: tower
      name: The Tower
      precondition: {type: has_item, item: lamp}
      access_mode: show_normal
      access_denied_narrative: It is pitch dark.
  scheduled_events:
    - {event_id: flood, trigger_at: 2400, consequences: [{type: character_dies, reason: The mill race rose.}]}
nodes:
  green: {free_roam: true, narrative: A green., options: {sit: {next_node: bench}, end: {next_node: home}}}
  bench: {narrative: A bench.}
"""
)


def alone(*commands: Roaming) -> Step:
    state, step = started(GREEN), None
    for command in commands:
        step = play(GREEN, state, command)
        state = step.after
    assert step is not None
    return step


def test_a_way_leads_to_its_place_in_its_time_and_the_node_stays() -> None:
    step = alone(Go("mill"))
    assert (step.kind, step.cell, step.narrative) == ("go", None, "The Mill. It turns.")
    assert (step.moved, step.time_passed) == (("green", "mill"), 600)
    assert (step.after.player.node, step.after.player.turn, step.after.player.beat) == ("green", 1, 1)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("barn", "You would need the lamp, and you do not have it."),
        ("tower", "It is pitch dark."),
        ("crypt", texts.NO_WAY),
        ("nowhere", texts.NO_WAY),
        ("green", texts.NO_WAY),
    ],
)
def test_a_closed_way_is_explained_and_a_hidden_one_is_none(target: str, reason: str) -> None:
    step = alone(Go(target))
    assert (step.kind, step.cell, step.narrative) == ("meta", None, reason)
    assert step.after is step.before


def test_what_opens_a_way_lets_one_through() -> None:
    assert alone(Get("lamp"), Go("crypt")).moved == ("green", "crypt")


def test_what_lies_here_can_be_picked_up_carried_and_laid_down() -> None:
    step = alone(Get("lamp"), Go("mill"), Drop("lamp"))
    assert (step.kind, step.narrative) == ("drop", "You lay down the lamp.")
    assert step.after.world.items == {"green": [], "mill": ["sack", "lamp"]}
    assert step.after.player.character.inventory == ["knife"]


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ((Get("sack"),), texts.NOT_HERE),
        ((Get("moon"),), texts.NOT_HERE),
        ((Get("lamp"), Get("lamp")), texts.HAVE_IT),
        ((Drop("lamp"),), texts.NOT_CARRIED),
        ((Drop("knife"),), "The knife is yours alone. You had better keep it."),
        ((Give("lamp", "bo"),), texts.NOT_CARRIED),
        ((Get("lamp"), Give("lamp", "bo")), texts.NOBODY_HERE),
    ],
)
def test_what_cannot_be_handled_is_explained(commands: tuple[Roaming, ...], reason: str) -> None:
    step = alone(*commands)
    assert (step.kind, step.narrative) == ("meta", reason)
    assert step.after is step.before


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (Go("mill"), texts.NO_ROAMING),
        (Get("lamp"), "You leave the lamp where it is. What becomes of it is for the choices of the story to tell."),
        (Drop("knife"), "The knife is yours alone. You had better keep it."),
        (Give("knife", "bo"), "The knife is yours alone. You had better keep it."),
    ],
)
def test_where_the_story_holds_its_players_it_says_so(command: Roaming, told: str) -> None:
    party = Party.of(GREEN, "ann", "bo")
    party.play("ann", "sit")
    step = party.play("ann", command)
    assert (step.kind, step.cell, step.narrative) == ("meta", None, told)


def test_after_the_ending_nobody_roams() -> None:
    party = Party.of(GREEN, "ann")
    party.play("ann", "end")
    with pytest.raises(SessionOver):
        party.play("ann", Go("mill"))


def test_there_is_nothing_to_word_for_a_narrator() -> None:
    assert judge(GREEN, started(GREEN), Go("mill")) is None


def test_a_way_can_make_an_event_due_and_that_can_be_the_end() -> None:
    step = alone(Go("mill"), Go("green"))
    assert (step.kind, step.cell, step.fired) == ("ended", None, ("flood",))


def test_a_thing_is_handed_to_somebody_who_is_here() -> None:
    party = Party.of(GREEN, "ann", "bo")
    party.play("ann", Get("lamp"))
    step = party.play("ann", Give("lamp", "bo"))
    assert (step.kind, step.narrative) == ("give", "You hand over the lamp.")
    assert [change.path for change in step.shared] == ["world.time"]
    assert party.world.holders == {"lamp": ["bo"]}
    assert party.play("bo", Drop("lamp")).kind == "drop"


def test_nobody_gives_to_those_elsewhere_or_to_themselves() -> None:
    party = Party.of(GREEN, "ann", "bo")
    party.play("ann", Get("lamp"))
    party.play("bo", Go("mill"))
    for to in ("bo", "ann", "stranger"):
        assert party.play("ann", Give("lamp", to)).narrative == texts.NOBODY_HERE


def test_words_that_give_to_a_player_who_is_here_are_told_how_that_is_done() -> None:
    green = Party.of(GREEN, "ann", "bo")
    green.play("ann", Get("lamp"))
    told = green.play("ann", Say("give the lamp to Bo"))
    assert (told.kind, told.narrative) == (
        "meta",
        "You keep the lamp. To give it to another player, type that you drop it: whoever is here can take it then.",
    )
    assert green.play("ann", Say("drop the lamp")).kind == "drop"
    assert green.play("bo", Say("take the lamp")).kind == "get"


def test_nobody_is_given_a_second_copy() -> None:
    party = Party.of(GREEN, "ann", "bo")
    party.play("ann", Get("lamp"))
    party.world.holders = {"lamp": ["ann", "bo"]}
    assert party.play("ann", Give("lamp", "bo")).narrative == texts.HAVE_THEIRS


def test_others_see_what_is_laid_down_and_picked_up() -> None:
    party = Party.of(GREEN, "ann", "bo")
    step = party.play("ann", Get("lamp"))
    assert [(change.path, change.action, change.item, change.caused_by) for change in step.shared] == [
        ("world.locations.green.items", "removed", "lamp", "ann"),
        ("world.time", None, None, "ann"),
    ]
    assert party.play("bo", Get("lamp")).narrative == texts.NOT_HERE


@pytest.mark.parametrize("command", [Go("mill"), Get("lamp"), Drop("knife"), Give("knife", "bo")])
def test_a_roaming_command_reads_back_as_itself(command: Roaming) -> None:
    assert roaming_from_json(json.loads(json.dumps(roaming_to_json(command)))) == command
