from __future__ import annotations

import copy

import pytest

from tests.worlds.rules.small_stories import after, started, story, with_preferences
from worlds.rules.commands import Choose, Command, Say
from worlds.rules.errors import OptionNotAvailable, SessionOver
from worlds.rules.turns import play

STORY = story("""
initial_character: {inventory: [lamp]}
initial_world:
  flags: {gate_open: false}
  locations:
    - {id: yard, name: Yard, items: [rope], initial_state: {properties: {dust: 1}, environment: {light: dim}}}
    - {id: wood, name: Wood}
  npc_locations: {keeper: yard}
  scheduled_events: [{event_id: dusk, trigger_at: 3600, consequences: [{type: clear_flag, flag: gate_open}]}]
nodes:
  start:
    narrative: A yard.
    options:
      everything:
        narrative: You do everything at once.
        next_node: next
        consequence:
          - {type: gain_item, item: rope}
          - {type: lose_item, item: lamp}
          - {type: modify_trait, trait: courage, delta: 1}
          - {type: modify_relationship, npc: keeper, delta: 1}
          - {type: set_flag, flag: gate_open}
          - {type: set_flag, flag: proud}
          - {type: move_to, location: wood}
          - {type: advance_time, amount: 2, unit: hours}
          - {type: add_history, entry: You did it.}
          - {type: set_location_flag, location: yard, flag: swept}
          - {type: modify_location_property, location: yard, property: dust, delta: -1}
          - {type: set_environment, location: yard, property: light, value: bright}
          - {type: move_npc, npc: keeper, location: current}
          - {type: schedule_event, event_id: dawn, delay: {amount: 1, unit: days}, consequences: []}
      locked: {next_node: home, consequence: [{type: move_to, location: wood}], precondition: {type: has_item, item: map}}
      ask: {next: improvise, narrative: Well., improvise_context: {theme: talk, permits: [sure], limbo_fallback: Hm.}}
  next: {narrative: A wood.}
""")

COMMANDS: list[Command] = [
    Choose("everything"),
    Choose("ask"),
    Choose("ask", "sure"),
    Say("look at the yard"),
    Say("kill"),
    Say("help"),
    Say("everything"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_playing_never_edits_the_state_it_is_given(command: Command) -> None:
    state = started(STORY)
    kept = copy.deepcopy(state)
    step = play(STORY, state, command)
    assert state == kept
    assert step.before is state


@pytest.mark.parametrize("command", COMMANDS)
def test_what_comes_after_shares_nothing_that_a_turn_edits(command: Command) -> None:
    state = started(STORY)
    after_one = play(STORY, state, command).after
    kept = copy.deepcopy(after_one)
    play(STORY, after_one, Say("look at the yard"))
    play(STORY, state, Choose("everything"))
    assert after_one == kept


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_command_from_the_same_state_comes_to_the_same_step(command: Command) -> None:
    assert play(STORY, started(STORY), command) == play(STORY, started(STORY), command)


def test_a_step_tells_everything_that_changed_in_order() -> None:
    step = after(STORY, "everything")
    assert [change.path for change in step.changes] == [
        "world.locations.yard.items",
        "character.inventory",
        "character.inventory",
        "character.traits.courage",
        "character.relationships.keeper",
        "world.flags.gate_open",
        "character.flags.proud",
        "player.location",
        "world.time",
        "character.history",
        "world.locations.yard.flags.swept",
        "world.locations.yard.properties.dust",
        "world.locations.yard.environment.light",
        "world.npc_locations.keeper",
        "world.scheduled_events",
        "world.scheduled_events",
        "world.triggered_events",
        "world.flags.gate_open",
    ]
    assert step.fired == ("dusk",)
    assert step.time_passed == 7200
    assert (step.kind, step.option_id, step.new_scene) == ("choice", "everything", True)
    assert step.narrative == "You do everything at once.\n\nA wood."


def test_an_ended_game_refuses_every_command() -> None:
    ended = after(STORY, "everything", "go_home").after
    for command in (*COMMANDS, Choose("go_home"), Say("")):
        with pytest.raises(SessionOver):
            play(STORY, ended, command)


def test_a_hidden_option_is_refused_and_nothing_has_happened() -> None:
    state = started(STORY)
    kept = copy.deepcopy(state)
    with pytest.raises(OptionNotAvailable) as refusal:
        play(STORY, state, Choose("locked"))
    assert (refusal.value.code, refusal.value.status) == ("option_not_available", 400)
    assert state == kept


def test_typing_what_is_hidden_does_not_give_it_away() -> None:
    step = play(STORY, started(STORY), Say("locked"))
    assert (step.kind, step.cell, step.option_id) == ("improvised", "limbo", None)


def test_words_given_with_a_scripted_choice_are_left_aside() -> None:
    assert after(STORY, Choose("everything", "with gusto")).after == after(STORY, "everything").after


def test_preferences_stay_as_they_are() -> None:
    state = with_preferences(started(STORY), parser_mode=True, temperature=9)
    assert play(STORY, state, Say("everything")).after.player.preferences == state.player.preferences
