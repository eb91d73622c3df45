"""Parser mode: typed commands matched to the options that an author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.lexicon import lexicon
from worlds.rules.offering import node_of, standing
from worlds.rules.understanding.exact import terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.offering import Standing
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation

ACCEPTED: Final = 0.6  # the share of the typed words that an option's text must hold

_ARTICLES: Final = frozenset({"a", "an", "the"})
_LEAD_INS: Final = frozenset({"i", "please", "then", "now"})
_SETTING_OUT: Final = ("go", "and")  # "go and look" is looking: what is done comes after it
_DIRECTIONS: Final = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "u": "up",
    "d": "down",
    "ne": "northeast",
    "nw": "northwest",
    "se": "southeast",
    "sw": "southwest",
}
_WAYS: Final = frozenset(_DIRECTIONS.values())
# Verbs that people take for one another; an author's word and a player's meet at the first of a line.
_SYNONYMS: Final = {
    verb: group[0]
    for group in (
        ("go", "walk", "head", "run", "travel", "move"),
        ("take", "get", "grab", "pick"),
        ("examine", "look", "inspect", "study", "x"),
        ("attack", "fight", "hit", "kill", "strike"),
        ("talk", "speak", "say", "tell"),
        ("give", "offer", "hand"),
        ("drop", "leave"),
        ("flee", "escape"),
        ("shut", "close"),
    )
    for verb in group
}


def match(text: str, now: Situation) -> tuple[Option, Standing] | None:
    """The option of this node that a typed text means, open or not; of equal ones an open one, then the first.

    The first verbs must agree, and at least 0.6 of the typed words must stand in the option's text.
    """
    typed = _command_words(terms_in(text))
    found = sorted(_scored(typed, now), key=lambda scored: (-scored[0], not scored[2].open)) if typed else []
    return found[0][1:] if found else None


def _scored(typed: Sequence[str], now: Situation) -> Iterator[tuple[float, Option, Standing]]:
    node = node_of(now)
    texts = lexicon(now.scenario).options[node.id]
    for option in node.options:
        score = _score(typed, _command_words(texts[option.id]))
        if score >= ACCEPTED and not option.retired:
            yield score, option, standing(option, now)


def _score(typed: Sequence[str], written: Sequence[str]) -> float:
    if not written or _verb(typed[0]) not in _verbs(written):
        return 0.0
    known = {_verb(word) for word in written}
    return sum(_verb(word) in known for word in typed) / len(typed)


def _verbs(written: Sequence[str]) -> set[str]:
    """The verbs that a line may be called by: its first word, and what somebody sets out to do."""
    sets_out = tuple(written[:2]) == _SETTING_OUT
    return {_verb(word) for word in (written[:1] if not sets_out else (written[0], *written[2:3]))}


def _command_words(words: Sequence[str]) -> list[str]:
    """A command in its long form: `n`, `north` and `go n` are all `go north`."""
    kept = [_DIRECTIONS.get(word, word) for word in words if word not in _ARTICLES]
    while len(kept) > 1 and kept[0] in _LEAD_INS:
        kept = kept[1:]
    return ["go", *kept] if kept and kept[0] in _WAYS else kept


def _verb(word: str) -> str:
    return _SYNONYMS.get(word, word)
