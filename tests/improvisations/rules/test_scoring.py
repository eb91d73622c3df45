"""What the score is made of."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvisations.rules.scoring import Facts, parts, total

GOOD = Facts(
    text="I climb the church tower to see where the dragon sleeps.",
    likeness=0,
    endorsements=5,
    accepted=98,
    rejected=0,
    moderation=0,
)


def points(facts: Facts) -> dict[str, int]:
    return {part.name: part.points for part in parts(facts)}


def test_the_best_there_is_scores_a_hundred() -> None:
    assert points(GOOD) == {
        "length": 15,
        "sentence": 20,
        "novelty": 30,
        "endorsements": 10,
        "record": 10,
        "moderation": 15,
    }
    assert total(parts(GOOD)) == 100


def test_a_newcomer_without_friends_loses_little() -> None:
    assert total(parts(replace(GOOD, endorsements=0, accepted=0))) == 85


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I climb the tower to look.", 20),
        ("i climb the tower to look.", 15),
        ("I climb the tower to look", 15),
        ("climb", 5),
        ("CLIMB THE TOWER NOW!", 15),
        ("I climb climb climb the tower.", 15),
        ("Aaaaaah I am climbing.", 15),
        ("12345 67890", 10),
        ("“Wait,” I say.", 20),
        ("私は塔に登る。", 20),
        ("Я лезу на башню.", 20),
        ("", 5),
    ],
)
def test_a_sentence_is_known_by_four_signs(text: str, expected: int) -> None:
    assert points(replace(GOOD, text=text))["sentence"] == expected


@pytest.mark.parametrize(("words", "expected"), [(1, 2), (3, 8), (6, 15), (60, 15), (120, 8)])
def test_neither_a_word_nor_an_essay(words: int, expected: int) -> None:
    assert points(replace(GOOD, text="ab " * words))["length"] == expected


def test_a_copy_is_no_news_and_a_hit_costs() -> None:
    assert points(replace(GOOD, likeness=100))["novelty"] == 0
    assert points(replace(GOOD, likeness=50))["novelty"] == 15
    assert points(replace(GOOD, moderation=40))["moderation"] == 9


def test_every_part_says_why() -> None:
    said = [part.why for part in parts(replace(GOOD, text="tower", likeness=70, moderation=40, rejected=3))]
    assert said == [
        "1 word",
        "it does not begin like a sentence and does not end like a sentence and contains few words",
        "70 % like the nearest option or improvisation here",
        "5 from fellow players",
        "98 approved and 3 rejected before",
        "the text filter noticed something: 40 of 100",
    ]


@given(
    st.builds(
        Facts,
        text=st.text(max_size=200),
        likeness=st.integers(0, 100),
        endorsements=st.integers(0, 50),
        accepted=st.integers(0, 1000),
        rejected=st.integers(0, 1000),
        moderation=st.integers(0, 100),
    )
)
def test_whatever_is_written_scores_between_nothing_and_a_hundred(facts: Facts) -> None:
    scored = parts(facts)
    assert all(0 <= part.points <= part.most for part in scored)
    assert 0 <= total(scored) <= 100 == sum(part.most for part in scored)
