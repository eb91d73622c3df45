"""A turn's rows are written beside their old versions, and no index is touched: PostgreSQL counts such updates as HOT."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.worlds.services.shared_worlds.counting_world import Tally, tally
from worlds.services import chat
from worlds.services.games import sessions
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

WRITTEN = ("game_sessions", "shared_worlds")


def run(sql: str, *values: str) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def world() -> Tally:
    """Each of its rows on a page of its own, with room for half a dozen versions: old ones go when nobody in the cluster can see them any more."""
    for table in WRITTEN:
        run(f"ALTER TABLE {table} SET (fillfactor = 10)")
    return tally(2)


@contextmanager
def touching_no_index(table: str, *, updates: int) -> Iterator[None]:
    """In this transaction, as the statistics of its tables have it. With one of them an hour may begin."""
    asked = "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_xact_user_tables WHERE relname = %s"
    [before] = run(asked, table)
    yield
    [after] = run(asked, table)
    assert after[0] - before[0] == updates
    assert after[1] - before[1] >= updates - 1


def test_turns_and_lines_in_a_world_touch_no_index(world: Tally) -> None:
    one, other = world.hands
    with touching_no_index("shared_worlds", updates=5), touching_no_index("game_sessions", updates=4):
        for _ in range(2):
            one.play("mark")
            other.play("mark")
        chat.send_message(user_id=one.user_id, world_id=world.world_id, text="One more.")


def test_turns_alone_touch_no_index(world: Tally) -> None:
    user = world.hands[0].user_id
    game = sessions.start_solo(user_id=user, scenario_slug="tally")
    with touching_no_index("game_sessions", updates=5):
        for _ in range(5):
            play_turn(user_id=user, session_id=game.pk, request=TurnRequest(option_id="mark"))


@pytest.mark.parametrize("table", WRITTEN)
def test_there_is_room_for_the_next_version_of_a_row(table: str) -> None:
    [(kept,)] = run("SELECT reloptions FROM pg_class WHERE oid = %s::regclass", table)  # type: ignore[misc]
    assert kept in (["fillfactor=70"], ["fillfactor=50"])
