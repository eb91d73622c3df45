"""Whether the snapshots that are kept of a world, or of a game alone, are what replaying its log gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worlds.models import SharedWorld, Snapshot
from worlds.services.games.first_path import MISSING
from worlds.services.games.world_differences import Differs, require_same
from worlds.services.snapshots.snapshot_rows import Owner, is_readable, is_whole, snapshots_of
from worlds.services.snapshots.world_payload import Content


class KeptSnapshots:
    """The snapshots past the record at which a replay begins; `look` at each record, and `finish`. Raises Differs."""

    def __init__(self, owner: Owner, *, since: int) -> None:
        self._waiting = {row.number: row for row in snapshots_of(owner).filter(number__gt=since)}
        if isinstance(owner, SharedWorld):  # whose games have none of their own
            self._waiting |= {row.number: row for row in Snapshot.objects.filter(session__world_id=owner.pk)}

    def look(self, number: int, content: Callable[[], Content]) -> None:
        """Compare the snapshot at this record, if there is one, with what the replay came to: `content` says what."""
        row = self._waiting.pop(number, None)
        if row is not None:
            check_snapshot(row, content())

    def finish(self) -> None:
        for number in self._waiting:
            raise Differs(
                number, f"snapshots.{number}", expected=MISSING, found="a snapshot of a record that is not there"
            )


def check_snapshot(row: Snapshot, content: Content) -> None:
    """Compare a snapshot with the replay at its record; one of another version by its seal alone. Raises Differs."""
    at, path = row.number, f"snapshots.{row.number}"
    if not is_readable(row):
        require_whole(row)
        return
    require_same(at, f"{path}.payload", *without_events(content.payload, row.payload))
    require_same(at, f"{path}.saved_tick", content.tick, row.saved_tick)
    require_whole(row)


def require_whole(row: Snapshot) -> None:
    """Raises Differs for a row that is not as it was written."""
    if not is_whole(row):
        raise Differs(row.number, f"snapshots.{row.number}", expected="a snapshot as it was sealed", found="another")


def without_events(*payloads: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Where events are forgotten, nobody can tell any more where their log had come to. A game alone has none."""
    if any(map(_has_lost_its_place, payloads)):
        return tuple({**payload, "events": None} for payload in payloads)
    return payloads


def _has_lost_its_place(payload: dict[str, Any]) -> bool:
    events = payload.get("events")
    return isinstance(events, dict) and events.get("sequence", 0) is None
