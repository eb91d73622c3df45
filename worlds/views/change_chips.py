"""What a turn changed, each change in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from worlds.services.turns.result import ChangePayload
from worlds.views.formatting import signed_number, spoken_id, time_span

Tone = Literal["gain", "loss", "even"]


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    tone: Tone = "even"


def change_chips(*, changes: Iterable[ChangePayload], time_passed: int, fired: Iterable[str]) -> list[Chip]:
    """The changes that a player would notice, events next, time last; each said once."""
    said = [chip for change in changes if (chip := _chip(change))]
    said += [Chip(f"meanwhile: {spoken_id(event)}") for event in fired]
    if time_passed > 0:
        said.append(Chip(f"{time_span(time_passed)} passed"))
    return list(dict.fromkeys(said))


def _chip(change: ChangePayload) -> Chip | None:
    """None for what stands behind the story: flags, plans, the counters."""
    match change["path"].split(".", 2):
        case ["character", "inventory"]:
            return _carried(change)
        case ["character", "traits", trait]:
            return _amount(change, spoken_id(trait))
        case ["character", "relationships", npc]:
            return _amount(change, spoken_id(npc))
        case ["world", "scheduled_events"] if change.get("action") == "added":
            return Chip("something has begun")
        case _:
            return None


def _carried(change: ChangePayload) -> Chip:
    item = spoken_id(str(change.get("item", "")))
    return Chip(f"took the {item}", "gain") if change.get("action") == "added" else Chip(f"lost the {item}", "loss")


def _amount(change: ChangePayload, name: str) -> Chip | None:
    now, before = change.get("value"), change.get("before") or 0
    if not isinstance(now, int) or not isinstance(before, int) or now == before:
        return None
    return Chip(f"{name} {signed_number(now - before)}", "gain" if now > before else "loss")
