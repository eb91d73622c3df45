from __future__ import annotations

import pytest

from tests.worlds.rules.kit import after, said, started, story, with_preferences
from worlds.rules.commands import Choose, Judgement, Ruling, Say, Step, Verdict
from worlds.rules.effects import (
    AddHistory,
    AdvanceTime,
    CharacterDies,
    Effect,
    GainItem,
    ModifyTrait,
    MoveTo,
    SetFlag,
    SetTrait,
)
from worlds.rules.errors import SessionOver
from worlds.rules.improvise import judge
from worlds.rules.offering import BONUS
from worlds.rules.scenario import Scenario
from worlds.rules.turns import play

TRAVEL = "travel_config: {improvisation_time: {explore: 15, interact: 10, act: 20, limbo: 5}}"
ASKING = f"""
{TRAVEL}
initial_world:
  locations:
    - {{id: yard, name: Old Yard, description: A quiet yard with a well., items: [rope]}}
    - {{id: wood, name: Wood}}
  npc_locations: {{keeper: yard, grey_wolf: wood}}
nodes:
  start:
    narrative: A fountain murmurs.
    options:
      ask:
        text: Ask the keeper about her lantern
        narrative: The keeper looks up.
        next: improvise
        consequence: [{{type: advance_time, amount: 1, unit: hours}}, {{type: modify_trait, trait: courage, delta: 1}}]
        improvise_context:
          theme: winning the keeper's trust
          permits: [please, "lan.?tern"]
          blocks: [steal, now]
          limbo_fallback: The keeper waits for a real question.
          answers: [{{pattern: grandmother, narrative: "She was a keeper too."}}]
        outcome_nodes: {{discovery: trust, constraint: gate}}
      shrug: {{next_node: start, text: Shrug}}
  trust: {{narrative: The keeper smiles.}}
  gate: {{precondition: {{type: has_item, item: key}}, blocked_narrative: She turns away.}}
"""
NO_CLOCK = ASKING.replace(TRAVEL, "")


@pytest.fixture(name="asking")
def _asking() -> Scenario:
    return story(ASKING)


def ruling(cell: Verdict, *effects: Effect, text: str = "So be it.") -> Ruling:
    return Ruling(cell, effects, text, "test", "1")


def ruled(scenario: Scenario, text: str, verdict: Ruling) -> Step:
    return play(scenario, started(scenario), Say(text), verdict)


def test_an_improvise_option_asks_for_words_and_does_nothing_else(asking: Scenario) -> None:
    step = after(asking, "ask")
    assert (step.kind, step.cell, step.narrative, step.option_id) == ("prompt", None, "The keeper looks up.", "ask")
    assert step.after is step.before


@pytest.mark.parametrize("text", [None, "", "  \n "])
def test_an_improvise_option_asks_again_when_the_words_are_empty(asking: Scenario, text: str | None) -> None:
    assert after(asking, Choose("ask", text)).kind == "prompt"


def test_an_improvise_option_leads_on_when_the_words_are_permitted(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "May I borrow the LANTERN?"))
    player = step.after.player
    assert (step.kind, step.cell, player.node, player.turn) == ("improvised", "discovery", "trust", 2)
    assert step.narrative.endswith("The keeper smiles.")
    assert player.character.flags == {"improv_ask": True}
    assert len(player.history) == 1


def test_an_improvise_option_applies_its_own_list_and_then_its_time(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "please"))
    assert step.time_passed == 3600 + 15 * 60
    assert step.after.player.character.traits == {"courage": 6}
    assert [change.path for change in step.changes] == [
        "world.time",
        "character.traits.courage",
        "character.flags.improv_ask",
        "character.history",
        "world.time",
    ]


def test_an_improvise_option_permits_win_over_blocks(asking: Scenario) -> None:
    assert after(asking, Choose("ask", "please, now")).cell == "discovery"


def test_an_improvise_option_stays_in_limbo_otherwise_at_the_price_of_the_list_and_a_moment(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "hm"))
    player = step.after.player
    assert (step.cell, step.narrative) == ("limbo", "The keeper waits for a real question.")
    assert (player.node, player.turn, player.scene, player.beat) == (
        "start",
        1,
        2,
        1,
    )  # an hour passed: a new scene
    assert (step.time_passed, player.character.flags, player.history) == (3600 + 5 * 60, {}, [])


def test_an_improvise_option_can_be_answered_again_and_again(asking: Scenario) -> None:
    step = after(asking, *[Choose("ask", "hm")] * 3)
    assert step.after.player.character.traits == {"courage": 8}


def test_an_improvise_option_falls_to_constraint_when_the_way_it_opens_is_barred(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "now!"))
    player = step.after.player
    assert (step.kind, step.cell, player.node) == ("blocked", "constraint", "start")
    assert (player.turn, player.scene, player.beat) == (1, 1, 1)
    assert step.narrative.endswith("She turns away.")


