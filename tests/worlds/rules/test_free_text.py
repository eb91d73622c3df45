from __future__ import annotations

import re

import pytest

from tests.worlds.rules.asking import ASKING, NO_CLOCK, TRAVEL
from tests.worlds.rules.small_stories import after, said, started, story
from worlds.rules.canonical import canonical
from worlds.rules.commands import Say
from worlds.rules.improvise import judge
from worlds.rules.messages import recalled_to_json
from worlds.rules.outcome import Step
from worlds.rules.rulings import Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.state import Tried
from worlds.rules.storage import state_to_json
from worlds.rules.texts import REPEATED
from worlds.rules.turns import play


@pytest.fixture(name="asking")
def _asking() -> Scenario:
    return story(ASKING)


@pytest.mark.parametrize("text", ["shrug", "SHRUG!", "Shrug", " shrug "])
def test_free_text_that_is_an_option_is_that_choice(asking: Scenario, text: str) -> None:
    step = said(asking, text)
    assert (step.kind, step.option_id, step.after.player.turn) == ("choice", "shrug", 2)


def test_free_text_that_is_an_improvise_option_asks_for_words(asking: Scenario) -> None:
    assert said(asking, "ask").kind == "prompt"
    assert said(asking, "Ask the keeper about her lantern.").kind == "prompt"


def test_free_text_that_says_already_what_an_improvise_option_asks_for_answers_it(asking: Scenario) -> None:
    step = said(asking, "ask the keeper, please, about her lantern")
    assert (step.kind, step.cell, step.option_id, step.after.player.node) == ("improvised", "discovery", "ask", "trust")
    assert said(asking, "ask the keeper about lanterns of hers").option_id == "ask"
    assert said(asking, "ask").kind == "prompt"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I say please", "discovery"),  # permits of an option that is shown
        ("I do it now", "constraint"),  # its blocks
        ("wait for the fountain", "limbo"),  # the intent
        ("rob the keeper", "constraint"),  # theft
        ("call the grey wolf", "constraint"),  # somebody elsewhere
        ("use the key", "constraint"),  # something that is neither held nor here
        ("study the fountain", "discovery"),  # the node's text
        ("look down the well", "discovery"),  # the place
        ("look at the keeper", "discovery"),  # who is here
        ("examine the rope", "discovery"),  # what lies here
        ("greet the keeper", "limbo"),  # nobody wrote an answer of hers
        ("paint the rope", "limbo"),  # it would be the same rope
        ("sneezing at it, I try", "limbo"),
        ("I sing of the sea", "limbo"),  # nothing of this
    ],
)
def test_free_text_is_judged_by_the_first_rule_that_applies(asking: Scenario, text: str, verdict: str) -> None:
    judgement = judge(asking, started(asking), Say(text))
    assert judgement is not None
    assert judgement.verdict == verdict


TAKING = story("nodes: {start: {narrative: A bare room., options: {coil: {text: Take the rope, next_node: home}}}}")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("take the lamp", "limbo"),  # the line shares its verb, and there is no lamp
        ("taking a lamp", "limbo"),
        ("x rope", "discovery"),
        ("paint the rope", "limbo"),
    ],
)
def test_it_is_the_thing_that_makes_a_free_text_fit_the_scene(text: str, verdict: str) -> None:
    judgement = judge(TAKING, started(TAKING), Say(text))
    assert judgement is not None
    assert judgement.verdict == verdict


@pytest.mark.parametrize("text", ["grab the rope", "rope", "pick up the coil of rope", "take teh roep"])
def test_a_free_text_that_means_a_line_is_that_line(text: str) -> None:
    assert (said(TAKING, text).kind, said(TAKING, text).option_id) == ("ended", "coil")


