"""What the boards hear of. A signal only hastens: whatever it fails to tell is found in the records."""

from __future__ import annotations

import uuid
from typing import Any

from common.table_changes import watch_table
from improvisations.signals import improvisation_approved
from leaderboards.services.catch_up import judge_at_once
from leaderboards.services.entries_writer import recount_player
from worlds.signals import session_completed


def count_finished_game(*, session_id: uuid.UUID, **_more: Any) -> None:
    judge_at_once(session_id=session_id)


def count_approved_improvisation(*, author_id: uuid.UUID, **_more: Any) -> None:
    recount_player(user_id=author_id)


def connect_listeners() -> None:
    watch_table("leaderboards.LeaderboardEntry")
    watch_table("leaderboards.LeaderboardPeriodEntry")
    session_completed.connect(count_finished_game, dispatch_uid="leaderboards")
    improvisation_approved.connect(count_approved_improvisation, dispatch_uid="leaderboards")
