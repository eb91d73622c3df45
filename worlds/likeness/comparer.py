"""Comparing typed texts with texts that an author wrote, whose vectors are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.likeness.comparison import Comparison
from worlds.likeness.vectors import at_least, cosines, unit
from worlds.rules.understanding.exact import terms_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worlds.likeness.protocol import Embedder
    from worlds.likeness.vectors import Vectors

KEPT: Final = 64 * 2**20  # bytes of vectors in one process
ALIKE: Final = 0.2  # words that are less alike than this are not alike at all


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of one node's options and the words in them, with a row for each, in this order."""

    texts: tuple[str, ...]
    words: tuple[str, ...]
    rows: Vectors


class Comparer:
    """Safe to use from threads. The vectors of the texts that were compared last are kept, KEPT bytes of them."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        # By the texts themselves: a revision that repeats a node finds its vectors made.
        self._kept: OrderedDict[tuple[str, ...], Written] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def kept_bytes(self) -> int:
        with self._lock:
            return self._size()

    def compare(self, typed: str, texts: tuple[str, ...]) -> Comparison:
        """Raises NoVectors."""
        said = (typed, *_words([typed]))
        written = self._known(texts)
        if written is None:
            words = _words(texts)
            rows = unit(self.embedder.embed((*said, *texts, *words)))
            # Copied, or a slice would hold the whole of it, and what was typed, for as long as it is kept.
            written = self._keep(Written(texts, words, rows[len(said) :].copy()))
        else:
            rows = unit(self.embedder.embed(said))
        return _comparison(said, rows[: len(said)], written)

    def _known(self, texts: tuple[str, ...]) -> Written | None:
        with self._lock:
            found = self._kept.get(texts)
            if found is not None:
                self._kept.move_to_end(texts)
            return found

    def _keep(self, written: Written) -> Written:
        with self._lock:
            self._kept[written.texts] = written
            while self._size() > KEPT:
                self._kept.popitem(last=False)
        return written

    def _size(self) -> int:
        return sum(written.rows.nbytes for written in self._kept.values())


def _comparison(said: Sequence[str], rows: Vectors, written: Written) -> Comparison:
    count = len(written.texts)
    table = cosines(rows, written.rows)
    words: dict[str, dict[str, float]] = {}
    for one, other, alike in at_least(ALIKE, table[1:, count:]):
        words.setdefault(said[1 + one], {})[written.words[other]] = alike
    return Comparison(dict(zip(written.texts, table[0, :count].tolist(), strict=True)), words)


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for text in texts for word in terms_in(text)))
