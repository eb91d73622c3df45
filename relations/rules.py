"""Whose words a reader does not want to hear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

EVERYWHERE: Final = ""  # instead of a channel: on all of them


@dataclass(frozen=True, slots=True)
class Muted:
    """One mute: whose, by their id as text, on which channel, and until when (aware, UTC; None until it is ended)."""

    person: str
    channel: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Unheard:
    """All mutes of one reader."""

    by_person: Mapping[str, tuple[Muted, ...]] = field(default_factory=dict)

    def hides(self, person: str, channel: str, *, now: datetime) -> bool:
        """Whether words by this person, on this channel, are kept from the reader at `now` (aware)."""
        return any(
            mute.channel in (EVERYWHERE, channel) and (mute.until is None or mute.until > now)
            for mute in self.by_person.get(person, ())
        )


HEARS_ALL: Final = Unheard()


def unheard_of(mutes: Iterable[Muted]) -> Unheard:
    found: dict[str, tuple[Muted, ...]] = {}
    for mute in mutes:
        found[mute.person] = (*found.get(mute.person, ()), mute)
    return Unheard(found)