def test_an_improvise_option_answers_in_an_authors_words_where_there_are_some(asking: Scenario) -> None:
    assert after(asking, Choose("ask", "your grandmother?")).narrative == "She was a keeper too."


def test_an_improvise_option_keeps_its_authors_verdict_whatever_a_narrator_rules(asking: Scenario) -> None:
    step = play(asking, started(asking), Choose("ask", "hm"), ruling("discovery", text="She nods."))
    assert (step.cell, step.narrative, step.after.player.node) == ("limbo", "She nods.", "start")


@pytest.mark.parametrize("text", ["shrug", "SHRUG!", "Shrug", " shrug "])
def test_free_text_that_is_an_option_is_that_choice(asking: Scenario, text: str) -> None:
    step = said(asking, text)
    assert (step.kind, step.option_id, step.after.player.turn) == ("choice", "shrug", 2)


def test_free_text_that_is_an_improvise_option_asks_for_words(asking: Scenario) -> None:
    assert said(asking, "ask").kind == "prompt"
    assert said(asking, "Ask the keeper about her lantern.").kind == "prompt"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I say please", "discovery"),  # permits of an option that is shown
        ("I do it now", "constraint"),  # its blocks
        ("wait for the fountain", "limbo"),  # the intent
        ("kill the keeper", "constraint"),  # violence
        ("call the grey wolf", "constraint"),  # somebody elsewhere
        ("use the key", "constraint"),  # something that is neither held nor here
        ("study the fountain", "discovery"),  # the node's text
        ("look down the well", "discovery"),  # the place
        ("greet the keeper", "discovery"),  # who is here
        ("take the rope", "discovery"),  # what lies here
        ("shrugging at it, I try", "limbo"),
        ("I sing of the sea", "limbo"),  # nothing of this
    ],
)
def test_free_text_is_judged_by_the_first_rule_that_applies(asking: Scenario, text: str, verdict: str) -> None:
    judgement = judge(asking, started(asking), Say(text))
    assert judgement is not None
    assert judgement.verdict == verdict


def test_free_text_never_changes_the_node_or_the_turn(asking: Scenario) -> None:
    step = said(asking, "study the fountain")
    player = step.after.player
    assert (step.kind, player.node, player.turn, player.scene, player.beat) == ("improvised", "start", 1, 1, 2)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("study the fountain", 15), ("greet the keeper", 10), ("take the rope", 20), ("wait", 5), ("sing of seas", 5)],
)
def test_costs_the_time_of_its_intent_and_in_limbo_that_of_limbo(asking: Scenario, text: str, minutes: int) -> None:
    assert said(asking, text).time_passed == 60 * minutes
    assert said(story(NO_CLOCK), text).time_passed == 0


def test_free_text_takes_the_usual_minutes_where_the_author_names_none() -> None:
    scenario = story(ASKING.replace(TRAVEL, "travel_config: {improvisation_time: {act: 1}}"))
    assert said(scenario, "study the fountain").time_passed == 15 * 60
    assert said(scenario, "take the rope").time_passed == 60


def test_free_text_is_remembered_by_a_flag_of_its_intent_and_its_longer_words(asking: Scenario) -> None:
    step = said(asking, "I study the old fountain's stone rim with great care")
    assert step.after.player.character.flags == {"improv_explore_study_fountain_stone_with": True}


def test_free_text_tells_short_words_and_foreign_scripts_apart() -> None:
    scenario = story("nodes: {start: {narrative: 喷泉 на дворе}}")
    flags = [
        flag
        for text in ("I go up", "I do so", "я смотрю на дворе", "я иду на дворе")
        for flag in said(scenario, text).after.player.character.flags
    ]
    assert len(set(flags)) == len(flags)


def test_free_text_leaves_no_trace_in_limbo(asking: Scenario) -> None:
    player = said(asking, "I sing of the sea").after.player
    assert (player.character.flags, player.history, player.beat) == ({}, [], 2)


def test_free_text_keeps_the_players_words_out_of_the_history(asking: Scenario) -> None:
    (line,) = said(asking, "study the fountain, damn it").after.player.history
    assert "damn" not in line
    assert "Old Yard" in line


def test_free_text_done_again_is_answered_and_changes_nothing(asking: Scenario) -> None:
    step = said(asking, "study the fountain", "Study the fountain!")
    assert (step.kind, step.cell, step.changes, step.time_passed) == ("improvised", "discovery", (), 0)
    assert step.after == step.before
    assert step.judgement is None


def test_free_text_fires_the_events_that_its_time_makes_due() -> None:
    event = "{event_id: bell, trigger_at: 900, consequences: [{type: set_flag, flag: rung}]}"
    scenario = story(ASKING.replace("initial_world:", f"initial_world:\n  scheduled_events: [{event}]"))
    assert said(scenario, "study the fountain").fired == ("bell",)
    assert said(scenario, "greet the keeper").fired == ()


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
        for player in [said(asking, *["I sing of the sea"] * beats).after.player]
    ]
    assert counted == [(1, 2), (1, 3), (1, 4), (2, 1), (2, 2)]


