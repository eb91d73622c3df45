"""Telling people of one name apart: the second Ann of a world is Ann (2)."""

from collections.abc import Collection

from common.folding import folded


def marked(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"


def number_for(name: str, taken: Collection[str]) -> int:
    """The first number that tells `name` apart from these names, compared folded; 1 for an empty name."""
    known, number = frozenset(map(folded, taken)), 1
    while name and folded(marked(name, number)) in known:
        number += 1
    return number
