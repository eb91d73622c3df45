"""A model costs money: it is asked once for a turn that counts, and by nobody more than their share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection
from pytest_django import Settings

from common.errors import RateLimited
from tests.worlds.narrators.http.fake import PATIENCE, Connection, Fake, holds, says
from tests.worlds.services.shared_worlds.counting_world import Hand, tally
from worlds.models import TurnLease, TurnRecord
from worlds.services.games import sessions
from worlds.services.membership.errors import TurnLockExpired, TurnLockTimeout
from worlds.services.turns.playing import TurnAnswer, play_turn
from worlds.services.turns.request import StaleTurn, TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)

HUMS = says("discovery", "The wall hums back.")
TUNES = ("hum to the wall", "whistle at the stones", "murmur a ballad about rain")


def alone() -> Hand:
    user_id = tally(1).hands[0].user_id
    return another_game(user_id)


def another_game(user_id: object) -> Hand:
    made = sessions.start_solo(user_id=user_id, scenario_slug="tally")  # type: ignore[arg-type]
    return Hand(made.user_id, made.pk)


def together() -> Hand:
    return tally(1).hands[0]


@pytest.fixture(autouse=True)
def asked(fake: Fake, settings: Settings) -> Fake:
    settings.KLEENE_NARRATOR, settings.NARRATOR_URL = "worlds.narrators.http.HttpNarrator", fake.url
    fake.behave = HUMS
    return fake


@pytest.fixture(params=[alone, together])
def hand(request: pytest.FixtureRequest) -> Hand:
    made: Callable[[], Hand] = request.param
    return made()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def humming(
    threads: ThreadPoolExecutor, hand: Hand, *, key: str | None = None, words: str = "hum to the wall"
) -> Future[TurnAnswer]:
    def hum() -> TurnAnswer:
        try:
            return hand.play(text=words, key=key)
        finally:
            connection.close()

    return threads.submit(hum)


def thinks_first(asking: Connection) -> None:
    holds(asking)
    HUMS(asking)


def narrators_of(hand: Hand) -> list[str]:
    records = TurnRecord.objects.filter(session_id=hand.session_id, ruling__isnull=False).order_by("number")
    return [record.ruling["narrator"] for record in records if record.ruling]


def test_a_key_that_was_answered_asks_nobody_again(hand: Hand, fake: Fake, settings: Settings) -> None:
    settings.RATE_INPUT = settings.RATE_IMPROVISE = "1/minute"
    first = hand.play(text="hum to the wall", key="k")
    again = [hand.play(text="hum to the wall", key="k") for _ in range(20)]
    assert [answer.replayed for answer in again] == [True] * 20
    assert {answer.result["narrative"] for answer in again} == {first.result["narrative"]}
    assert len(fake.asked) == 1


@pytest.mark.postgres
def test_copies_of_one_key_at_once_ask_once_and_count_once(
    hand: Hand, fake: Fake, settings: Settings, threads: ThreadPoolExecutor
) -> None:
    settings.RATE_INPUT, settings.RATE_IMPROVISE = "9/minute", "1/minute"
    fake.behave = thinks_first
    copies = [humming(threads, hand, key="k") for _ in range(8)]
    fake.wait_until_asked(1)
    fake.going.set()
    answers = [copy.result(PATIENCE) for copy in copies]
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7
    assert (len(fake.asked), narrators_of(hand)) == (1, ["http"])
    assert [hand.play("mark").result["kind"] for _ in range(8)] == ["choice"] * 8
    with pytest.raises(RateLimited):
        hand.play("mark")


def test_a_stale_turn_asks_nobody(hand: Hand, fake: Fake) -> None:
    for wish in (TurnRequest(input="hum", expected_number=9), TurnRequest(input="hum", expected_turn=9)):
        with pytest.raises(StaleTurn):
            play_turn(user_id=hand.user_id, session_id=hand.session_id, request=wish)
    assert not fake.asked


def test_questions_to_a_model_have_a_limit_of_their_own(hand: Hand, fake: Fake, settings: Settings) -> None:
    settings.RATE_IMPROVISE = "2/minute"
    for tune in TUNES[:2]:
        hand.play(text=tune)
    with pytest.raises(RateLimited):
        hand.play(text=TUNES[2])
    assert len(fake.asked) == 2
    assert not TurnLease.objects.exists()
    assert hand.play("mark").result["kind"] == "choice"


def test_an_input_beyond_the_limit_asks_nobody(hand: Hand, fake: Fake, settings: Settings) -> None:
    settings.RATE_INPUT = "1/minute"
    hand.play("mark")
    with pytest.raises(RateLimited):
        hand.play(text="hum to the wall")
    assert not fake.asked


def test_one_player_has_one_question_on_the_way_and_leaves_the_others_to_others(
    fake: Fake, settings: Settings, threads: ThreadPoolExecutor
) -> None:
    settings.NARRATOR_TIMEOUT = PATIENCE
    greedy, other = (another_game(hand.user_id) for hand in tally(2).hands)
    fake.behave = thinks_first
    first = humming(threads, greedy)
    fake.wait_until_asked(1)
    crowd = [another_game(greedy.user_id) for _ in range(3)]
    for game in crowd:
        assert game.play(text="hum to the wall").result["narrative"]
    assert [narrators_of(game) for game in crowd] == [["templates"]] * 3
    theirs = humming(threads, other)
    fake.wait_until_asked(2)
    fake.going.set()
    first.result(PATIENCE), theirs.result(PATIENCE)
    assert (narrators_of(greedy), narrators_of(other)) == (["http"], ["http"])


def test_a_share_comes_back_with_the_answer(fake: Fake) -> None:
    hand = alone()
    for tune in TUNES:
        hand.play(text=tune)
    assert narrators_of(hand) == ["http"] * 3


@pytest.mark.postgres
def test_a_game_alone_waits_while_its_last_turn_is_worded(fake: Fake, threads: ThreadPoolExecutor) -> None:
    hand = alone()
    fake.behave = thinks_first
    song = humming(threads, hand)
    fake.wait_until_asked(1)
    mark = threads.submit(_marked, hand)
    fake.going.set()
    assert song.result(PATIENCE).result["number"] == 2
    assert mark.result(PATIENCE).result["number"] == 3
    assert not TurnLease.objects.exists()


def test_a_game_alone_gives_up_waiting_in_time(fake: Fake, settings: Settings, threads: ThreadPoolExecutor) -> None:
    hand = alone()
    fake.behave = thinks_first
    song = humming(threads, hand)
    fake.wait_until_asked(1)
    settings.TURN_WAIT_TIMEOUT = 0
    with pytest.raises(TurnLockTimeout):
        hand.play("mark")
    fake.going.set()
    assert song.result(PATIENCE).result["number"] == 2


def test_an_answer_after_the_lease_has_ended_is_refused(fake: Fake, threads: ThreadPoolExecutor) -> None:
    hand = alone()
    fake.behave = thinks_first
    song = humming(threads, hand)
    fake.wait_until_asked(1)
    TurnLease.objects.all().delete()  # as the worker does when it has run out
    fake.going.set()
    with pytest.raises(TurnLockExpired):
        song.result(PATIENCE)
    assert hand.session.number == 1


def _marked(hand: Hand) -> TurnAnswer:
    try:
        return hand.play("mark")
    finally:
        connection.close()
