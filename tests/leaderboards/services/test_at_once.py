"""Many who finish in the same moment: the histogram stays exact, and nobody waits for somebody who waits."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connections

from common.database import one_moment
from leaderboards.models import Board, LeaderboardEntry, ScoreBucket, ScoredFinish
from leaderboards.services import boards, histogram
from leaderboards.services.entries_writer import recount_player
from leaderboards.services.verification import verify_session
from profiles.models import User
from tests.leaderboards.conftest import HOME, Person, Plays
from worlds.models import GameSession, Scenario
from worlds.rules.grid import CELLS
from worlds.services.games import sessions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

PLAYERS, WRITERS, ROUNDS = 5, 6, 12
NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)


@pytest.fixture
def games(gate: Scenario, person: Person) -> list[GameSession]:
    people = [person(f"walker{number}") for number in range(PLAYERS)]
    return [sessions.start_solo(user_id=user.pk, scenario_slug="gate") for user in people]


def in_threads(*works: Callable[[], object]) -> None:
    """Run all at once, each with a connection of its own; what one raises is raised here."""

    def one(work: Callable[[], object]) -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as crowd:
        for done in [crowd.submit(one, work) for work in works]:
            done.result()


def writer(games: list[GameSession], seed: int) -> Callable[[], None]:
    """Let endings of anybody's come and go, and count their player after each."""
    chance = random.Random(seed)  # noqa: S311 - a seed makes a run repeatable

    def write() -> None:
        for turn in range(ROUNDS):
            game = chance.choice(games)
            if chance.random() < 0.4:
                ScoredFinish.objects.filter(session=game).delete()
            else:
                add_finish(game, number=100 * seed + turn, amount=chance.randint(1, 9))
            recount_player(user_id=game.user_id)

    return write


def add_finish(game: GameSession, *, number: int, amount: int) -> None:
    ScoredFinish.objects.create(
        session=game,
        number=number,
        user_id=game.user_id,
        scenario_id=game.revision.scenario_id,
        ending_id="home",
        turns=10 - amount,
        was_rewound=False,
        cells=list(CELLS[:amount]),
        finished_at=NOON + timedelta(minutes=number),
    )


def reader(scenario: Scenario, done: Event) -> Callable[[], None]:
    """See at every moment the ranks that counting gives at that moment."""

    def read() -> None:
        while not done.is_set():
            for category in ("grid_coverage", "turn_efficiency"):
                compare(Board(category, scenario.pk))

    return read


def compare(board: Board) -> None:
    with one_moment():
        page = boards.read_board(board, reader_id=None, limit=PLAYERS)
        scores = list(board.entries().values_list("score", flat=True))
    placings = [board.kind.placing(score) for score in scores]
    counted = [1 + sum(placing < board.kind.placing(line.score) for placing in placings) for line in page.lines]
    assert [line.rank for line in page.lines] == counted
    assert page.total == len(scores)


def stored() -> Counter[tuple[str, int]]:
    return Counter({(row.board, row.score): row.players for row in ScoreBucket.objects.all()})


def test_the_histogram_is_exact_at_every_moment_while_entries_come_go_and_change(
    games: list[GameSession], gate: Scenario
) -> None:
    done = Event()

    def write_all() -> None:
        try:
            in_threads(*(writer(games, seed) for seed in range(1, WRITERS + 1)), histogram.rebuild_histogram)
        finally:
            done.set()

    in_threads(write_all, reader(gate, done))
    before = stored()
    assert min(before.values(), default=1) > 0
    histogram.rebuild_histogram()
    assert stored() == before


def test_one_game_judged_by_many_at_once_counts_once(unheard: Plays, elena: User) -> None:
    session = unheard(elena, *HOME)
    in_threads(*[lambda: verify_session(session_id=session.pk)] * 6)
    assert ScoredFinish.objects.count() == 1
    assert set(ScoreBucket.objects.values_list("players", flat=True)) == {1}
    assert LeaderboardEntry.objects.filter(category="scenario_completion", scenario=None).get().score == 1