def test_free_text_never_changes_the_node_or_the_turn(asking: Scenario) -> None:
    step = said(asking, "study the fountain")
    player = step.after.player
    assert (step.kind, player.node, player.turn, player.scene, player.beat) == ("improvised", "start", 1, 1, 2)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("study the fountain", 15), ("wait", 0), ("sing of seas", 0), ("rob the keeper", 0), ("use the key", 0)],
)
def test_a_discovery_costs_the_minutes_of_its_intent_and_everything_else_is_free(
    asking: Scenario, text: str, minutes: int
) -> None:
    assert said(asking, text).time_passed == 60 * minutes
    assert said(story(NO_CLOCK), text).time_passed == 0


@pytest.mark.parametrize("text", ["wait", "I sing of the sea", "rob the keeper", "use the key"])
def test_free_text_that_changes_nothing_takes_no_beat_and_leaves_only_its_cell(asking: Scenario, text: str) -> None:
    step = said(asking, text)
    player = step.after.player
    assert (step.changes, step.fired, player.beat, player.deeds, player.history) == ((), (), 1, [], [])
    assert player.cells == [step.cell]
    unmarked = step.after.copy()
    unmarked.player.cells, unmarked.player.answers = [], 0
    assert unmarked == step.before


def test_what_came_to_nothing_may_be_tried_again_and_is_answered_again(asking: Scenario) -> None:
    step = said(asking, "I sing of the sea", "I sing of the sea")
    assert (step.cell, step.time_passed, step.after.player.beat) == ("limbo", 0, 1)
    assert step.judgement is not None


def test_free_text_takes_the_usual_minutes_where_the_author_names_none() -> None:
    scenario = story(ASKING.replace(TRAVEL, "travel_config: {improvisation_time: {act: 1}}"))
    assert said(scenario, "study the fountain").time_passed == 15 * 60
    assert said(scenario, "I say please to the keeper").time_passed == (60 + 15) * 60  # as the option that asks for it


def test_free_text_sets_a_flag_of_its_intent_and_of_a_hash(asking: Scenario) -> None:
    step = said(asking, "I study the old fountain's stone rim with great care")
    (flag,) = step.after.player.character.flags
    assert re.fullmatch("improv_explore_[0-9a-f]{12}", flag)


def test_free_text_leaves_no_trace_in_limbo(asking: Scenario) -> None:
    player = said(asking, "I sing of the sea").after.player
    assert (player.character.flags, player.history, player.beat) == ({}, [], 1)


def test_free_text_keeps_the_players_words_out_of_the_history(asking: Scenario) -> None:
    step = play(asking, started(asking), Say("study the fountain, damn it"), number=7)
    assert step.after.player.history == [Tried(7, "discovery")]
    assert b"damn" not in canonical(state_to_json(step.after))


def test_free_text_done_again_is_answered_and_changes_nothing(asking: Scenario) -> None:
    step = said(asking, "study the fountain", " STUDY the  Ｆｏｕｎｔａｉｎ ")
    assert (step.kind, step.cell, step.changes, step.time_passed) == ("improvised", "discovery", (), 0)
    assert step.after == step.before
    assert step.judgement is None


def test_what_was_seen_before_is_told_again_at_no_cost(asking: Scenario) -> None:
    first, again = said(asking, "study the fountain"), said(asking, "study the fountain", "study the fountain")
    assert first.narrative == again.narrative == "A fountain murmurs."
    assert (first.time_passed, again.time_passed) == (900, 0)


def test_a_model_may_have_worded_what_the_rules_tell_plainly_when_it_is_done_again(asking: Scenario) -> None:
    ruling = Ruling("discovery", (), "The sea sings back.", "test", "1")
    state = play(asking, started(asking), Say("I sing of the sea"), ruling).after
    assert play(asking, state, Say("I sing of the sea")).narrative == REPEATED


ROOMS = story("""
nodes:
  hall:
    narrative: A cat and a dog sit beside an axe, a key and a statue of a king.
    options: {up: {next_node: attic}, sing: {next_node: hall, consequence: [{type: set_flag, flag: improv_tune}]}}
  attic: {narrative: Another room and a statue of a queen.}
""")


