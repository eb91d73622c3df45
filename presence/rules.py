"""How somebody stands, from the age of their last sign of life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    ONLINE = "online"
    IDLE = "idle"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `idle` on somebody is no longer online, from `offline` on they are gone."""

    idle: timedelta
    offline: timedelta

    def status(self, last_heartbeat: datetime | None, *, now: datetime) -> Status:
        """Both moments are aware; None is somebody who was never heard of."""
        if last_heartbeat is None or now - last_heartbeat >= self.offline:
            return Status.OFFLINE
        return Status.IDLE if now - last_heartbeat >= self.idle else Status.ONLINE
