"""Where one player stands, counted from the endings that count and written with the histogram beside it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from common.table_changes import announce_change
from leaderboards.models import Board, LeaderboardEntry, LeaderboardPeriodEntry, ScoredFinish, rows_of
from leaderboards.rules import scoring
from leaderboards.rules.contestants import AGENTS, contestants_of
from leaderboards.rules.periods import ALL_TIME, Period, periods_of
from leaderboards.rules.scoring import Scope, Standing
from leaderboards.services import histogram
from leaderboards.services.approvals import approved_improvisations
from leaderboards.services.histogram import Changes

WRITTEN = ("score", "details", "achieved_at", "is_agents")


@transaction.atomic
def recount_player(*, user_id: uuid.UUID) -> None:
    """Count everything of a player's again, and write what differs. Locks the player's row."""
    lock_player(user_id)
    count_periods(user_id, known_periods(user_id))


def lock_player(user_id: uuid.UUID) -> None:
    """Let nobody else count this player until the transaction ends; it must be open, and hold no bucket yet."""
    # Weaker than an update's lock: rows that refer to the account may still be written.
    get_user_model().objects.select_for_update(no_key=True).only("pk").get(pk=user_id)


def count_periods(user_id: uuid.UUID, periods: Iterable[Period]) -> None:
    """Bring a player's entries of these periods up to date. Assumes `lock_player`."""
    finishes = finishes_of(user_id)
    approvals = approved_improvisations(user_id=user_id)
    players = contestants_of(is_agent=_is_agent(user_id))
    changes: Changes = Counter()
    for period in periods:
        wanted = scoring.standings(
            (finish for finish in finishes if period.holds(finish.at)),
            (approval for approval in approvals if period.holds(approval.at)),
        )
        changes.update(_write(user_id, period, wanted, players))
    histogram.apply_changes(changes)


def finishes_of(user_id: uuid.UUID) -> list[scoring.Finish]:
    """A player's endings that count, in order of time."""
    rows = ScoredFinish.objects.filter(user_id=user_id).order_by("finished_at", "session_id", "number")
    return [
        scoring.Finish(row.scenario_id, row.ending_id, row.turns, row.was_rewound, tuple(row.cells), row.finished_at)
        for row in rows
    ]


def known_periods(user_id: uuid.UUID) -> set[Period]:
    """Every period in which a player has an ending, or an entry that may have to go."""
    ended = ScoredFinish.objects.filter(user_id=user_id).values_list("finished_at", flat=True)
    approved = [approval.at for approval in approved_improvisations(user_id=user_id)]
    entered = LeaderboardPeriodEntry.objects.filter(user_id=user_id).values_list("period", "starts_on").distinct()
    return {ALL_TIME, *(Period(*row) for row in entered)}.union(*map(periods_of, [*ended, *approved]))


def _is_agent(user_id: uuid.UUID) -> bool:
    return bool(get_user_model().objects.values_list("is_agent", flat=True).get(pk=user_id))


def _write(user_id: uuid.UUID, period: Period, wanted: dict[Scope, Standing], players: str) -> Changes:
    """Make a player's rows of one period say what is wanted; what that changes in the histogram."""
    changes: Changes = Counter()
    missing = dict(wanted)
    for row in rows_of(period).of_player(user_id):
        standing = missing.pop(Scope(row.category, row.scenario_id), None)
        before = Board(row.category, row.scenario_id, period, contestants_of(is_agent=row.is_agents))
        changes[before.key, row.score] -= 1
        if standing is None:
            row.delete()
            continue
        now = replace(before, players=players)
        changes[now.key, standing.score] += 1
        _update(row, standing, now)
    for scope, standing in missing.items():
        changes[Board(scope.category, scope.scenario_id, period, players).key, standing.score] += 1
    rows = rows_of(period)
    if rows.bulk_create(_row(user_id, period, scope, standing, players) for scope, standing in missing.items()):
        announce_change(rows.model._meta.label)  # noqa: SLF001 - Django names no other way to it
    return changes


def _update(row: Any, standing: Standing, board: Board) -> None:
    said = entry_values(standing) | {"is_agents": board.is_of_agents}
    if any(getattr(row, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(row, name, value)
        row.save(update_fields=WRITTEN)


def _row(user_id: uuid.UUID, period: Period, scope: Scope, standing: Standing, players: str) -> Any:
    columns: dict[str, Any] = {
        "user_id": user_id,
        "category": scope.category,
        "scenario_id": scope.scenario_id,
        "is_agents": players == AGENTS,
        **entry_values(standing),
    }
    if period == ALL_TIME:
        return LeaderboardEntry(**columns)
    assert period.starts_on is not None
    return LeaderboardPeriodEntry(**columns, period=period.kind, starts_on=period.starts_on)


def entry_values(standing: Standing) -> dict[str, Any]:
    """The columns of an entry that its standing decides: `score`, `details` (`cells`, `tier`) and `achieved_at`."""
    return {
        "score": standing.score,
        "details": {"cells": list(standing.cells), "tier": standing.tier},
        "achieved_at": standing.achieved_at,
    }
