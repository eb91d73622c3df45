"""Counting what finished games chose, for the worker: pages read one row of it, and no game's records but their own."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from django.utils import timezone

from worlds import limits
from worlds.models import ChoiceCounts, GameSession, Scenario, TurnRecord

OVERLAP: Final = timedelta(minutes=2)  # rows are not committed in the order of their dates
PICKS: Final = (TurnRecord.Kind.CHOICE, TurnRecord.Kind.TEXT, TurnRecord.Kind.REWIND)


class Pick(NamedTuple):
    """What was chosen at a node: an option, or "" for words of one's own; `text` is the option as it was shown."""

    number: int
    node: str
    option: str
    text: str


def count_choices() -> str:
    """Count anew each scenario of which a game was finished lately. What was done, for the log; empty for nothing."""
    counted = [
        scenario.slug for scenario in Scenario.objects.select_related("choice_counts") if _count_if_due(scenario)
    ]
    return f"counted the choices of {', '.join(counted)}" if counted else ""


def picks_of(session_ids: Iterable[uuid.UUID]) -> Iterator[list[Pick]]:
    """The picks of each game that still stand, in order, without those that a rewind left. One query."""
    records = TurnRecord.objects.filter(session_id__in=session_ids, kind__in=PICKS)
    rows = records.order_by("session_id", "number").values_list(
        "session_id", "number", "kind", "cell", "node_id", "command", "result__read_as"
    )
    for _, game in groupby(rows.iterator(chunk_size=2000), key=lambda row: row[0]):
        yield _standing(row[1:] for row in game)


def _count_if_due(scenario: Scenario) -> bool:
    now = timezone.now()
    before: ChoiceCounts | None = getattr(scenario, "choice_counts", None)
    finished = GameSession.objects.completed().without_previews().filter(revision__scenario=scenario)
    if not _has_news(before, finished.latest_first().values_list("last_turn_at", flat=True).first()):
        return False
    games = list(finished.latest_first().values_list("pk", flat=True)[: limits.GAMES_COUNTED])
    told = {"games": len(games), "counts": _counted(games), "counted_at": now}
    ChoiceCounts.objects.update_or_create(scenario=scenario, defaults=told)
    return True


def _has_news(before: ChoiceCounts | None, newest: datetime | None) -> bool:
    return newest is not None and (before is None or newest > before.counted_at - OVERLAP)


def _counted(games: list[uuid.UUID]) -> Mapping[str, Mapping[str, int]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for picks in picks_of(games):
        for node, option in {pick.node: pick.option for pick in picks}.items():
            counts[node][option] += 1
    return counts


def _standing(rows: Iterable[tuple[int, str, str, str, dict[str, str | int], dict[str, str] | None]]) -> list[Pick]:
    picks: list[Pick] = []
    for number, kind, cell, node, command, read_as in rows:
        if kind == TurnRecord.Kind.REWIND:
            picks = [pick for pick in picks if pick.number <= int(command["target"])]
        elif cell:
            option, text = command.get("option_id", ""), command.get("option_text", "")
            if read_as:
                option, text = read_as["option_id"], read_as["text"]
            picks.append(Pick(number, node, str(option), str(text)))
    return picks
