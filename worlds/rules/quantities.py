"""Whole numbers and spans of story time."""

from dataclasses import dataclass
from typing import Final, Literal

# Beyond this a JSON reader in another language loses digits, and with them the state hash.
LIMIT: Final = 2**53 - 1

Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months", "years"]

SECONDS: Final[dict[str, int]] = {
    "seconds": 1,
    "minutes": 60,
    "hours": 3_600,
    "days": 86_400,
    "weeks": 604_800,
    "months": 2_592_000,
    "years": 31_536_000,
}


def saturate(number: int) -> int:
    """Keep a running sum within what every JSON reader can hold exactly."""
    return max(-LIMIT, min(LIMIT, number))


def lasting(amount: int, unit: Unit) -> int:
    """How many story seconds pass. Time never runs backwards: less than none is none."""
    return saturate(max(0, amount) * SECONDS[unit])


@dataclass(frozen=True, slots=True)
class Span:
    """A length of story time as an author writes it."""

    amount: int
    unit: Unit

    @property
    def seconds(self) -> int:
        return lasting(self.amount, self.unit)
