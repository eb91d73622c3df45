"""Reading what the format was given later: names, public lines, looks, variants, and what the cover of a story says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worlds import limits
from worlds.rules.problems import quoted
from worlds.rules.reading.gates import NEVER, gate
from worlds.rules.scenario import ACCESS, ItemWords, Variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.reading.fields import Fields

SCENARIO_KEYS: Final = ("author", "cover", "minutes", "content_notes", "access", "preview", "flags", "items", "npcs")
_COVER: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\.(?:svg|png|jpe?g)\Z", re.IGNORECASE)


def short(given: Fields, key: str, longest: int) -> str:
    text = given.text(key)
    if len(text) > longest:
        message = f"this name is too long: {len(text)} characters"
        given.notes.error((*given.path, key), message, f"use {longest} or fewer", "name_too_long")
    return text


def author(document: Fields) -> str:
    with document.notes.late_keys():
        return short(document, "author", limits.SCENARIO_NAME)


def cover(document: Fields) -> str:
    """The name of a file beside the story; empty where there is none, or where the name could lead elsewhere."""
    with document.notes.late_keys():
        name = document.text("cover")
        if not name or (_COVER.match(name) and ".." not in name and len(name) <= limits.FILE_NAME):
            return name
        advice = "write the name of an SVG, PNG or JPEG file that stands beside this one"
        document.notes.error(("cover",), f"{quoted(name)} cannot be a cover", advice, "bad_cover")
        return ""


def minutes(document: Fields) -> int | None:
    if document.entries.get("minutes") is None:
        return None
    with document.notes.late_keys():
        length = document.whole("minutes")
        if 1 <= length <= limits.STORY_MINUTES:
            return length
        if not document.notes.has_error_below(("minutes",)):
            advice = f"write from 1 to {limits.STORY_MINUTES}"
            document.notes.error(("minutes",), f"a story cannot take {length} minutes", advice, "bad_minutes")
        return None


def access(document: Fields) -> str:
    """Who may begin a game: `open` to everybody, or only `entitled` players; empty where the file leaves it to the site."""
    with document.notes.late_keys():
        told = document.text("access")
        if told in ("", *ACCESS):
            return told
        advice = f"write {' or '.join(ACCESS)}"
        document.notes.error(("access",), f"{quoted(told)} is no kind of access", advice, "bad_access")
        return ""


def preview(document: Fields) -> bool:
    with document.notes.late_keys():
        return document.truth("preview", default=True)


def content_notes(document: Fields) -> tuple[str, ...]:
    with document.notes.late_keys():
        return texts(document, "content_notes", most=limits.CONTENT_NOTES, longest=limits.CONTENT_NOTE)


def texts(given: Fields, key: str, *, most: int, longest: int) -> tuple[str, ...]:
    """A list of short texts; what is none is noted and left out, and so is what goes beyond `most`."""
    found: list[str] = []
    for value, path in given.entries_of(key):
        if isinstance(value, str) and 0 < len(value.strip()) <= longest:
            found.append(value.strip())
        else:
            given.notes.error(path, "this is no short text", f"write 1 to {longest} characters", "bad_note")
    if len(found) > most:
        given.notes.error((*given.path, key), f"there are too many: {len(found)}", f"use {most} or fewer", "too_many")
    return tuple(found[:most])


def flag_lines(document: Fields) -> dict[str, str]:
    """What everybody is told when a flag is set; flags without a line are told of to nobody."""
    with document.notes.late_keys():
        return {flag: line for flag, given in document.named("flags") if (line := _only_text(given, "public"))}


def npc_names(document: Fields) -> dict[str, str]:
    with document.notes.late_keys():
        return {npc: name for npc, given in document.named("npcs") if (name := _only_text(given, "name"))}


def _only_text(given: Fields, key: str) -> str:
    given.only(key)
    return short(given, key, limits.SCENARIO_NAME) if key == "name" else given.text(key)


def items(document: Fields) -> dict[str, ItemWords]:
    with document.notes.late_keys():
        return {item: _item(given) for item, given in document.named("items")}


def _item(given: Fields) -> ItemWords:
    given.only("name", "look", "public", "take")
    return ItemWords(
        name=short(given, "name", limits.SCENARIO_NAME),
        look=given.text("look"),
        public=given.text("public"),
        take=given.truth("take", default=False),
    )


def looks(given: Fields) -> Mapping[str, str]:
    """What examining a thing tells, by its noun in lower case; of two spellings of one noun the first counts."""
    found: dict[str, str] = {}
    with given.notes.late_keys():
        holder = given.inner("look")
        for noun in holder.entries:
            if text := holder.text(noun):
                found.setdefault(noun.strip().lower(), text)
    return found


def variants(given: Fields) -> tuple[Variant, ...]:
    with given.notes.late_keys():
        return tuple(_variant(variant) for variant in given.listed("variants"))


def _variant(given: Fields) -> Variant:
    given.only("when", "text")
    condition = gate(given, "when")
    if condition is None:
        given.missing("when", "write a precondition: the text stands while it holds")
    return Variant(NEVER if condition is None else condition, given.needed_text("text"))


def late_text(given: Fields, key: str) -> str:
    with given.notes.late_keys():
        return given.text(key)


def late_truth(given: Fields, key: str) -> bool:
    with given.notes.late_keys():
        return given.truth(key, default=False)
