"""How alike texts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvisations.rules.likeness import NEAR, likeness, most_alike, pieces

CLIMB = "I try to climb the church tower to get a better view"


def alike(one: str, other: str) -> int:
    return likeness(pieces(one), pieces(other))


@pytest.mark.parametrize(
    "other",
    [
        "I try to climb the church tower to get a better view.",
        "i TRY to climb the church-tower, to get a better view!!",
        "I tried to climb the church tower to get a better view",
        "I try to climb up the church tower to get a good view",
        "I try tó clímb the church tower to get a better view",
    ],
)
def test_the_same_idea_in_nearly_the_same_words_is_near(other: str) -> None:
    assert alike(CLIMB, other) >= NEAR


@pytest.mark.parametrize(
    "other",
    [
        "I ask the priest about the dragon",
        "I try to swim across the lake to get away",
        "I climb down into the crypt below the altar",
        "",
        "!!!",
    ],
)
def test_another_idea_is_not_near(other: str) -> None:
    assert alike(CLIMB, other) < NEAR


def test_words_that_differ_in_their_vowel_signs_are_not_the_same_idea() -> None:
    assert alike("चील को देखो", "चाल का दाखा") < NEAR
    assert alike("ให้นก", "หานุก") < NEAR


def test_order_of_the_words_hardly_hides_a_copy() -> None:
    assert alike("I climb the tower and look around", "I look around and climb the tower") >= NEAR


@pytest.mark.parametrize("text", ["私は教会の塔に登る", "Я лезу на колокольню", "Naïve façade"])
def test_every_script_counts(text: str) -> None:
    assert alike(text, text) == 100
    assert alike(text, CLIMB) < 20


def test_the_nearest_of_many_is_found_with_its_place() -> None:
    assert most_alike(CLIMB, ["I sing", CLIMB.upper(), "I climb"]) == (100, 1)
    assert most_alike(CLIMB, []) == (0, None)


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_mutual_and_a_percentage(one: str, other: str) -> None:
    assert 0 <= alike(one, other) == alike(other, one) <= 100
    assert alike(one, one) == (100 if pieces(one) else 0)
