"""What a planned shutdown is. It stands apart from the table: what refuses requests is loaded before the apps are ready."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """`at` is aware, and `left` the seconds until then by the database's clock, below 0 once it is over."""

    at: datetime
    left: float
    reason: str
    planned_by: uuid.UUID | None = None  # an account; None where it is gone
