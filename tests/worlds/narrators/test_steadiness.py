"""The same game is always told alike, and in a game nothing is told twice within ten answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.narrators.narrated_story import opened, ruling, story, told
from worlds.narrators.templates.draw import Draw
from worlds.rules.commands import Say
from worlds.rules.state import State
from worlds.rules.turns import play

ROOT = Path(__file__).resolve().parents[3]
SWEEP = "from tests.worlds.narrators.test_steadiness import TWENTY, in_a_row; print(chr(10).join(in_a_row(TWENTY)))"
TWENTY = [
    *("look at the counter", "search the cellar door", "listen to the rain", "read the windows", "smell the counter"),
    *("ask the innkeeper about the rain", "talk to the innkeeper", "sing", "wait", "climb on the counter"),
    *("rob the innkeeper", "open the cellar door", "push the cellar door", "hide behind the counter", "think"),
    *("listen to the tin whistle", "bow to the innkeeper", "shout", "watch the innkeeper", "take the zeppelin"),
]
KINDS = {
    "detail": "look at the counter, {}",
    "person": "ask the innkeeper, {}",
    "unmoved": "push the counter, {}",
    "wait": "wait, {}",
    "unclear": "xyzzy {}",
    "absent": "take the zeppelin {}",
    "theft": "rob the innkeeper {}",
    "elsewhere": "push the ferryman {}",
}


@pytest.mark.slow
def test_every_process_tells_the_same_whatever_its_hash_seed() -> None:
    def elsewhere(seed: str) -> str:
        asked = [sys.executable, "-c", SWEEP]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        return subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, check=True, text=True).stdout

    here = "\n".join(in_a_row(TWENTY))
    assert elsewhere("1") == elsewhere("4711") == f"{here}\n"


def test_twenty_improvisations_in_a_row_are_told_in_twenty_ways() -> None:
    assert len(set(in_a_row(TWENTY))) == len(TWENTY)


@pytest.mark.parametrize("kind", KINDS)
def test_no_opening_comes_again_within_ten_answers(kind: str) -> None:
    openings = [opening(telling) for telling in in_a_row([KINDS[kind].format("x" * count) for count in range(24)])]
    for at in range(len(openings)):
        assert openings[at] not in openings[at + 1 : at + 11]


@given(st.lists(st.sampled_from(sorted(KINDS)), min_size=11, max_size=24))
def test_nor_when_kinds_are_mixed(kinds: list[str]) -> None:
    texts = [KINDS[kind].format("x" * count) for count, kind in enumerate(kinds)]
    openings = [opening(telling) for telling in in_a_row(texts)]
    assert all(openings[at] not in openings[at + 1 : at + 11] for at in range(len(openings)))


@given(st.sets(st.text(max_size=3), min_size=11, max_size=20), st.text(max_size=5), st.integers(0, 10**6))
def test_a_pack_is_dealt_to_its_end_before_a_card_comes_again(cards: set[str], story_name: str, start: int) -> None:
    dealt = [Draw(story_name, start + step).pick(sorted(cards)) for step in range(2 * len(cards))]
    assert dealt[: len(cards)] == dealt[len(cards) :]
    assert set(dealt) == cards


def test_another_scenario_deals_its_sentences_in_another_order() -> None:
    names = [f"Inn {number}" for number in range(8)]
    assert len({told("look at the counter", name=name) for name in names}) > 1


def test_what_is_told_does_not_hang_on_what_else_the_words_were() -> None:
    assert told("take the zeppelin") == told("take the submarine")


def opening(telling: str) -> str:
    return telling.split(". ", maxsplit=1)[0].rstrip(".")


def in_a_row(texts: list[str], *, temperature: int = 5) -> list[str]:
    """The tellings of a game in which these texts follow each other."""
    scenario = story()
    state: State = opened(scenario, temperature=temperature)
    tellings = []
    for text in texts:
        made = ruling(scenario, state, Say(text))
        tellings.append(made.text)
        state = play(scenario, state, Say(text), made).after
    return tellings
