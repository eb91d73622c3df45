"""The vectors that come with the package: there without a network, the same in every precision, and about English alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kleene_site.programs import ROOT, environment, python
from tests.worlds.likeness.double_precision import InDoublePrecision
from worlds.likeness import comparing
from worlds.likeness.comparer import Comparer
from worlds.likeness.word_vectors import WordVectors
from worlds.rules.commands import Say
from worlds.rules.labelled.lines import line_from_json
from worlds.rules.labelled.moment import moment_of
from worlds.rules.loading import load_scenario
from worlds.rules.meaning import gist, read

SCENARIOS = ROOT / "worlds" / "scenarios"
OPTIONS = ("Go and look for the cat", "Try the door", "Take the lighting-pole", "Start down the hill without waiting")
TYPED = ("find the cat", "open the door", "grab the pole", "head down the hill")
OFFLINE = """
import socket

def refuse(*_, **__):
    raise AssertionError("a socket was asked for")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from worlds.likeness.comparer import Comparer
from worlds.likeness.word_vectors import WordVectors

found = Comparer(WordVectors()).compare("find the cat", ("Go and look for the cat", "Try the door"))
print(max(found.texts, key=found.texts.get))
"""


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    return WordVectors()


def test_nobody_is_asked_to_load_them_or_to_compare(tmp_path: Any) -> None:
    done = python("-c", OFFLINE, env=environment(tmp_path, HF_HUB_OFFLINE="1"))
    assert (done.returncode, done.stdout.strip()) == (0, "Go and look for the cat"), done.stderr


@pytest.mark.parametrize(("typed", "meant"), [*zip(TYPED, OPTIONS, strict=True)])
def test_the_option_that_is_meant_is_the_nearest(vectors: WordVectors, typed: str, meant: str) -> None:
    found = Comparer(vectors).compare(typed, OPTIONS).texts
    assert max(found, key=lambda text: found[text]) == meant


def test_words_of_one_meaning_are_near_and_others_are_left_out(vectors: WordVectors) -> None:
    words = Comparer(vectors).compare("grab the rod", ("Take the pole",)).words
    assert words["rod"]["pole"] > 0.2
    assert "take" not in words["rod"]
    assert words["the"]["the"] == 1.0


def test_single_and_double_precision_tell_the_same_numbers(vectors: WordVectors) -> None:
    single, double = Comparer(vectors), Comparer(InDoublePrecision(vectors))
    for typed in TYPED:
        one, other = single.compare(typed, OPTIONS), double.compare(typed, OPTIONS)
        assert one.texts == pytest.approx(other.texts, abs=0.0011)  # of what stands on the edge, one digit


def test_a_text_that_says_nothing_is_like_nothing(vectors: WordVectors) -> None:
    assert set(Comparer(vectors).compare("", OPTIONS).texts.values()) == {0.0}


@pytest.mark.parametrize(
    ("language", "known"), [("en", True), ("en-GB", True), ("EN", True), ("de", False), ("", False)]
)
def test_only_english_is_compared(vectors: WordVectors, language: str, known: bool) -> None:  # noqa: FBT001
    assert vectors.knows(language) is known


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first_light", "loose_parish"])
def test_no_reading_depends_on_the_precision_of_vectors(vectors: WordVectors, name: str) -> None:
    scenario = load_scenario((SCENARIOS / f"{name}.yaml").read_bytes(), name=name)
    single, double = Comparer(vectors), Comparer(InDoublePrecision(vectors))
    for line in map(line_from_json, (SCENARIOS / "typed" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
        now = moment_of(line, scenario)
        written = comparing.texts_of(scenario.nodes[line.node])
        one, other = (each.compare(line.typed, written).likeness(now) for each in (single, double))
        assert gist(read(Say(line.typed), now, one)) == gist(read(Say(line.typed), now, other)), line.typed
