"""A command in its long form, without what leads up to it: `please, could I have a look at` is `look at`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import WAYS, is_verb, stem
from worlds.rules.understanding.english.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIGHT_VERBS: Final = word_set("have take give make get do")
_ARTICLES: Final = word_set("a an another some one my the")
_GOING: Final = word_set("go walk head run get")
_TAKING_ALONG: Final = word_set("take bring lead carry")
_FELLOWS: Final = word_set("me us")


def without_lead_in(words: Sequence[str]) -> tuple[str, ...]:
    """A text from its command on; never nothing, if there was something."""
    rest = tuple(words)
    while True:
        lead = next((lead for lead in small.LEAD_INS if len(lead) < len(rest) and rest[: len(lead)] == lead), None)
        if lead is None:
            return rest
        rest = rest[len(lead) :]


def long_form(words: Sequence[str]) -> tuple[str, ...]:
    """`n` is `go north`, `take me to the inn` is `go to the inn`, `have a quick look at` is `look at`."""
    return _by_its_verb(_as_a_way(_without_manner(tuple(words))))


def _without_manner(words: tuple[str, ...]) -> tuple[str, ...]:
    while len(words) > 1 and len(words[0]) > 4 and words[0].endswith("ly") and not is_verb(stem(words[0])):
        words = words[1:]
    return ("wait", *words[2:]) if words[:2] == ("do", "nothing") else words


def _as_a_way(words: tuple[str, ...]) -> tuple[str, ...]:
    if words and len(words) <= 2 and words[-1] in small.DIRECTIONS and (len(words) == 1 or words[0] in _GOING):
        words = (*words[:-1], small.DIRECTIONS[words[-1]])
    if len(words) == 1 and words[0] in WAYS:
        return ("go", *words)
    if len(words) > 3 and words[0] in _TAKING_ALONG and words[1] in _FELLOWS:
        return ("go", *words[2:])
    return words


def _by_its_verb(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) < 3 or words[0] not in _LIGHT_VERBS or words[1] not in _ARTICLES:
        return words
    for at in range(2, min(5, len(words))):
        if words[at] in small.DONE_AS_NOUNS:
            return (*small.DONE_AS_NOUNS[words[at]].split(), *words[at + 1 :])
    return words
