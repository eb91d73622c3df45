"""Counting what is played of a story, by the worker: pages read a few hundred rows, however many turns there were."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import BooleanField, Case, Count, F, Max, Q, Value, When
from django.utils import timezone

from worlds.models import GameSession, PlayCount, PlayCountMark, TurnRecord
from worlds.services.turns.counting import TURNS

BATCH: Final = 20_000  # records in one transaction
LONGEST_ROUND: Final = 60.0  # seconds
SETTLED: Final = timedelta(minutes=1)  # by then a turn that ends a game is committed
BEGINS: Final = Q(number=1)  # of records: a game's first, alone or in a world
PREVIEWED: Final = Q(session__game_mode=GameSession.Mode.PREVIEW)
BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)

Part = tuple[int, str, str, str]  # scenario, kind, place, option


@dataclass(frozen=True, slots=True)
class Plays:
    """What was played of a scenario, up to a moment (aware, UTC; None: nothing is counted yet)."""

    games: int = 0
    turns: dict[str, int] = field(default_factory=dict)  # by node
    options: dict[tuple[str, str], int] = field(default_factory=dict)  # by node and option
    words: dict[str, int] = field(default_factory=dict)  # by node
    endings: dict[str, int] = field(default_factory=dict)
    counted_until: datetime | None = None

    @property
    def finished(self) -> int:
        return sum(self.endings.values())


def plays_of(scenario_id: int) -> Plays:
    """The counts of a scenario; two queries."""
    by_kind: dict[str, dict[tuple[str, str], int]] = {kind: {} for kind in PlayCount.Kind}
    rows = PlayCount.objects.filter(scenario=scenario_id)
    for kind, place, option, amount in rows.values_list("kind", "place", "option", "amount"):
        by_kind[kind][place, option] = amount
    mark = PlayCountMark.objects.first()
    return Plays(
        games=sum(by_kind["game"].values()),
        turns=_by_place(by_kind["turn"]),
        options=by_kind["option"],
        words=_by_place(by_kind["words"]),
        endings=_by_place(by_kind["ending"]),
        counted_until=mark.counted_until if mark else None,
    )


def count_plays() -> str:
    """A round of the worker: count what was played since the last one. Every record is counted once, whoever repeats it."""
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_ROUND:
        if not _count_batch():
            break
    else:
        return "more plays are left to count"
    _count_endings()
    return ""


@transaction.atomic
def _count_batch() -> bool:
    """Count some records; whether there are more of them. Locks the mark."""
    mark = _locked_mark()
    upto = min(mark.newest, mark.counted + BATCH)
    _add(_records_between(mark.counted, upto))
    is_more = upto < mark.newest
    mark.counted = upto
    if not is_more:
        mark.newest = TurnRecord.objects.aggregate(Max("pk"))["pk__max"] or 0
    mark.save(update_fields=["counted", "newest"])
    return is_more


@transaction.atomic
def _count_endings() -> None:
    """Count the games that have ended since the last round: an ending is a game's last turn. Locks the mark."""
    mark, upto = _locked_mark(), timezone.now() - SETTLED
    ended = GameSession.objects.completed().without_previews().exclude(ending_id="")
    after = mark.counted_until or BEGINNING
    ended = ended.played_since(after).filter(last_turn_at__gt=after, last_turn_at__lte=upto).order_by()
    rows = ended.values_list("revision__scenario", "ending_id").annotate(Count("pk"))
    _add(Counter({(scenario, "ending", ending, ""): amount for scenario, ending, amount in rows}))
    mark.counted_until = upto
    mark.save(update_fields=["counted_until"])


def _records_between(after: int, upto: int) -> Counter[Part]:
    """The turns and beginnings among these records, by what they count for."""
    counted: Counter[Part] = Counter()
    records = TurnRecord.objects.filter(TURNS | BEGINS, pk__gt=after, pk__lte=upto).exclude(PREVIEWED).order_by()
    records = records.annotate(
        first=Case(When(BEGINS, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())
    )
    grouped = records.values_list("revision__scenario", "first", "kind", "node_id", "command__option_id")
    for scenario, is_first, kind, node, option, amount in grouped.annotate(Count("pk")):
        if is_first:
            counted[scenario, "game", "", ""] += amount
            continue
        counted[scenario, "turn", node, ""] += amount
        if kind == TurnRecord.Kind.TEXT:
            counted[scenario, "words", node, ""] += amount
        elif option:
            counted[scenario, "option", node, str(option)] += amount
    return counted


def _add(counted: Counter[Part]) -> None:
    for (scenario, kind, place, option), amount in counted.items():
        row, _ = PlayCount.objects.get_or_create(scenario_id=scenario, kind=kind, place=place, option=option)
        PlayCount.objects.filter(pk=row.pk).update(amount=F("amount") + amount)


def _locked_mark() -> PlayCountMark:
    PlayCountMark.objects.get_or_create(pk=1)
    return PlayCountMark.objects.select_for_update().get(pk=1)


def _by_place(counts: dict[tuple[str, str], int]) -> dict[str, int]:
    return {place: amount for (place, _), amount in counts.items()}