def test_a_scene_ends_when_the_player_has_moved() -> None:
    event = "{event_id: flood, trigger_at: 60, consequences: [{type: move_to, location: wood, instant: true}]}"
    scenario = story(ASKING.replace("initial_world:", f"initial_world:\n  scheduled_events: [{event}]"))
    step = said(scenario, "I sing of the sea")
    player = step.after.player
    assert (player.scene, player.beat, player.scene_location, step.new_scene) == (2, 1, "wood", True)


def test_a_narrators_ruling_replaces_verdict_and_words_of_free_text(asking: Scenario) -> None:
    step = ruled(asking, "I sing of the sea", ruling("discovery", text="The keeper joins in."))
    assert (step.cell, step.narrative) == ("discovery", "The keeper joins in.")
    assert step.judgement is not None
    assert step.judgement.verdict == "discovery"
    assert step.time_passed == 20 * 60


def test_a_narrators_ruling_may_do_small_things_only(asking: Scenario) -> None:
    step = ruled(
        asking,
        "study the fountain",
        ruling(
            "discovery",
            GainItem("crown"),
            MoveTo("wood"),
            CharacterDies(),
            AdvanceTime(9),
            SetTrait("courage", 99),
            SetFlag("dragon_slain"),
            SetFlag("improv_seen", value=False),
            SetFlag("improv_Ünsafe key"),
            ModifyTrait("unheard_of", 1),
            ModifyTrait("courage", 5),
            ModifyTrait("courage", 1),
        ),
    )
    assert [(change.path, change.value) for change in step.changes if change.value is not None] == [
        ("character.flags.improv_explore_study_fountain", True),
        ("character.traits.courage", 6),
        ("world.time", 900),
    ]


def test_a_narrators_ruling_has_at_most_three_effects_with_the_one_that_remembers(asking: Scenario) -> None:
    flags = [SetFlag(f"improv_{name}") for name in "abcde"]
    step = ruled(asking, "study the fountain", ruling("discovery", *flags))
    assert step.after.player.character.improvised == ["improv_explore_study_fountain", "improv_a", "improv_b"]


def test_a_narrators_ruling_can_write_the_line_of_history_itself(asking: Scenario) -> None:
    step = ruled(asking, "study the fountain", ruling("constraint", AddHistory("  You got\nwet. ")))
    assert step.after.player.history == ["You got wet."]


def test_a_narrators_ruling_has_no_effects_in_limbo(asking: Scenario) -> None:
    step = ruled(asking, "study the fountain", ruling("limbo", ModifyTrait("courage", 1)))
    assert (step.after.player.character.traits, step.after.player.character.flags) == ({"courage": 5}, {})


def test_a_narrators_ruling_without_words_leaves_the_rules_to_speak(asking: Scenario) -> None:
    assert ruled(asking, "study the fountain", ruling("discovery", text=" ")).narrative == (
        said(asking, "study the fountain").narrative
    )


def test_a_narrators_ruling_is_left_aside_where_none_was_asked_for(asking: Scenario) -> None:
    assert ruled(asking, "shrug", ruling("constraint")) == said(asking, "shrug")
    assert ruled(asking, "help", ruling("constraint")).kind == "meta"


def test_a_judgement_tells_a_narrator_what_there_is_to_word(asking: Scenario) -> None:
    assert judge(asking, started(asking), Choose("ask", " may I  please? ")) == Judgement(
        verdict="discovery",
        intent="limbo",
        option_id="ask",
        text="may I please?",
        theme="winning the keeper's trust",
        limbo_fallback="The keeper waits for a real question.",
        answer=None,
    )


@pytest.mark.parametrize(
    "command", [Choose("shrug"), Choose("ask"), Choose("unheard_of", "hm"), Say("shrug"), Say("help"), Say("")]
)
def test_a_judgement_is_not_asked_for_where_nothing_is_improvised(asking: Scenario, command: Choose | Say) -> None:
    assert judge(asking, started(asking), command) is None


def test_a_judgement_is_not_asked_for_again(asking: Scenario) -> None:
    state = said(asking, "study the fountain").after
    assert judge(asking, state, Say("study the fountain")) is None


def test_a_judgement_is_over_with_the_game(asking: Scenario) -> None:
    state = after(asking, Choose("ask", "please"), "go_home").after
    assert judge(asking, state, Say("look")) is None
    with pytest.raises(SessionOver):
        play(asking, state, Say("look"))


def test_a_judgement_knows_the_bonus(asking: Scenario) -> None:
    state = with_preferences(started(asking), temperature=8)
    judgement = judge(asking, state, Choose(BONUS))
    assert judgement is not None
    assert (judgement.intent, judgement.option_id) == ("act", None)


def test_a_judgement_agrees_with_what_is_played(asking: Scenario) -> None:
    for text in ("study the fountain", "kill the keeper", "I sing of the sea", "please"):
        assert said(asking, text).judgement == judge(asking, started(asking), Say(text))
