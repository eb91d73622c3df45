"""What else a player may call a thing of the scene: by a word of the same meaning, by its kind, by a part of it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english.kinds import KINDS, PARTS
from worlds.rules.understanding.english.tables import NONE, NOUN_GROUPS, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from worlds.rules.names_of_people import Name
    from worlds.rules.scene_names import Mention


def _sides(table: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    lines = (line.split(" | ") for line in table.strip().splitlines())
    return [(frozenset(map(stem, one.split())), frozenset(map(stem, other.split()))) for one, other in lines]


def _by_each(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for called, meant in pairs:
        for word in called:
            found[word] = found.get(word, frozenset()) | meant
    return found


# The hearth is a hearthstone, the fire a fireplace.
_SECOND_PARTS: Final = frozenset(
    {"stone", "rug", "place", "side", "board", "step", "top", "sill", "way", "house", "pot", "work"}
)
_MEMBERS: Final = _by_each(_sides(KINDS))
_WHOLES: Final = _by_each((parts, wholes) for wholes, parts in _sides(PARTS))


def _begins(name: str, word: str) -> bool:
    return name.startswith(word) and name.removeprefix(word) in _SECOND_PARTS


def by_another_name(word: str, names: Mapping[Name, Mention]) -> Mention | None:
    """What of the scene is meant by a word that it does not use: the first by the beginning of its name or the word's meaning, else by its kind, else as its whole."""
    one = stem(word)
    heads = [(stem(name[-1]), mention) for name, mention in names.items()]
    compounds = (mention for name, mention in names.items() if _begins(name[-1], word))
    groups = NOUN_GROUPS.get(one, NONE)
    alike = (mention for head, mention in heads if groups & NOUN_GROUPS.get(head, NONE))
    kinds = (mention for head, mention in heads if head in _MEMBERS.get(one, frozenset()))
    wholes = (mention for head, mention in heads if head in _WHOLES.get(one, frozenset()))
    return next(chain(compounds, alike, kinds, wholes), None)
