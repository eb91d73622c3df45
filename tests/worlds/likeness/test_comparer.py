"""What is kept of an author's texts: enough to be quick, never more than a bound, and nothing of players."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
import pytest

from worlds.likeness import comparer
from worlds.likeness.comparer import Comparer
from worlds.likeness.vectors import cosines, unit


class Letters:
    """Vectors that count letters; it remembers what it was asked."""

    instant: ClassVar[bool] = True
    name = "letters"

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def knows(self, language: str) -> bool:
        return True

    def embed(self, texts: Sequence[str]) -> Any:
        self.asked.append(tuple(texts))
        return np.array([[text.lower().count(chr(97 + place)) for place in range(26)] for text in texts], np.float32)


@pytest.fixture
def letters() -> Letters:
    return Letters()


def test_texts_and_their_words_are_compared(letters: Letters) -> None:
    found = Comparer(letters).compare("a cab", ("back", "zoo"))
    assert found.texts == {"back": 0.816, "zoo": 0.0}
    assert found.words == {"a": {"back": 0.5}, "cab": {"back": 0.866}}


def test_what_an_author_wrote_is_asked_for_once(letters: Letters) -> None:
    one = Comparer(letters)
    one.compare("cab", ("Take the pole", "Try the door"))
    one.compare("abc", ("Take the pole", "Try the door"))
    assert letters.asked[1:] == [("abc", "abc")]


def test_what_a_player_typed_is_not_kept(letters: Letters) -> None:
    one = Comparer(letters)
    one.compare("my secret", ("Take the pole",))
    [written] = one._kept.values()
    assert "secret" not in written.words
    assert written.rows.base is None


def test_the_vectors_that_were_used_longest_ago_make_room(letters: Letters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparer, "KEPT", 600)
    one = Comparer(letters)
    for text in ("oak", "elm", "oak", "ash"):
        one.compare("tree", (text,))
    assert one.kept_bytes <= comparer.KEPT
    assert set(one._kept) == {("oak",), ("ash",)}


def test_a_node_that_is_greater_than_the_bound_is_compared_all_the_same(
    letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparer, "KEPT", 10)
    one = Comparer(letters)
    assert one.compare("oak", ("oak",)).texts == {"oak": 1.0}
    assert one.kept_bytes == 0


def test_a_row_of_zeros_is_like_nothing() -> None:
    rows = unit(np.array([[0.0, 0.0], [3.0, 4.0]], np.float32))
    assert cosines(rows, rows).tolist() == [[0.0, 0.0], [0.0, 1.0]]
