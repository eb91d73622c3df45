"""The part of an account's export that boards tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leaderboards.models import LeaderboardEntry, LeaderboardPeriodEntry
from profiles.models import User


def export_boards(user: User) -> Iterator[Mapping[str, Any]]:
    for kind in (LeaderboardEntry, LeaderboardPeriodEntry):
        for entry in kind.objects.filter(user=user).select_related("scenario"):
            yield {
                "category": entry.category,
                "scenario_id": entry.scenario and entry.scenario.slug,
                "period": getattr(entry, "period", "all"),
                "starts_on": getattr(entry, "starts_on", None),
                "score": entry.score,
                "details": entry.details,
                "achieved_at": entry.achieved_at,
            }
