"""What is the same for everybody is made once, until it changes or five seconds are over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from common.answer_cache import RENEWAL, SECONDS, AnswerCache
from common.table_changes import note_change


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def made() -> Counter[str]:
    return Counter()


@pytest.fixture
def ask(clock: Clock, made: Counter[str]) -> Callable[[str], int]:
    cache = AnswerCache(clock=clock, most=2)

    def asked(key: str) -> int:
        def make() -> int:
            made[key] += 1
            return made[key]

        return cache.find_or_make(key, ("houses", "people"), make)

    return asked


def test_it_is_made_once(ask: Callable[[str], int]) -> None:
    assert [ask("home"), ask("home")] == [1, 1]


def test_a_change_of_one_of_its_tables_is_seen_at_once(ask: Callable[[str], int]) -> None:
    assert ask("home") == 1
    note_change(["trees"])
    assert ask("home") == 1, "no table of this answer"
    note_change(["people"])
    assert ask("home") == 2


def test_nothing_is_kept_for_longer_than_five_seconds(ask: Callable[[str], int], clock: Clock) -> None:
    assert ask("home") == 1
    clock.now = SECONDS - RENEWAL - 0.001
    assert ask("home") == 1
    clock.now = SECONDS
    assert ask("home") == 2


def test_before_that_one_asker_makes_it_anew_and_the_others_are_given_the_old_one(clock: Clock) -> None:
    cache = AnswerCache(clock=clock)
    asked_meanwhile = []

    def renew() -> str:
        asked_meanwhile.append(cache.find_or_make("home", ("houses",), lambda: "made twice"))
        return "new"

    cache.find_or_make("home", ("houses",), lambda: "old")
    clock.now = SECONDS - RENEWAL
    assert cache.find_or_make("home", ("houses",), renew) == "new"
    assert asked_meanwhile == ["old"]
    assert cache.find_or_make("home", ("houses",), renew) == "new"


def test_nobody_is_given_an_old_one_that_has_changed(clock: Clock) -> None:
    cache = AnswerCache(clock=clock)
    cache.find_or_make("home", ("houses",), lambda: "old")
    clock.now = SECONDS - RENEWAL
    note_change(["houses"])
    inner = cache.find_or_make("home", ("houses",), lambda: cache.find_or_make("home", ("houses",), lambda: "new"))
    assert inner == "new"


def test_what_changes_while_an_answer_is_made_makes_it_old(clock: Clock) -> None:
    cache = AnswerCache(clock=clock)
    cache.find_or_make("home", ("houses",), lambda: note_change(["houses"]))
    assert cache.find_or_make("home", ("houses",), lambda: "new") == "new"


def test_what_fails_is_tried_again(clock: Clock) -> None:
    cache = AnswerCache(clock=clock)
    with pytest.raises(ZeroDivisionError):
        cache.find_or_make("home", (), lambda: 1 // 0)
    assert cache.find_or_make("home", (), lambda: 1) == 1


def test_of_many_answers_only_so_many_are_kept(ask: Callable[[str], int], made: Counter[str]) -> None:
    for key in ("a", "b", "c", "a"):
        ask(key)
    assert made == {"a": 2, "b": 1, "c": 1}
