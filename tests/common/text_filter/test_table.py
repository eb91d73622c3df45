"""How often the filter is right. pytest -s tests/common/text_filter/test_table.py prints the table."""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from unicodedata import normalize

import pytest

from common.text_filter import screen, screened_name
from tests.common.text_filter.samples import EVASIVE, INNOCENT, KNOWN_WEAKNESSES, NOTED, NUMBERED, OTHER_SCRIPTS


def verdicts(texts: tuple[str, ...]) -> Counter[str]:
    return Counter(screen(text, longest=500).verdict for text in texts)


@pytest.mark.parametrize("text", [*NUMBERED, *OTHER_SCRIPTS])
def test_numbers_and_other_scripts_are_kept_as_written(text: str) -> None:
    screened = screen(text, longest=500)
    assert (screened.text, screened.masked, screened.hits) == (normalize("NFC", text), normalize("NFC", text), ())
    assert screened_name(text, longest=40) == normalize("NFC", text)


@pytest.mark.parametrize("text", ["The code is 455, room 85.", "I dial 455 on the old lock", "B5, then A55: 8-5-5!"])
def test_a_number_in_a_sentence_is_no_word(text: str) -> None:
    assert screen(text, longest=500).masked == text


def test_random_hexadecimal_names_are_names() -> None:
    dice = random.Random(11)  # noqa: S311 - repeatable on purpose
    names = [dice.randbytes(size).hex() for size in (3, 4, 6, 8) for _ in range(150)]
    assert [screened_name(name, longest=40) for name in names] == names


def table(kinds: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield f"\n{'':20}{'clean':>8}{'masked':>8}{'refused':>8}\n"
    for kind, counts in kinds.items():
        yield f"{kind:20}{counts['clean']:8}{counts['masked']:8}{counts['refused']:8}\n"
    for why, text in KNOWN_WEAKNESSES.items():
        yield f"  passes: {text!r} ({why})\n"


def test_the_filter_catches_disguises_and_leaves_innocents_alone() -> None:
    dodging, plain, weak = map(verdicts, (EVASIVE, INNOCENT, tuple(KNOWN_WEAKNESSES.values())))
    sys.stdout.writelines(table({"evasive": dodging, "innocent": plain, "known weaknesses": weak}))
    assert dodging == {"masked": len(EVASIVE)}
    assert plain == {"clean": len(INNOCENT)}
    assert weak == {"clean": len(KNOWN_WEAKNESSES)}


@pytest.mark.parametrize("text", NOTED)
def test_a_word_with_an_innocent_meaning_is_noted_and_stands(text: str) -> None:
    screened = screen(text, longest=500)
    assert [hit.category for hit in screened.hits] == ["homonym"]
    assert (screened.masked, screened.score) == (text, 10)


@pytest.mark.parametrize("text", [text for text in INNOCENT if text not in NOTED])
def test_words_of_stories_are_not_even_noted(text: str) -> None:
    screened = screen(text, longest=500)
    assert (screened.text, screened.hits, screened.score) == (text, (), 0)


def test_the_samples_are_many_enough_to_mean_something() -> None:
    assert len(set(EVASIVE)) >= 30
    assert len(set(INNOCENT)) >= 20
    assert len(set(NUMBERED)) >= 40
    assert len(set(OTHER_SCRIPTS)) >= 30
