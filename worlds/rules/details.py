"""What an author tells of a thing of the scene: its `look:`, else the sentence that speaks of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from worlds.rules import offering, places, telling, texts
from worlds.rules.lexicon import singular, words_in
from worlds.rules.names_of_people import names_of_person
from worlds.rules.scene_names import is_said_gone, looks, told_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.names_of_people import Name
    from worlds.rules.scene_names import Mention
    from worlds.rules.situation import Situation

LONGEST: Final = 300  # characters of a sentence
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][\"'”’)])\s+")


def look_of(mention: Mention, now: Situation) -> str:
    """The text that an author wrote for looking at it, or what a text about another thing says of it; empty where there is none."""
    if mention.called:
        told = look_of(replace(mention, called=""), now)
        naming = [one for one in _SENTENCE.split(told) if _speaks_of(one, frozenset({_name(mention.called)}))]
        return " ".join(naming) or told
    if mention.sort == "item":
        words = now.scenario.items.get(mention.about)
        if words is not None and words.look.strip():
            return words.look.strip()
    names = frozenset(_names(mention, now))
    fit = [(noun, text.strip()) for noun, text in looks(now) if _name(noun) in names]
    exact = (text for noun, text in fit if noun == mention.about)
    return next(exact, next((text for _, text in fit), ""))


def sentence_about(mention: Mention, now: Situation) -> str:
    """A whole sentence of the author's that speaks of it, from the scene or the place's description; else empty."""
    if mention.sort == "place":
        return next((_ended(way.description) for way in places.exits(now) if way.target == mention.about), "")
    names = frozenset(_names(mention, now))
    node = telling.whole_scene_text(offering.node_of(now), now)
    told = (*_sentences(node), *_sentences(places.description_here(now)))
    return next((sentence for sentence in told if _speaks_of(sentence, names)), "")


def is_told_gone(mention: Mention, now: Situation) -> bool:
    """Whether the scene speaks of a thing as one that is not there."""
    return mention.sort == "thing" and is_said_gone(mention.about, told_here(now))


def presence_of(mention: Mention, now: Situation) -> str:
    """That somebody, or an item, is here, where that is all that is known."""
    match mention.sort:
        case "person":
            return f"{texts.capitalised(texts.person_name(now.scenario, mention.about))} is here."
        case "item" if now.carries(mention.about):
            return f"You carry {texts.the_item(now.scenario, mention.about)}."
        case "item":
            return f"{texts.capitalised(texts.the_item(now.scenario, mention.about))} can be seen here."
    return ""


def _names(mention: Mention, now: Situation) -> Iterator[Name]:
    match mention.sort:
        case "person":
            yield from names_of_person(mention.about, now)
        case "item":
            for called in (texts.item_name(now.scenario, mention.about), texts.humanise(mention.about)):
                name = _name(called)
                yield from (name, name[-1:])
        case "place":
            yield _name(texts.place_title(now, mention.about))
        case "thing":
            yield _name(mention.about)


def _name(called: str) -> Name:
    words = tuple(map(singular, words_in(called)))
    return words[1:] if words[:1] in {("the",), ("a",), ("an",)} else words


def _sentences(told: str) -> Iterator[str]:
    """Whole sentences; what is cut out of somebody's speech would say something else."""
    for paragraph in told.split("\n\n"):
        spoken = False
        for sentence in _SENTENCE.split(" ".join(paragraph.split())):
            marks = sum(map(sentence.count, '"“”'))
            whole = re.sub(r":$", ".", sentence.strip())
            if not spoken and not marks and whole.endswith((".", "!", "?")):
                yield whole
            spoken ^= bool(marks % 2)


def _speaks_of(sentence: str, names: frozenset[Name]) -> bool:
    words = [singular(word) for word in words_in(sentence)]
    return len(sentence) <= LONGEST and any(
        tuple(words[at : at + len(name)]) == name for name in names for at in range(len(words))
    )


def _ended(line: str) -> str:
    line = line.strip()
    return f"{line}." if line and line[-1].isalnum() else line
