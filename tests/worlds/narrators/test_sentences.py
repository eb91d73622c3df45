"""The tables of sentences: each can be told in an empty room, and none has a fault that filling would show."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from worlds.narrators.templates.english.closings import CLOSINGS, POINTING
from worlds.narrators.templates.english.constraint import CONSTRAINT
from worlds.narrators.templates.english.discovery import DISCOVERY
from worlds.narrators.templates.english.limbo import LIMBO
from worlds.narrators.templates.english.openers import OPENERS
from worlds.narrators.templates.english.scripted import SCRIPTED
from worlds.narrators.templates.english.surroundings import COMPANY, LYING, NOWHERE, PLACE
from worlds.narrators.templates.english.vocabulary import MANNERS
from worlds.narrators.templates.english.weather import AIR
from worlds.narrators.templates.phrases import Phrase, fill, gaps, one_paragraph, sentences_in

VERDICTS = {"discovery": DISCOVERY, "constraint": CONSTRAINT, "limbo": LIMBO}
GAPS = {"thing", "npc", "whom", "held", "lying", "place", "there", "theme", "hint"}
INTENTS = ("explore", "interact", "act", "limbo")
NEAR = (POINTING, COMPANY, LYING, NOWHERE, PLACE)
EVERY_TABLE = [
    *OPENERS.values(),
    *(cards for table in VERDICTS.values() for cards in table.values()),
    *SCRIPTED.values(),
    *CLOSINGS.values(),
    *AIR.values(),
    *NEAR,
]
EVERY_SENTENCE = sorted(set(chain.from_iterable(EVERY_TABLE)))


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("intent", INTENTS)
def test_every_verdict_and_intent_has_ten_ways_to_be_told_of_nothing_in_particular(verdict: str, intent: str) -> None:
    beginnings = plain(OPENERS[intent])
    assert len(beginnings) * len(plain(VERDICTS[verdict][intent])) >= 30
    assert len(VERDICTS[verdict][intent]) >= 10


@pytest.mark.parametrize("table", [*OPENERS.values(), *SCRIPTED.values(), *CLOSINGS.values(), NOWHERE])
def test_a_table_can_be_told_in_an_empty_room(table: tuple[str, ...]) -> None:
    assert len(plain(table)) >= 4


@pytest.mark.parametrize("lines", AIR.values())
def test_two_lines_of_one_air_can_stand_in_a_paragraph(lines: tuple[str, ...]) -> None:
    assert len(plain(lines)) >= 2


def test_every_manner_has_its_beginnings() -> None:
    assert set(MANNERS.values()) <= set(OPENERS)


def test_no_sentence_stands_twice() -> None:
    told = list(chain.from_iterable(EVERY_TABLE))
    assert sorted(told) == EVERY_SENTENCE


@pytest.mark.parametrize("phrase", [Phrase("the word"), Phrase("the words", plural=True)])
def test_every_sentence_is_whole_whatever_fills_it(phrase: Phrase) -> None:
    facts = dict.fromkeys(GAPS, phrase)
    faults = [said for card in EVERY_SENTENCE if faulty(said := fill(card, facts))]
    assert faults == []


def test_every_sentence_is_one_sentence() -> None:
    facts = {gap: Phrase("the word") for gap in GAPS}
    assert [card for card in EVERY_SENTENCE if sentences_in(fill(card, facts)) != 1] == []


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


def plain(cards: tuple[str, ...]) -> list[str]:
    return [card for card in cards if not gaps(card)]


def faulty(said: str) -> bool:
    article = re.search(r"\ba [aeiou]\w|\ban [^aeiouh]\w", said.lower())
    return (
        not said[0].isupper()
        or not said.endswith((".", "?"))
        or any(sign in said for sign in ("  ", " .", " ,", "{", "}", "[", "]", "|"))
        or (article is not None and article[0] not in {"a us", "a un", "a on"})
    )
