"""A text typed as an option stands plays that option, in every mode; only what fits one option alone is taken for it."""

from __future__ import annotations

import unicodedata

import pytest

from tests.worlds.rules.small_stories import said, started, story, with_preferences
from worlds.rules.commands import Say
from worlds.rules.scenario import Scenario
from worlds.rules.turns import play
from worlds.rules.understanding.exact import Listed, named, terms_in

TEXTS = (
    "चील को देखो", "चाल को देखो", "Yes!", "Yes?", "C++", "C", "C#", "+1", "-1", "1", "...", "…", "🔥", "💧", "❤️", "👩‍🚀", "👩🚀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "ガを見る", "カを見る", "Mở cửa", "Mơ cưa", "문을 연다", "die Straße", "US", "us", "Ⅷ", "VIII", "می‌خواهم", "x²", "x2", "กี่", "กา", "a-b", "a b",
)  # fmt: skip


def of_texts(*texts: str) -> Scenario:
    options = "\n".join(f"      o{number}: {{text: '{text}', next_node: home}}" for number, text in enumerate(texts))
    return story(f"nodes:\n  start:\n    options:\n{options}\n")


ALL = of_texts(*TEXTS)


@pytest.mark.parametrize("number", range(len(TEXTS)))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("parser_mode", [False, True])
def test_a_text_typed_exactly_is_its_option(number: int, form: str, parser_mode: bool) -> None:  # noqa: FBT001
    typed = unicodedata.normalize(form, f" {TEXTS[number]} ")  # type: ignore[arg-type]
    state = with_preferences(started(ALL), parser_mode=parser_mode)
    assert play(ALL, state, Say(typed)).option_id == f"o{number}"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("DIE STRASSE", "die Straße"),
        ("die straße", "DIE STRASSE"),
        ("Ｙｅｓ", "Yes!"),
        ("yes", "Yes!"),
        ("light the fire", "🔥 Light the fire"),
        ("take the keepers, lamp.", "Take the keepers’ lamp"),
        ("MO\u031b\u0309 CU\u031bA", "Mở cưa"),
        ("go north west", "Go north-west"),
        ("❤", "❤️"),
        ("ｶﾞを見る", "ガを見る"),
    ],
)
def test_another_form_of_the_same_text_is_its_option(typed: str, written: str) -> None:
    assert said(of_texts(written, "Something else"), typed).option_id == "o0"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("-1", "+1"),
        ("C++", "C"),
        ("C", "C#"),
        ("💧", "🔥"),
        ("चाल", "चील"),
        ("काल", "कल"),
        ("...", "?"),
        ("résumé", "resume"),
    ],
)
@pytest.mark.parametrize("parser_mode", [False, True])
def test_what_differs_in_a_sign_is_not_taken_for_the_option(typed: str, written: str, parser_mode: bool) -> None:  # noqa: FBT001
    scenario = of_texts(written, "Something else")
    assert play(scenario, with_preferences(started(scenario), parser_mode=parser_mode), Say(typed)).option_id is None


def test_a_text_that_fits_several_options_alike_is_asked_back_and_costs_nothing() -> None:
    step = said(ALL, "yes")
    assert (step.kind, step.option_id, step.after is step.before) == ("prompt", None, True)
    assert (step.among, step.narrative) == ({"o2": "Yes!", "o3": "Yes?"}, "Do you mean “Yes!” or “Yes?”?")


def test_of_those_that_fit_alike_an_open_one_is_meant_and_of_equal_ones_the_first() -> None:
    locked, opened, twin = (Listed(name, name, "Yes!", open=name != "locked") for name in ("locked", "opened", "twin"))
    assert named("yes!", [locked, opened, twin]) == ("opened",)
    assert named("yes!", [locked]) == ("locked",)


def test_an_id_names_its_option_after_every_text() -> None:
    listed = [Listed(name, name, text, open=True) for name, text in (("yes", "No"), ("no", "Yes"), ("Third", "C"))]
    assert named("yes", listed) == ("no",)
    assert named("third", listed) == ("Third",)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Don't go, 'friend'!", ("don", "t", "go", "friend")),
        ("C++ or C#?", ("c++", "or", "c#")),
        ("-1 – minus", ("-1", "minus")),
        ("5-1", ("5", "1")),
        ("🔥 fire ...", ("fire",)),
        ("हिन्दी।", ("हिन्दी",)),
    ],
)
def test_signs_that_belong_to_a_word_stay_with_it(text: str, terms: tuple[str, ...]) -> None:
    assert terms_in(text) == terms
