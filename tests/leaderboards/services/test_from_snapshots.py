"""An ending in a long world is judged from its newest snapshot: what was verified then is not read again."""

from __future__ import annotations

from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.long_world import LongWorld
from leaderboards.models import LeaderboardEntry
from leaderboards.services.verification import verify_session
from worlds.models import TurnRecord
from worlds.rules.outcome import Step
from worlds.services.games.world_replay import WorldReplay
from worlds.services.snapshots.taking import take_world_snapshot
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

TAIL: Final = 12
STATEMENTS: Final = 60


@pytest.mark.parametrize("length", [40, 240])
@pytest.mark.django_db
def test_only_what_came_after_the_snapshot_is_read_however_long_the_log_is(
    length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = LongWorld()
    long.grow(length)
    take_world_snapshot(world_id=long.world.pk, reason="interval")
    long.grow(length + TAIL - 2)
    game = long.games[0]
    for option in ("out", "rest"):
        play_turn(user_id=game.user_id, session_id=game.pk, request=TurnRequest(option_id=option))
    played: list[int | None] = []
    play = WorldReplay.play

    def counted(replay: WorldReplay, record: TurnRecord) -> Step | None:
        played.append(record.world_seq)
        return play(replay, record)

    monkeypatch.setattr(WorldReplay, "play", counted)
    with CaptureQueriesContext(connection) as told:
        judgement = verify_session(session_id=game.pk)
    assert judgement is not None
    assert judgement.verdict == "verified"
    assert played == list(range(length + 1, length + TAIL + 1))
    assert len(told) <= STATEMENTS
    assert LeaderboardEntry.objects.filter(user_id=game.user_id).exists()
