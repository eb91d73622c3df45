"""A good answer is told; of any other nothing comes through but what is allowed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.model_services.errors import Unusable
from tests.worlds.narrators.http.conftest import Tells
from tests.worlds.narrators.http.fake import Fake, says
from worlds.narrators.http import HttpNarrator
from worlds.narrators.http.answer import telling
from worlds.narrators.protocol import Narrator
from worlds.rules.effects import AddHistory, ModifyTrait, SetFlag
from worlds.rules.rulings import Judgement

LAMP = "The lamp flickers, and for a moment the room listens."
NERVE = {"type": "modify_trait", "trait": "nerve", "delta": 1}
JUDGED = Judgement("discovery", "act", None, "hum to the lamp", "", "", None)


def completion(content: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def test_the_narrator_over_http_is_a_narrator_that_takes_its_time(narrator: HttpNarrator) -> None:
    one: Narrator = narrator
    assert not one.instant
    assert (one.name, one.version) == ("http", "2 bard-1")


@pytest.mark.parametrize("cell", ["discovery", "constraint", "limbo"])
def test_a_good_answer_is_told_with_its_cell(tells: Tells, fake: Fake, cell: str) -> None:
    fake.behave = says(cell, LAMP)
    ruling = tells()
    assert (ruling.cell, ruling.text, ruling.effects) == (cell, LAMP, ())
    assert (ruling.narrator, ruling.version) == ("http", "2 bard-1")


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        "Here is the JSON you asked for:\n{}",
        "<think>The lamp {{is}} lit. So it listens.</think>\n{}",
    ],
)
def test_a_good_answer_is_found_in_what_models_put_around_it(tells: Tells, fake: Fake, wrapped: str) -> None:
    content = wrapped.replace("{}", json.dumps({"cell": "discovery", "text": LAMP}))
    fake.behave = lambda connection: connection.answer(content)
    assert tells().text == LAMP


@pytest.mark.parametrize("flag", ["improv_zebedee", "improv_song_of_zebedee", "improv_lamp_quimbies"])
def test_a_flag_with_a_word_of_the_players_is_left_out(tells: Tells, fake: Fake, flag: str) -> None:
    own = {"type": "set_flag", "flag": "improv_lamp_song"}
    fake.behave = says("discovery", LAMP, {"type": "set_flag", "flag": flag}, own)
    assert tells("hum to the lamp of Zebedee Quimby's quimbies").effects == (SetFlag("improv_lamp_song"),)


def test_soft_effects_come_through_within_their_bounds(tells: Tells, fake: Fake) -> None:
    history = {"type": "add_history", "entry": "The room listened."}
    flag = {"type": "set_flag", "flag": "improv_lamp_song"}
    fake.behave = says("discovery", LAMP, NERVE | {"delta": 50}, history, flag)
    assert tells().effects == (ModifyTrait("nerve", 1), AddHistory("The room listened."), SetFlag("improv_lamp_song"))


@pytest.mark.parametrize(
    "wish",
    [
        {"type": "gain_item", "item": "crown"},
        {"type": "move_to", "location": "landing"},
        {"type": "character_dies"},
        {"type": "advance_time", "amount": 1},
        {"type": "set_trait", "trait": "nerve", "value": 99},
        NERVE | {"trait": "omnipotence"},
        NERVE | {"delta": 0},
        NERVE | {"delta": "1"},
        NERVE | {"delta": 0.5},
        NERVE | {"delta": True},
        {"type": "set_flag", "flag": "told"},
        {"type": "set_flag", "flag": "improv_../x"},
        {"type": "set_flag", "flag": "improv_door", "value": False},
        {"type": "set_flag", "flag": "improv_" + "x" * 81},
        {"type": "add_history", "entry": " \u200b "},
        {"type": "add_history", "entry": "<script>alert(1)</script> {x}"},
        {"type": "add_history", "entry": "You tried to hum to the lamp."},
        {"type": "add_history"},
        {"type": ["set_flag"]},
        "gain the crown",
        None,
        [],
    ],
)
def test_any_other_effect_is_dropped_and_the_rest_is_told(tells: Tells, fake: Fake, wish: object) -> None:
    fake.behave = says("discovery", LAMP, wish, NERVE)
    ruling = tells()
    assert (ruling.text, ruling.effects) == (LAMP, (ModifyTrait("nerve", 1),))


def test_a_trait_moves_once_and_three_effects_are_enough(tells: Tells, fake: Fake) -> None:
    flags = [{"type": "set_flag", "flag": f"improv_{letter}"} for letter in "abcdef"]
    fake.behave = says("discovery", LAMP, NERVE, NERVE | {"delta": -1}, *flags)
    assert tells().effects == (ModifyTrait("nerve", 1), SetFlag("improv_a"), SetFlag("improv_b"))


def test_what_stays_open_changes_nothing(tells: Tells, fake: Fake) -> None:
    fake.behave = says("limbo", LAMP, NERVE)
    assert tells().effects == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("**The lamp** flickers.", "The lamp flickers."),
        ("# Scene\n\n_The lamp_ `flickers`.\n", "Scene The lamp flickers."),
        ("<b>The lamp</b> flickers.<br/>", "The lamp flickers."),
        ("<script>The lamp</script> flickers.", "The lamp flickers."),
        ("The\u200b lamp\x00 \u202eflickers.\x1b", "The lamp flickers."),
        ("\n  The lamp\r\n\r\n   flickers.  ", "The lamp flickers."),
    ],
)
def test_marks_and_unseen_signs_are_taken_out(tells: Tells, fake: Fake, said: str, told: str) -> None:
    fake.behave = says("discovery", said)
    assert tells().text == told


def test_a_long_text_ends_after_its_last_whole_sentence(tells: Tells, fake: Fake) -> None:
    fake.behave = says("discovery", "The lamp flickers, “and again.” " * 100)
    text = tells().text
    assert 900 < len(text) <= 1000
    assert text.endswith("again.”")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "   ",
        "\u200b\u202e",
        "...",
        "lamp " * 400,
        "Go to https://evil.example and sign in.",
        "Go to www.evil.example and sign in.",
        "See [the lamp](javascript:alert).",
        "{{ settings.SECRET_KEY }}",
        '{"cell": "discovery"}',
        "1 < 2 and 3 > 2",
        "\uff1cscript\uff1ealert\uff1c",
        "You start to hum to the lamp, hum to the lamp, until dawn.",
        "You dial 555-0199 and nobody answers.",
    ],
)
def test_a_text_that_is_no_prose_or_repeats_the_player_is_not_told(tells: Tells, fake: Fake, said: str) -> None:
    fake.behave = says("discovery", said)
    ruling = tells("I hum to the lamp, hum to the lamp, and dial 555-0199")
    assert ruling.narrator == "templates"
    assert ruling.text


def test_an_ordinary_word_of_the_players_is_no_quotation(tells: Tells, fake: Fake) -> None:
    said = "You hum to the lamp, and it does not mind."
    fake.behave = says("discovery", said)
    assert tells("I hum to the lamp").text == said


def test_on_an_authors_question_the_story_decides_and_a_contradiction_is_not_told(tells: Tells, fake: Fake) -> None:
    fake.behave = says("discovery", LAMP)
    assert tells("please", option="ask").narrator == "http"
    refused = tells("this is a threat", option="ask")
    assert (refused.cell, refused.narrator) == ("constraint", "templates")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
texts = st.text(max_size=300) | st.sampled_from([LAMP, "<i>Lamp</i>.", "a" * 5000, "Lamp. " * 900])
wishes = st.lists(
    json_values | st.fixed_dictionaries({"type": st.sampled_from(["set_flag", "add_history"]), "entry": texts})
)


@given(
    content=json_values
    | texts
    | st.fixed_dictionaries({"cell": st.sampled_from(["discovery", "limbo", "fate"]), "text": texts, "effects": wishes})
)
def test_whatever_is_answered_is_told_well_or_refused(content: object) -> None:
    for body in (completion(content), completion(json.dumps(content)), json.dumps(content).encode()):
        try:
            told = telling(body, judgement=JUDGED, traits={"nerve": 2})
        except Unusable:
            continue
        assert 0 < len(told.text) <= 1000
        assert told.text.isprintable()
        assert not set("<>{}[]|`*_") & set(told.text)
        assert len(told.effects) <= 3
        assert all(isinstance(effect, ModifyTrait | AddHistory | SetFlag) for effect in told.effects)


@given(body=st.binary(max_size=400))
def test_any_bytes_are_refused_with_the_one_error(body: bytes) -> None:
    with pytest.raises(Unusable):
        telling(body, judgement=JUDGED, traits={})


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"9" * 200_000, b'"\\ud800"', b"", b"null"])
def test_json_made_to_hurt_is_refused_too(body: bytes) -> None:
    for sent in (body, completion(body.decode())):
        with pytest.raises(Unusable):
            telling(sent, judgement=JUDGED, traits={})