def is_repeated(step: Step) -> bool:
    return step.kind == "improvised" and step.judgement is None


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("look at the cat", "look at the dog"),
        ("take axe", "take key"),
        ("look at the cat", "look at the cat again"),
        ("look at the cat", "look at the cat!"),
        ("look at the cát", "look at the cat"),
    ],
)
def test_two_deeds_are_two_however_many_words_they_share(first: str, then: str) -> None:
    step = said(ROOMS, first, then)
    assert not is_repeated(step)


def test_the_same_words_in_another_room_are_another_deed() -> None:
    look = Say("look at the statue")
    assert not is_repeated(after(ROOMS, look, "up", look))
    assert is_repeated(after(ROOMS, look, look))


def test_what_authors_or_narrators_make_of_a_flag_neither_does_nor_undoes_a_deed() -> None:
    state = said(ROOMS, "look at the cat").after
    flags = dict(state.player.character.flags)
    state.player.character.flags.clear()
    assert is_repeated(play(ROOMS, state, Say("look at the cat")))
    untried = started(ROOMS)
    untried.player.character.flags.update(flags)
    assert not is_repeated(play(ROOMS, untried, Say("look at the cat")))


def test_no_word_of_a_player_stands_in_what_is_kept_of_a_free_text() -> None:
    step = said(ROOMS, "look at the cat named Zebedee Quimby")
    assert step.meaning is not None
    kept = canonical([state_to_json(step.after), recalled_to_json(step.meaning), [c.path for c in step.changes]])
    assert not [word for word in ("zebedee", "quimby", "named") if word in kept.decode().casefold()]


def test_free_text_fires_the_events_that_its_time_makes_due() -> None:
    event = "{event_id: bell, trigger_at: 900, consequences: [{type: set_flag, flag: rung}]}"
    scenario = story(ASKING.replace("initial_world:", f"initial_world:\n  scheduled_events: [{event}]"))
    assert said(scenario, "study the fountain").fired == ("bell",)
    assert said(scenario, "I sing of the sea").fired == ()


def test_free_text_can_be_a_players_last_word() -> None:
    event = "{event_id: bolt, trigger_at: 900, consequences: [{type: character_dies}]}"
    scenario = story(ASKING.replace("initial_world:", f"initial_world:\n  scheduled_events: [{event}]"))
    step = said(scenario, "study the fountain")
    assert step.after.player.finish is not None
    assert (step.kind, step.cell, step.after.player.finish.id) == ("ended", "discovery", "_death")


def test_free_text_is_answered_in_an_authors_words_where_a_shown_option_has_some(asking: Scenario) -> None:
    assert said(asking, "ask about her grandmother").narrative == "She was a keeper too."


@pytest.mark.parametrize("text", ["", " ", "?!", "🗡️", "\x00"])
def test_free_text_without_a_word_is_no_turn(asking: Scenario, text: str) -> None:
    step = said(asking, text)
    assert (step.kind, step.cell) == ("meta", None)
    assert step.after is step.before


def test_free_text_of_any_kind_is_taken(asking: Scenario) -> None:
    step = said(asking, "look \ud800 at \x00 the fountain\u202e \N{PILE OF POO}" + "x" * 400)
    assert step.judgement is not None
    assert step.judgement.text.isprintable()
    step.judgement.text.encode()


def test_a_scene_ends_with_its_fifth_beat(asking: Scenario) -> None:
    counted = [
        (player.scene, player.beat)
        for beats in range(1, 6)
        for player in [said(asking, *[f"study the fountain {count}" for count in range(beats)]).after.player]
    ]
    assert counted == [(1, 2), (1, 3), (1, 4), (2, 1), (2, 2)]


def test_a_scene_ends_when_the_player_has_moved() -> None:
    event = "{event_id: flood, trigger_at: 60, consequences: [{type: move_to, location: wood, instant: true}]}"
    scenario = story(ASKING.replace("initial_world:", f"initial_world:\n  scheduled_events: [{event}]"))
    step = said(scenario, "study the fountain")
    player = step.after.player
    assert (player.scene, player.beat, player.scene_location, step.new_scene) == (2, 1, "wood", True)
