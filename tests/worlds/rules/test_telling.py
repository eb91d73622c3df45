"""Texts that change with the state of things: variants, return visits, and what events tell."""

from __future__ import annotations

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import after, started, story
from worlds.rules.canonical import state_hash
from worlds.rules.commands import Choose, Say
from worlds.rules.lexicon import lexicon
from worlds.rules.offering import offers
from worlds.rules.scene import scene
from worlds.rules.storage import state_from_json, state_to_json
from worlds.rules.telling import event_line
from worlds.rules.turns import play

BELL = story("""
initial_character: {flags: {rung: false}}
initial_world:
  locations:
    - id: yard
      name: Old Yard
      description: A quiet yard.
      variants: [{when: {type: flag_set, flag: rung}, text: A yard that hums.}]
nodes:
  tower:
    narrative: The bell hangs still.
    again: The bell, as before.
    variants: [{when: {type: flag_set, flag: rung}, text: The bell still hums.}]
    options:
      ring:
        next_node: stairs
        text: Ring the bell
        variants: [{when: {type: flag_set, flag: rung}, text: Ring it once more}]
        consequence: [{type: set_flag, flag: rung}]
      leave: {next_node: stairs}
  stairs:
    narrative: Stairs.
    options: {climb: {next_node: tower}, end: {next_node: home}}
""")
CLOCK = story("""
initial_world:
  scheduled_events:
    - {event_id: dusk, trigger_at: 1800, narrative: It grows dark., consequences: [{type: set_flag, flag: dark}]}
    - {event_id: noise, trigger_at: 1800, consequences: [{type: set_flag, flag: loud}]}
nodes:
  wait:
    narrative: You wait.
    options:
      sit: {next_node: wait, narrative: You sit., consequence: [{type: advance_time, amount: 1, unit: hours}]}
      plan:
        next_node: wait
        consequence:
          - {type: schedule_event, event_id: own, delay: {amount: 1, unit: minutes}, consequences: [], narrative: Ann's hour.}
      set:
        next_node: wait
        consequence:
          - {type: schedule_event, event_id: tick, delay: {amount: 0, unit: hours}, consequences: [], narrative: Tick.}
""")


def test_a_first_visit_tells_the_whole_scene() -> None:
    assert scene(BELL, started(BELL)).node.narrative == "The bell hangs still."


def test_who_comes_back_reads_the_text_for_a_return() -> None:
    back = after(BELL, "leave", "climb")
    assert (back.narrative, back.arrival) == ("The bell, as before.",) * 2
    assert scene(BELL, back.after).node.narrative == "The bell, as before."


def test_every_further_return_leaves_the_same_state_behind() -> None:
    second, third = after(BELL, "leave", "climb").after, after(BELL, "leave", "climb", "leave", "climb").after
    assert second.player.visits == third.player.visits == {"tower": 2}


def test_looking_around_on_a_return_tells_the_whole_scene_again() -> None:
    back = after(BELL, "leave", "climb").after
    assert "The bell hangs still." in play(BELL, back, Say("look around")).narrative


def test_what_has_changed_is_told_on_a_return_before_anything_shorter() -> None:
    back = after(BELL, "ring", "climb")
    assert back.narrative == "The bell still hums."
    assert scene(BELL, back.after).location.description == "A yard that hums."


def test_an_option_is_shown_picked_and_typed_by_the_text_that_holds() -> None:
    back = after(BELL, "ring", "climb").after
    assert [offer.option.text for offer in offers(BELL, back)] == ["Ring it once more", "leave"]
    assert play(BELL, back, Choose("ring")).option_text == "Ring it once more"
    typed = play(BELL, back, Say("Ring it once more"))
    assert (typed.kind, typed.option_id) == ("choice", "ring")


def test_only_nodes_with_words_for_a_return_are_counted_and_the_count_is_part_of_the_state() -> None:
    state = after(BELL, "leave").after
    assert state.player.visits == {"tower": 1}
    assert state_from_json(state_to_json(state)) == state
    uncounted = state.copy()
    uncounted.player.visits = {}
    assert state_hash(uncounted) != state_hash(state)


def test_an_event_tells_its_text_and_one_without_text_says_nothing() -> None:
    step = after(CLOCK, "sit")
    assert step.fired == ("dusk", "noise")
    assert step.narrative == "You sit.\n\nIt grows dark.\n\nYou wait."


def test_an_event_that_a_choice_schedules_tells_its_text_too() -> None:
    assert after(CLOCK, "set").narrative == "Tick.\n\nYou wait."


def test_others_are_told_the_one_line_of_an_event_and_nothing_of_one_without() -> None:
    assert event_line(CLOCK, "dusk") == "It grows dark."
    assert event_line(CLOCK, "noise") == event_line(CLOCK, "no_such") == ""


def test_an_event_of_ones_own_is_told_in_no_other_turn() -> None:
    assert "Ann's hour." in planned().play("ann", "sit").narrative
    assert "Ann's hour." not in planned().play("bo", "sit").narrative


def planned() -> Party:
    party = Party.of(CLOCK, "ann", "bo")
    party.play("ann", "plan")
    return party


def test_an_event_of_the_world_is_told_to_whose_turn_brings_it_about() -> None:
    party = Party.of(CLOCK, "ann", "bo")
    assert "It grows dark." in party.play("bo", "sit").narrative
    assert "It grows dark." not in party.play("ann", "sit").narrative


def test_a_word_of_any_text_of_a_scene_can_be_meant_by_a_player() -> None:
    known = lexicon(BELL)
    assert {"hang", "before", "hum"} <= known.nodes["tower"]
    assert "hum" in known.locations["yard"]
