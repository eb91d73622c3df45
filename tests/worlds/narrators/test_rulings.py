"""What a ruling of the built-in narrator says, and what it leaves to the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.worlds.narrators.narrated_story import opened, ruling, story, told
from worlds.narrators.protocol import Narrator
from worlds.narrators.templates import TemplateNarrator
from worlds.narrators.templates.phrases import sentences_in
from worlds.rules.commands import Choose, Say
from worlds.rules.state import Tried
from worlds.rules.texts import OUTCOMES
from worlds.rules.turns import play

CURATED = 'He knows the tune. "My mother\'s," he says, and {nothing} more.'
FALLBACK = "The innkeeper polishes a glass that is already clean"
EVERY_TEMPERATURE = range(11)


def test_the_built_in_narrator_is_a_narrator() -> None:
    narrator: Narrator = TemplateNarrator()
    assert (narrator.name, narrator.version) == ("templates", "7")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("look at the cellar door", "discovery"), ("rob the innkeeper", "constraint"), ("wait", "limbo")],
)
def test_the_verdict_stays_as_the_rules_gave_it(text: str, verdict: str) -> None:
    scenario = story()
    assert ruling(scenario, opened(scenario), Say(text)).cell == verdict


def test_the_ruling_names_who_made_it() -> None:
    scenario = story()
    made = ruling(scenario, opened(scenario), Say("look at the door"))
    assert (made.narrator, made.version) == (TemplateNarrator.name, TemplateNarrator.version)


def test_effects_are_left_to_the_rules_which_remember_the_deed_without_its_words() -> None:
    scenario = story()
    state = opened(scenario)
    made = ruling(scenario, state, Say("look at the cellar door"))
    after = play(scenario, state, Say("look at the cellar door"), made).after
    assert made.effects == ()
    assert len(after.player.deeds) == 1
    assert after.player.history == [Tried(0, "discovery")]


def test_the_ruling_is_what_the_turn_tells() -> None:
    scenario = story()
    state = opened(scenario)
    made = ruling(scenario, state, Say("look at the cellar door"))
    assert play(scenario, state, Say("look at the cellar door"), made).narrative == made.text


def test_nothing_of_the_state_is_changed() -> None:
    scenario = story()
    state = opened(scenario)
    before = state.copy()
    ruling(scenario, state, Say("listen to the tin whistle"))
    assert state == before


@pytest.mark.parametrize("temperature", EVERY_TEMPERATURE)
def test_a_curated_answer_is_told_word_for_word_at_every_temperature(temperature: int) -> None:
    assert told("hum a lullaby", option="ask", temperature=temperature) == CURATED


def test_a_curated_answer_also_meets_free_text() -> None:
    assert told("hum a lullaby") == CURATED


def test_at_zero_the_authors_fallback_stands_alone_and_untouched() -> None:
    assert told("nice weather", option="ask", temperature=0) == FALLBACK


@pytest.mark.parametrize("temperature", range(1, 7))
def test_above_zero_the_authors_fallback_ends_as_a_sentence(temperature: int) -> None:
    assert told("nice weather", option="ask", temperature=temperature) == f"{FALLBACK}."


def test_below_four_an_authors_words_stand_alone() -> None:
    assert told("look at the windows", temperature=3) == "Rain runs down the windows."


@pytest.mark.parametrize("text", ["look at the windows", "rob the innkeeper", "wait", "ask the innkeeper"])
def test_wording_grows_richer_with_temperature(text: str) -> None:
    lengths = [sentences_in(told(text, temperature=temperature)) for temperature in (0, 2, 5, 8)]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]


@pytest.mark.parametrize("temperature", range(11))
@pytest.mark.parametrize("text", ["look at the windows", "rob the innkeeper", "wait", "sing", "ask for soup"])
def test_a_telling_has_one_to_four_sentences(text: str, temperature: int) -> None:
    assert 1 <= sentences_in(told(text, temperature=temperature)) <= 4


def test_temperature_changes_wording_and_nothing_else() -> None:
    scenario = story()
    rulings = [ruling(scenario, opened(scenario, temperature=warm), Say("look at the rain")) for warm in range(11)]
    assert len({replace(made, text="") for made in rulings}) == 1


def test_a_scenario_in_another_language_gets_its_authors_words() -> None:
    assert told("nice weather", option="ask", language="de-AT") == FALLBACK


def test_a_scenario_in_another_language_without_words_for_it_gets_one_plain_sentence() -> None:
    assert told("rob the innkeeper", language="de") == OUTCOMES["constraint"]


def test_a_scenario_in_another_language_tells_what_its_author_wrote_of_a_thing() -> None:
    assert told("look at the windows", language="de") == "Rain runs down the windows."


def test_a_scenario_in_british_english_is_told_in_english() -> None:
    assert told("look at the windows", language="en-GB") != told("look at the windows", language="de")


def test_a_choice_by_the_bonus_option_is_worded_like_any_other() -> None:
    scenario = story()
    state = opened(scenario, temperature=8)
    assert sentences_in(ruling(scenario, state, Choose("_bonus")).text) >= 2
