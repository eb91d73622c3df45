"""Some texts are answered by the game itself, free of charge: care comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.worlds.rules.small_stories import story
from worlds.rules import texts
from worlds.rules.commands import Say
from worlds.rules.opening import begin
from worlds.rules.outcome import Step
from worlds.rules.turns import play

YARD = story(
    """
    travel_config: {default_travel_minutes: 10}
    initial_character: {relationships: {baker: 0}}
    nodes:
      gate:
        narrative: A cat sits on the wall. Der Hof is empty.
        options:
          go: {text: Look for the cat, next_node: home}
          jump: {text: I want to die, next_node: home}
    """
)


def replace_options(options: str) -> object:
    return story(f"initial_character: {{relationships: {{baker: 0}}}}\nnodes: {{gate: {{options: {{{options}}}}}}}")


def said(text: str, scenario: object = YARD) -> Step:
    assert isinstance(scenario, type(YARD))
    return play(scenario, begin(scenario).after, Say(text))


@pytest.mark.parametrize(
    "text",
    [
        "suicide", "I want to kill myself", "I am going to die", "I'd really like to die", "I'm going to hang myself", "i just want to die.", "end my life",
        "I don't want to live anymore", "hurt myself", "I wish I was dead", "look for the cat and kill myself",
    ],
)  # fmt: skip
def test_who_may_think_of_harming_themselves_is_told_that_there_is_help(text: str) -> None:
    step = said(text)
    assert (step.kind, step.narrative, step.after is step.before) == ("meta", texts.CARE, True)


@pytest.mark.parametrize(
    "text",
    [
        "I cut myself a slice of bread", "kill time", "the plant is dying", "introduce myself",
        "scream that we are all going to die", "ask the cat whether it is going to die",
    ],
)  # fmt: skip
def test_what_only_sounds_alike_is_no_cry_for_help(text: str) -> None:
    assert said(text).narrative != texts.CARE


def test_an_author_may_offer_what_else_is_answered_with_care() -> None:
    assert said("I want to die").kind == "ended"


@pytest.mark.parametrize("text", ["have sex with the baker", "undress her", "rape", "fuck the guard"])
def test_sex_is_declined(text: str) -> None:
    assert (said(text).kind, said(text).narrative) == ("meta", texts.NO_SEX)


@pytest.mark.parametrize("text", ["fuck this door", "kiss the baker", "ask about her sex life in the opera"])
def test_a_curse_and_a_kiss_are_none(text: str) -> None:
    assert said(text).narrative != texts.NO_SEX


@pytest.mark.parametrize(
    "text",
    [
        "kill the baker",
        "punch the old baker with a loaf",
        "stab him",
        "I slap her",
        "throw the guard into the river",
        "murder everybody",
    ],
)
def test_violence_against_people_is_declined_and_costs_nothing(text: str) -> None:
    step = said(text)
    assert (step.kind, step.narrative, step.after is step.before) == ("meta", texts.NO_VIOLENCE, True)


@pytest.mark.parametrize(
    "text",
    [
        "kill time",
        "kick the wall",
        "burn her letter",
        "hit the baker's drum",
        "should I kill him?",
        "do not hit him",
        "throw him a rope",
    ],
)
def test_what_harms_nobody_is_no_violence(text: str) -> None:
    assert said(text).narrative != texts.NO_VIOLENCE


def test_what_an_author_wrote_for_violence_counts_before_the_answer_of_the_game() -> None:
    fight = replace_options(
        "fight: {text: Win the bout, next: improvise, improvise_context: {theme: a bout, permits: [punch]}}"
    )
    assert said("punch the baker", fight).kind == "improvised"


@pytest.mark.parametrize(
    "text",
    [
        "ich suche die Katze",
        "¿dónde está el lago?",
        "je cherche le chat",
        "где кошка",
        "猫を探す",
        "hola",
        "dov'è il gatto, dove",
    ],
)
def test_another_language_is_told_which_one_the_story_speaks(text: str) -> None:
    step = said(text)
    assert (step.kind, step.narrative) == ("meta", "This story is told in English. Please write in English.")
    assert step.time_passed == 0


@pytest.mark.parametrize(
    "text", ["count the poplars", "der hof", "say hola to the cat", "xyzzy", "go en route", "Émile"]
)
def test_english_strange_words_and_words_of_the_scene_are_none(text: str) -> None:
    assert "told in" not in said(text).narrative


def test_a_story_in_another_language_is_not_told_what_it_speaks() -> None:
    assert "told in" not in said("ich suche die Katze", replace(YARD, language="de")).narrative


def test_silence_is_still_silence() -> None:
    assert said("...").narrative == texts.SILENCE
