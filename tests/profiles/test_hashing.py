"""What hashing costs is bounded, and one text is one password however it was typed."""

import unicodedata
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from itertools import islice
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections
from pytest_django import Settings
from rest_framework.test import APIClient

from common.cores import cores
from common.throttles import CountersInMemory, counters
from profiles import hashing
from profiles.hashing import PasswordsBusy, Turns
from profiles.models import User
from tests.profiles.counting import Count, CountingHasher

COMPOSED, FULL_WIDTH = "café-harbour-91", "ｃａｆé-harbour-91"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()


@pytest.fixture
def count(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Count:
    """Of hashes from now on; they are held up until its gate opens."""
    settings.PASSWORD_HASHERS = ["tests.profiles.counting.CountingHasher"]
    monkeypatch.setattr(CountingHasher, "count", Count())
    return CountingHasher.count


@pytest.fixture
def two_and_three(monkeypatch: pytest.MonkeyPatch) -> Turns:
    """Two hash at once, three wait."""
    monkeypatch.setattr(hashing, "turns", Turns(at_once=2, queue=3))
    return hashing.turns


@pytest.mark.parametrize(
    ("quota", "expected"), [("100000 100000", 1), ("150000 100000", 1), ("50000 100000", 1), ("max 100000", 0), ("", 0)]
)
def test_a_container_hashes_at_once_as_many_as_it_has_cores(tmp_path: Path, quota: str, expected: int) -> None:
    """0: as many as the machine."""
    (tmp_path / "cpu.max").write_text(quota)
    assert cores(tmp_path / "cpu.max") == (expected or cores(tmp_path / "missing"))


def test_every_turn_ends_also_when_the_work_fails() -> None:
    turns = Turns(at_once=1, queue=0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turns.one():
            _ = 1 / 0


def test_who_finds_the_queue_full_is_refused_and_the_others_come_to_their_turns() -> None:
    turns = Turns(at_once=1, queue=1)
    with ThreadPoolExecutor(1) as pool:
        with turns.one():
            waiting = pool.submit(lambda: enter(turns))
            with turns.changed:
                turns.changed.wait_for(lambda: turns.waiting == 1)
            with pytest.raises(PasswordsBusy):
                enter(turns)
        waiting.result()
    enter(turns)


def enter(turns: Turns) -> None:
    with turns.one():
        pass


def sign_in(name: str) -> int:
    try:
        answer = APIClient().post("/api/v1/auth/token", {"username": name, "password": "wrong"})
    finally:
        connections.close_all()
    if answer.status_code == 503:
        assert answer.json()["error"]["code"] == "passwords_busy"
        assert int(answer.headers["Retry-After"]) > 0
    return answer.status_code


@pytest.mark.django_db(transaction=True)
def test_of_nine_sign_ins_at_once_two_are_hashed_three_wait_without_a_connection_and_four_are_refused(
    two_and_three: Turns, count: Count
) -> None:
    with ThreadPoolExecutor(9) as crowd:
        answers = [crowd.submit(sign_in, f"name-{number}") for number in range(9)]
        refused = [answer.result() for answer in islice(as_completed(answers), 4)]
        count.gate.set()
        assert refused == [503] * 4
        assert sorted(answer.result() for answer in answers) == [401] * 5 + [503] * 4
    assert (count.made, count.most, count.with_a_connection) == (5, 2, 0)


@pytest.mark.django_db(transaction=True)
def test_who_is_refused_for_want_of_a_turn_has_not_guessed(
    two_and_three: Turns, count: Count, settings: Settings
) -> None:
    settings.RATE_SIGN_IN = "6/minute"
    with ThreadPoolExecutor(9) as crowd:
        answers: list[Future[int]] = [crowd.submit(sign_in, "ada") for _ in range(6)]
        done, _ = wait(answers, return_when=FIRST_COMPLETED)
        assert [answer.result() for answer in done] == [503]
        count.gate.set()
    assert sign_in("ada") == 401
    assert sign_in("ada") == 429


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED, FULL_WIDTH])
def test_a_password_is_the_same_however_its_letters_were_composed(typed: str) -> None:
    for first in (COMPOSED, DECOMPOSED, FULL_WIDTH):
        assert User(password=hashing.made(first)).check_password(typed)
    assert not User(password=hashing.made("cafe-harbour-91")).check_password(typed)


@pytest.mark.django_db
def test_an_older_hash_of_the_typed_form_opens_and_is_made_anew_in_the_common_one() -> None:
    user = User.objects.create(username="ada", password=make_password(DECOMPOSED))
    assert not user.check_password(COMPOSED)
    assert user.check_password(DECOMPOSED)
    user.refresh_from_db()
    assert user.check_password(COMPOSED)


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "hashes"), [("quiet-harbour", 1), (COMPOSED, 1), (DECOMPOSED, 2)])
@pytest.mark.parametrize("asked", ["a player", "nobody"])
def test_the_typed_form_is_tried_only_when_it_differs_and_for_nobody_alike(
    count: Count, typed: str, hashes: int, asked: str
) -> None:
    count.gate.set()
    user = User(password=make_password("another"))
    count.made = 0
    judges: dict[str, Callable[[str], object]] = {
        "a player": user.check_password,
        "nobody": hashing.judged_for_nobody,
    }
    judges[asked](typed)
    assert count.made == hashes


@pytest.mark.django_db
def test_a_password_changed_while_its_old_hash_was_made_anew_is_not_overwritten() -> None:
    user = User.objects.create(username="ada", password=make_password(DECOMPOSED))
    User.objects.filter(pk=user.pk).update(password=hashing.made("another-harbour-92"))
    assert not user.check_password(DECOMPOSED)
    user.refresh_from_db()
    assert user.check_password("another-harbour-92")
