"""The same question always gets the same answer, and twenty questions in a row do not sound alike."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.worlds.narrators.narrated_story import opened, ruling, story, told
from worlds.rules.commands import Say
from worlds.rules.state import State
from worlds.rules.turns import play

ROOT = Path(__file__).resolve().parents[3]
SWEEP = "from tests.worlds.narrators.test_steadiness import sweep; print(sweep())"
TWENTY = [
    *("look at the counter", "search the cellar door", "listen to the rain", "read the windows", "smell the counter"),
    *("ask the innkeeper about the rain", "talk to the innkeeper", "sing", "wait", "climb on the counter"),
    *("kill the innkeeper", "open the cellar door", "push the cellar door", "hide behind the counter", "think"),
    *("take the tin whistle", "offer the innkeeper my key", "shout", "watch the innkeeper", "juggle with cups"),
]


def sweep() -> str:
    return "\n".join(told(text, beat=beat, temperature=9) for text in TWENTY for beat in (1, 2))


def test_every_process_tells_the_same_whatever_its_hash_seed() -> None:
    def elsewhere(seed: str) -> str:
        asked = [sys.executable, "-c", SWEEP]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        return subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, check=True, text=True).stdout

    assert elsewhere("1") == elsewhere("4711") == f"{sweep()}\n"


def test_twenty_improvisations_in_a_row_are_told_in_twenty_ways() -> None:
    assert len(set(in_a_row(TWENTY))) == len(TWENTY)


@pytest.mark.parametrize(
    "text", ["look at the counter, {}", "ask the innkeeper, {}", "push the counter, {}", "wait, {}"]
)
def test_twenty_of_one_kind_in_a_row_seldom_repeat_a_sentence(text: str) -> None:
    tellings = in_a_row([text.format(chr(ord("a") + number) * 5) for number in range(20)])
    times = Counter(sentence for telling in tellings for sentence in telling.split(". "))
    assert len(set(tellings)) >= 18
    assert max(times.values()) <= 5
    assert len(times) >= sum(times.values()) // 2


def test_the_same_kind_twice_running_never_has_the_same_verdict_sentence() -> None:
    tellings = in_a_row([f"ask the innkeeper {'x' * number}" for number in range(4, 24)], temperature=2)
    verdicts = [telling.split(". ", 1)[1] for telling in tellings]
    assert all(first != second for first, second in pairwise(verdicts))


def test_another_text_at_the_same_moment_can_be_told_otherwise() -> None:
    texts = [f"look at the counter {letter * 5}" for letter in "abcdefgh"]
    assert len({told(text) for text in texts}) > 1


def test_another_scenario_deals_its_sentences_in_another_order() -> None:
    assert told("look at the counter") != told("look at the counter", name="Another Inn")


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
