"""How long to wait, as a person would say it."""

from __future__ import annotations

from typing import Final

# From so many seconds on it is told in a unit of so many: 90 seconds are exact enough to wait for, 90 minutes are not.
UNITS: Final = ((2 * 86_400, 86_400, "days"), (2 * 3600, 3600, "hours"), (2 * 60, 60, "minutes"))


def waiting_time(seconds: int) -> str:
    """`24 seconds`, `35 minutes`: never shorter than it takes."""
    for least, unit, name in UNITS:
        if seconds >= least:
            return f"{-(-seconds // unit)} {name}"
    return "1 second" if seconds == 1 else f"{seconds} seconds"
