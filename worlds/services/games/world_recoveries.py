"""The recoveries that a world keeps, each found to be what replaying its record says."""

from __future__ import annotations

from typing import Final

from worlds.models import CriticalItemRecovery, SharedWorld
from worlds.services.critical_items.recoveries import rows_of
from worlds.services.games.world_differences import Differs, require_same
from worlds.services.games.world_records import Checked

SAID: Final = (
    "world_seq", "position", "tick", "item", "reason", "old_location", "old_holder", "new_location", "created_at",
)  # fmt: skip


class WorldRecoveries:
    """Read in step with the records past `since`; it holds a cursor of the database until it is closed."""

    def __init__(self, world: SharedWorld, *, since: int = 0) -> None:
        self._world = world
        rows = CriticalItemRecovery.objects.filter(world_id=world.pk, world_seq__gt=since)
        ordered = rows.order_by("world_seq", "position", "pk")
        self._rows = (row for row in ordered.iterator(chunk_size=100))

    def take(self, checked: Checked) -> None:
        """Compare what a record brought back. Raises Differs."""
        for expected in rows_of(self._world, checked.record, checked.recoveries):
            at = expected.world_seq
            kept = next(self._rows, None)
            if kept is None:
                raise Differs(at, "recoveries", expected=f"the recovery of {expected.item}", found="none")
            for name in SAID:
                require_same(at, f"recoveries.{name}", getattr(expected, name), getattr(kept, name))

    def close(self) -> None:
        self._rows.close()

    def finish(self) -> None:
        """Raises Differs for a recovery that no record brought about."""
        further = next(self._rows, None)
        if further is not None:
            found = f"a recovery of {further.item}"
            raise Differs(further.world_seq, "recoveries", expected="none", found=found)
