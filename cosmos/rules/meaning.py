"""The words of an idea by which it is compared with others, for embedders that take the mean of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from worlds.rules.understanding.english.kinds import KINDS
from worlds.rules.understanding.english.small_words import LIGHT
from worlds.rules.understanding.english.tables import stem

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def meaningful_words(text: str) -> str:
    """The words of a text without English stop words, each thing with the kind that it is of: `heron` with `animal`.

    The text itself where nothing else is left.
    """
    return " ".join(_kept(text)) or text


def _kept(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        if word not in LIGHT:
            yield word
            kind = _KIND_OF.get(stem(word), word)
            if kind != word:
                yield kind


def _kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in KINDS.strip().splitlines():
        names, _, things = line.partition("|")
        for word in (*things.split(), *names.split()):
            found.setdefault(stem(word), names.split()[0])
    return found


_KIND_OF: Final = _kinds()
