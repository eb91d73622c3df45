"""A world's events, each found sealed to the one before it and, where it follows from a record, to be what replaying says."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from worlds.models import EventAnchor, SharedWorld, TurnRecord, WorldEvent
from worlds.services import events
from worlds.services.games.expected_events import Expected, WorldMoment, told_of
from worlds.services.games.first_path import MISSING
from worlds.services.games.migrations import is_replayed
from worlds.services.games.owners import Owners
from worlds.services.games.world_differences import Differs, require_same
from worlds.services.games.world_records import Checked
from worlds.services.proven_events import proven_types

A_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where in a world's log of events a replay of its records stands: after the last event that follows from them.

    `of_records` counts such events, one for each turn, whoever heard its words; None where an anchor does not tell.
    `sequence` and `event_hash` are that event's; None and empty where it was forgotten before it could be read.
    """

    of_records: int | None
    sequence: int | None
    event_hash: str

    def to_json(self) -> dict[str, object]:
        return {"of_records": self.of_records, "sequence": self.sequence, "event_hash": self.event_hash}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["of_records"], stored["sequence"], stored["event_hash"])


BEGINNING: Final = EventPlace(0, 0, "")


class WorldEvents:
    """A world's log of events, read beside its records: give it each record that was checked, in order, and then `finish`.

    `since` is where the records before the first one that it is given had come to. Everything here raises Differs. Memory grows with the number of games, not of events. It holds a cursor of the database
    until it is closed.
    """

    def __init__(self, world: SharedWorld, *, since: EventPlace = BEGINNING) -> None:
        self._world = world
        self._owners, self._proven = Owners(world), proven_types(world.pk)
        self._begin(events.newest_anchor(world.pk), since)
        self._record = 0
        self._is_passing = False  # records that nobody can play again: what they told is not compared
        self._rows = self._sealed()
        self._ahead: WorldEvent | None = None

    def _begin(self, anchor: EventAnchor | None, since: EventPlace) -> None:
        """At `since`, or at the anchor where events past `since` are forgotten."""
        self._of_records, self._forgotten = since.of_records, 0
        first = (0, "") if anchor is None else (anchor.sequence, anchor.event_hash)
        self._first = first[0]
        if since.sequence is not None and since.sequence >= first[0]:
            self._last: tuple[int, str] | None = (since.sequence, since.event_hash)
            self._sequence, self._hash = self._last
            return
        self._last = None
        self._sequence, self._hash = first
        if anchor is None or anchor.of_records is None or since.of_records is None:
            self._of_records = None
        else:
            self._forgotten = max(0, anchor.of_records - since.of_records)

    @property
    def place(self) -> EventPlace:
        """Where the records that were given have come to."""
        sequence, event_hash = self._last or (None, "")
        return EventPlace(self._of_records, sequence, event_hash)

    def take(self, checked: Checked, *, turn: int) -> None:
        """Compare the events that must follow from a record with those that do; `turn` is the world's counter after it."""
        record = checked.record
        self._record = record.world_seq or 0
        self._is_passing = not is_replayed(record)
        if self._is_passing:
            return
        if record.kind == TurnRecord.Kind.MIGRATE and record.session_id is None:
            self._pass_by(record.command["events"])
        if self._of_records is not None:
            for expected in self._kept(self._expected(checked, turn)):
                self._compare(expected, self._next())

    def _pass_by(self, upto: int) -> None:
        """Events that records made which nobody can play again: up to a migration they are there, and not compared."""
        if self._forgotten and self._first > upto:
            self._of_records = None  # of what is forgotten nobody knows which records made it
        while self._of_records is not None and (row := self._next()) is not None:
            if row.sequence > upto:
                self._ahead = row
                break
            self._of_records += self._forgotten + (row.text_id is None)
            self._forgotten = 0
            self._last = (row.sequence, row.event_hash)

    def finish(self) -> None:
        """Read on to the end: nothing may follow from a record that there is not, and no event may be cut off."""
        while (left := self._next()) is not None:
            if self._of_records is not None and not self._is_passing:
                raise Differs(self._record, f"events.{left.sequence}", expected=MISSING, found=left.type)

    def close(self) -> None:
        self._rows.close()

    def _expected(self, checked: Checked, turn: int) -> list[Expected]:
        # Whether others heard a player's words was for the filter of that day to say: the log says what it said.
        is_heard = checked.record.text_id is not None and not self._forgotten and self._is_heard()
        try:
            told = told_of(checked, WorldMoment(self._owners.before(self._record), turn), is_heard=is_heard)
        except LookupError as unknown:
            found = f"a game that is not of this world: {unknown}"
            raise Differs(self._record, "session", expected="a game of this world", found=found) from unknown
        return [one for one in told if one.what.TYPE in self._proven]

    def _is_heard(self) -> bool:
        self._ahead = self._next()
        return self._ahead is not None and self._ahead.text_id is not None

    def _kept(self, expected: list[Expected]) -> Iterator[Expected]:
        """Those of which the event is not forgotten."""
        assert self._of_records is not None, "events are compared"
        for one in expected:
            self._of_records += one.text is None
            if self._forgotten:
                self._forgotten -= 1
            else:
                yield one

    def _compare(self, expected: Expected, found: WorldEvent | None) -> None:
        if found is None:
            raise Differs(self._record, f"events.{self._sequence + 1}", expected=expected.what.TYPE, found=MISSING)
        wanted, there = expected.row(heard_by=found.audience), _as_values(found)
        require_same(self._record, f"events.{found.sequence}.type", wanted.pop("type"), there.pop("type"))
        require_same(self._record, f"events.{found.sequence}", wanted, there)
        self._last = (found.sequence, found.event_hash)

    def _next(self) -> WorldEvent | None:
        """The next event that follows from a record."""
        ahead, self._ahead = self._ahead, None
        return ahead or next((row for row in self._rows if row.type in self._proven), None)

    def _sealed(self) -> Generator[WorldEvent]:
        rows = WorldEvent.objects.filter(world_id=self._world.pk, sequence__gt=self._sequence).select_related("text")
        for row in rows.order_by("sequence").iterator(chunk_size=A_BATCH):
            if not events.is_sealed_to(row, sequence=self._sequence, event_hash=self._hash):
                raise self._broken()
            self._sequence, self._hash = row.sequence, row.event_hash
            yield row
        if self._sequence < self._world.event_seq:
            raise self._broken()
        require_same(self._record, "event_seq", self._sequence, self._world.event_seq)
        require_same(self._record, "event_hash", self._hash, self._world.event_hash)

    def _broken(self) -> Differs:
        path = f"events.{self._sequence + 1}"
        return Differs(self._record, path, expected="an event sealed by the one before", found="another")


def _as_values(row: WorldEvent) -> dict[str, Any]:
    return {
        "type": row.type,
        "payload": row.payload,
        "actor": None if row.actor_id is None else str(row.actor_id),
        "room": row.room,
        "audience": row.audience,
        "text": None if row.text_id is None else str(row.text_id),
    }
