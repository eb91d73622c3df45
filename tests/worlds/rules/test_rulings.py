from __future__ import annotations

import pytest

from tests.worlds.rules.asking import ASKING
from tests.worlds.rules.small_stories import after, said, started, story, with_preferences
from worlds.rules.commands import Choose, Say
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
from worlds.rules.outcome import Step
from worlds.rules.rulings import Judgement, Ruling, Verdict
from worlds.rules.scenario import Scenario
from worlds.rules.turns import play


@pytest.fixture(name="asking")
def _asking() -> Scenario:
    return story(ASKING)


def ruling(cell: Verdict, *effects: Effect, text: str = "So be it.") -> Ruling:
    return Ruling(cell, effects, text, "test", "1")


def ruled(scenario: Scenario, text: str, verdict: Ruling) -> Step:
    return play(scenario, started(scenario), Say(text), verdict)


def flag_of(step: Step) -> str:
    assert step.meaning is not None
    return step.meaning.flag


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
        (f"character.flags.{flag_of(step)}", True),
        ("character.traits.courage", 6),
        ("world.time", 900),
    ]


def test_a_narrators_ruling_has_at_most_three_effects_with_the_one_that_remembers(asking: Scenario) -> None:
    flags = [SetFlag(f"improv_{name}") for name in "abcde"]
    step = ruled(asking, "study the fountain", ruling("discovery", *flags))
    assert step.after.player.character.improvised == [flag_of(step), "improv_a", "improv_b"]


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
