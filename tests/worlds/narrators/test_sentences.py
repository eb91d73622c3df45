"""The tables of sentences: enough of each, none twice, and none has a fault that filling would show."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import get_args

import pytest

from worlds.narrators.templates.english import (
    deeds,
    gestures,
    open_ends,
    reasons,
    refusals,
    senses,
    sights,
    surroundings,
    talk,
)
from worlds.narrators.templates.english.closings import CLOSINGS
from worlds.narrators.templates.english.scripted import SCRIPTED
from worlds.narrators.templates.phrases import Phrase, fill, gaps, one_paragraph, sentences_in
from worlds.narrators.templates.telling import OPENINGS, TABLES
from worlds.rules.rulings import Reason

NAMED = {
    f"{module.__name__.rpartition('.')[2]}.{name}": cards
    for module in (deeds, gestures, open_ends, reasons, refusals, senses, sights, surroundings, talk)
    for name, cards in vars(module).items()
    if name.isupper() and isinstance(cards, tuple)
}
EVERY_TABLE = {**NAMED, **{f"scripted {cell}": cards for cell, cards in SCRIPTED.items()}, "closings": CLOSINGS}
GAPS = {"thing", "other", "things", "npc", "place", "option", "hint", "deed"}
DEED = Phrase("sit down by the word")
EVERY_SENTENCE = list(chain.from_iterable(EVERY_TABLE.values()))


@pytest.mark.parametrize("name", EVERY_TABLE)
def test_a_table_is_longer_than_the_ten_answers_in_which_nothing_may_come_again(name: str) -> None:
    assert len(EVERY_TABLE[name]) > 10


def test_no_sentence_stands_in_two_tables() -> None:
    assert len(set(EVERY_SENTENCE)) == len(EVERY_SENTENCE)


def test_no_two_tables_begin_a_sentence_alike() -> None:
    openings = Counter(opening for cards in EVERY_TABLE.values() for opening in {card.split(". ")[0] for card in cards})
    assert [opening for opening, tables in openings.items() if tables > 1] == []


def test_every_reason_has_its_sentences() -> None:
    assert set(TABLES) | set(OPENINGS) == set(get_args(Reason))


@pytest.mark.parametrize("reason", sorted(set(TABLES) - {"granted"}))
def test_every_reason_can_be_told_where_nothing_has_a_name(reason: Reason) -> None:
    assert not set(chain.from_iterable(map(gaps, TABLES[reason][1]))) - ({"npc"} if reason == "elsewhere" else {"deed"})


@pytest.mark.parametrize("phrase", [Phrase("the word"), Phrase("the words", plural=True)])
def test_every_sentence_is_whole_whatever_fills_it(phrase: Phrase) -> None:
    facts = dict.fromkeys(GAPS, phrase) | {"deed": DEED}
    assert [said for card in EVERY_SENTENCE if faulty(said := fill(card, facts))] == []


def test_every_line_is_short_and_has_no_more_than_two_sentences() -> None:
    facts = {gap: Phrase("the word") for gap in GAPS} | {"deed": DEED}
    told = [fill(card, facts) for card in EVERY_SENTENCE]
    assert [line for line in told if sentences_in(line) > 2 or len(line) > 100] == []


def test_only_known_gaps_are_used() -> None:
    assert set(chain.from_iterable(map(gaps, EVERY_SENTENCE))) == GAPS


def test_no_article_stands_before_a_gap() -> None:
    """A phrase brings its own."""
    assert [card for card in EVERY_SENTENCE if re.search(r"\b(?:an?|the|your)\s+\{", card, re.IGNORECASE)] == []


def test_verbs_agree_with_what_fills_the_gap() -> None:
    card = "{thing} [shows|show] you one face."
    assert fill(card, {"thing": Phrase("the gate")}) == "The gate shows you one face."
    assert fill(card, {"thing": Phrase("the gates", plural=True)}) == "The gates show you one face."


def test_what_fills_a_gap_is_not_read_again() -> None:
    assert fill("You see {thing}.", {"thing": Phrase("{npc} [a|b]")}) == "You see {npc} [a|b]."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The door\n  waits", "The door waits."),
        ("It waits...", "It waits..."),
        ('"Well?"', '"Well?"'),
        ("  \n ", ""),
    ],
)
def test_an_authors_words_become_a_line_that_ends(text: str, line: str) -> None:
    assert one_paragraph(text) == line


def faulty(said: str) -> bool:
    article = re.search(r"\ba [aeiou]\w|\ban [^aeiouh]\w", said.lower())
    return (
        not (said[0].isupper() or said[0] == "“")
        or not said.endswith((".", "?", "”."))
        or any(sign in said for sign in ("  ", " .", " ,", "{", "}", "[", "]", "|"))
        or (article is not None and article[0] not in {"a us", "a un", "a on"})
    )
