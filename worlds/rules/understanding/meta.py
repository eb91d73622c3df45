"""Questions about the game rather than deeds in the story, in the wordings that people use.

A text is such a question when the whole of it is: courtesies and lead-ins are taken off both ends, and what is left must
be one of the wordings of a topic. "help the dragon" is a deed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import re2

from worlds.rules.understanding.meta_wordings import AFTERWARDS, BEFOREHAND, TOPICS
from worlds.rules.understanding.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST: Final = 24  # words; nobody asks for the map in more
_CLAUSE: Final = re.compile(r"[.,;:!?()\u2013\u2014\n]+|\s-+\s")
# Said in passing these words are too common to be questions: they count only when they are all that was typed.
_WHOLE_ONLY: Final = frozenset({"look", "again", "save", "quit", "load"})


def _pattern(wordings: str) -> re2._Regexp:
    return re2.compile("|".join(f"(?:{line.strip()})" for line in wordings.strip().splitlines()))


_BEFORE: Final = _pattern(BEFOREHAND)
_AFTER: Final = _pattern(AFTERWARDS)
_TOPICS: Final = {topic: _pattern(wordings) for topic, wordings in TOPICS.items()}


def topic_of(text: str) -> str | None:
    """What a question about the game is about; None when the text belongs to the story."""
    if text.strip() in {"?", "??", "???"}:
        return "help"
    words = plain_words(text)
    if not words or len(words) > _LONGEST:
        return None
    return _topic(words) or _in_passing(text)


def _in_passing(text: str) -> str | None:
    """The question among what else was said: `oh no, undo that`."""
    clauses = [plain_words(clause) for clause in _CLAUSE.split(text)]
    spoken = [clause for clause in clauses if clause]
    if len(spoken) < 2:
        return None
    found = [_topic(clause) for clause in (spoken[-1], spoken[0])]
    return next((topic for topic in found if topic and topic not in _WHOLE_ONLY), None)


def _topic(words: Sequence[str]) -> str | None:
    for wording in _cores(" ".join(words)):
        for topic, pattern in _TOPICS.items():
            if pattern.fullmatch(wording):
                return topic
    return None


def _cores(wording: str) -> Iterator[str]:
    """A wording with fewer and fewer courtesies around it."""
    yield wording
    bare = _without_end(wording)
    if bare != wording:
        yield bare
    while True:
        found = _BEFORE.match(wording)
        if found is None or found.end() >= len(wording):
            return
        wording = wording[found.end() :].strip()
        yield wording
        yield _without_end(wording)


def _without_end(wording: str) -> str:
    words = wording.split()
    while len(words) > 1 and _AFTER.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)
