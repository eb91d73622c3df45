"""Counting turns, for records and queries.

A turn is what a player did and the story answered as one of the nine cells: a choice or own words, whether it led on,
was improvised, was refused or met a closed gate; and a way taken, or an item taken, laid down or given. Questions (a
look around included), the opening, inbox effects, settings and rewinds are none. A turn that was taken back was played all the
same, but is not on the way to where the game stands.

`GameSession.turns_played` counts those on that way, `SharedWorld.turn` those of everybody in a world; `record_log` and
`rewind` raise and set the former, the transaction of a shared turn the latter. The `turn` of a session, a view and a record
is no count: with `scene` and `beat` it says where in the story somebody is. It begins at 1 and rises with every node
that is entered.
"""

from __future__ import annotations

from typing import Final

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from worlds.models import TurnRecord
from worlds.rules.turns import ROAMING, is_turn

TURNS: Final = ~Q(cell="") | Q(kind__in=ROAMING)  # of records


def played_in(session: str = "pk") -> Coalesce:
    """How many turns were played in a game, also those that were taken back; for `annotate`, as a query of its own."""
    turns = TurnRecord.objects.filter(TURNS, session=OuterRef(session)).order_by().values("session")
    return Coalesce(Subquery(turns.annotate(amount=Count("pk")).values("amount")), 0)


class TurnCount:
    """Counts the turns on the way to each record of one game, which is given its records in order, from after record `at` on."""

    def __init__(self, now: int = 0, *, at: int = 0) -> None:
        self._after: dict[int, int] = {at: now}
        self.now = now

    def take(self, record: TurnRecord) -> int:
        """The turns on the way to this record. Raises KeyError for a rewind to a record that there is not."""
        match record.kind:
            case TurnRecord.Kind.IMPORT:
                self.now = turns_carried(record)
            case TurnRecord.Kind.REWIND:
                self.now = self._after[record.command["target"]]
            case _:
                self.now += is_turn(record.kind, record.cell)
        self._after[record.number] = self.now
        return self.now


def turns_carried(record: TurnRecord) -> int:
    """The turns that were played before a game went on alone; games of earlier versions know only where they were."""
    return int(record.command.get("turns_played", record.turn - 1))
