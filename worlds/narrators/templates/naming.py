"""What people, things and places are called in a sentence: as the author's own prose calls them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.english.vocabulary import IN_PLACES, JOINTS, ON_PLACES
from worlds.narrators.templates.phrases import Phrase
from worlds.rules.texts import humanise

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario

FAR_ENOUGH: Final = 100_000  # characters; a file of 1 MiB would take a second to go through
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z'’ -]{0,39}")


def prose_of(scenario: Scenario) -> str:
    """What an author tells in whole sentences, as far as names are looked for. Worked out once for each scenario."""
    known = scenario.memory.get("prose")
    if not isinstance(known, str):
        told = [place.description for place in scenario.locations.values()]
        told += [node.narrative for node in scenario.nodes.values()]
        known = scenario.memory["prose"] = "\n".join(told)[:FAR_ENOUGH]
    return known


def somebody(npc: str, prose: str) -> Phrase | None:
    """`elder` is "the elder", and `old_tom` is "Tom" where the prose says so."""
    words = humanise(npc).split()
    tries = (words, words[-1:], words[:1])
    return _first(tries, prose) or _described(words)


def something(item: str, prose: str) -> Phrase | None:
    words = humanise(item).split()
    return as_written(words, prose) or _described(words)


def somewhere(name: str, prose: str) -> Phrase | None:
    """A place's name in a sentence; None where it would read as a label ("the West of House")."""
    words = name.split()
    if words[:1] == ["The"]:
        words = words[1:]
        if words and _ends_small(words[-1]) and _PLAIN.fullmatch(" ".join(words)):
            return _common(" ".join(words))
    if any(word.lower() in JOINTS for word in words):
        return as_written(words, prose)
    return _first((words, words[-1:]), prose) or _kind_of_place(words)


def where(place: Phrase) -> Phrase:
    kind = place.text.rsplit(maxsplit=1)[-1].lower()
    preposition = "in" if kind in IN_PLACES else "on" if kind in ON_PLACES else "at"
    return Phrase(f"{preposition} {place.text}")


def as_written(words: Sequence[str], prose: str) -> Phrase | None:
    """The words as they stand in the prose: as a common noun with its article, or as a proper name."""
    if not words or not _PLAIN.fullmatch(" ".join(words)):
        return None
    joined = r"[\s-]+".join(map(re.escape, words))
    found = re.findall(rf"(\bthe\s+)?\b({joined})\b", prose, re.IGNORECASE)
    names = [(bool(article), " ".join(name.split())) for article, name in found]
    common = [name for _, name in names if _ends_small(name)]
    if common:
        return _common(min(common, key=lambda name: not name.islower()))
    return next((Phrase(f"the {name}" if article else name) for article, name in names), None)


def is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def _first(tries: Sequence[Sequence[str]], prose: str) -> Phrase | None:
    return next((phrase for words in tries if (phrase := as_written(words, prose))), None)


def _ends_small(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1][:1].islower()


def _common(name: str) -> Phrase:
    return Phrase(f"the {name}", plural=is_plural(name))


def _described(words: Sequence[str]) -> Phrase | None:
    name = " ".join(words).lower()
    return _common(name) if _PLAIN.fullmatch(name) else None


def _kind_of_place(words: Sequence[str]) -> Phrase | None:
    kind = words[-1].lower() if words else ""
    return _common(kind) if kind in IN_PLACES | ON_PLACES else None
