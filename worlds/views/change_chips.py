"""What a turn changed, each change in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from common.typography import typographic_quotes
from worlds.rules.scenario import Scenario
from worlds.rules.texts import capitalised, person_name, the_item
from worlds.services.turns.payloads import ChangePayload
from worlds.views.formatting import signed_number, spoken_id, time_span

Tone = Literal["gain", "loss", "even"]


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    tone: Tone = "even"


def change_chips(*, changes: Iterable[ChangePayload], time_passed: int, story: Scenario) -> list[Chip]:
    """The changes that a player would notice, time last; each said once. What an event tells stands in the story itself."""
    found = (chip for change in changes if (chip := _chip(change, story)))
    said = [Chip(capitalised(typographic_quotes(chip.text, story.language)), chip.tone) for chip in found]
    if time_passed > 0:
        said.append(Chip(f"{time_span(time_passed)} passed"))
    return list(dict.fromkeys(said))


def _chip(change: ChangePayload, story: Scenario) -> Chip | None:
    """None for what stands behind the story: flags without a line of their author's, plans, the counters."""
    match change["path"].split(".", 2):
        case ["character", "inventory"]:
            return _carried(change, story)
        case ["character", "traits", trait]:
            return _amount(change, spoken_id(trait))
        case ["character", "relationships", npc]:
            return _amount(change, person_name(story, npc))
        case ["character" | "world", "flags", flag] if change.get("value") is True and flag in story.flag_lines:
            return Chip(story.flag_lines[flag])
        case _:
            return None


def _carried(change: ChangePayload, story: Scenario) -> Chip:
    item = the_item(story, str(change.get("item", "")))
    return Chip(f"took {item}", "gain") if change.get("action") == "added" else Chip(f"lost {item}", "loss")


def _amount(change: ChangePayload, name: str) -> Chip | None:
    now, before = change.get("value"), change.get("before") or 0
    if not isinstance(now, int) or not isinstance(before, int) or now == before:
        return None
    return Chip(f"{name} {signed_number(now - before)}", "gain" if now > before else "loss")
