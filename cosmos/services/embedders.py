"""What turns ideas into vectors, as KLEENE_EMBEDDER chooses; loaded once in a process."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

from cosmos import limits
from cosmos.rules.chunks import chunks_of
from cosmos.rules.meaning import meaningful_words
from cosmos.services.likeness_kind import HASHED, WORD_VECTORS, kind_of_likeness
from worlds.likeness.vectors import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.likeness.protocol import Embedder
    from worlds.likeness.vectors import Vectors

PLACES: Final = 256  # numbers of a hashed vector
GRAMS: Final = (3, 4)  # letters of a piece


class HashedGrams:
    """Counts pieces of three and four letters, each at the place that its hash names; texts of any language."""

    instant: ClassVar[bool] = True
    name = HASHED

    def knows(self, language: str) -> bool:
        return True

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), PLACES), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            plain = f" {' '.join(text.casefold().split())} "
            for length in GRAMS:
                for at in range(len(plain) - length + 1):
                    row[_place(plain[at : at + length])] += 1
        return rows


class IdeaVectors:
    """Word vectors of what an idea says: stop words are left out, and the kinds of things are added (`rules.meaning`)."""

    instant: ClassVar[bool] = True
    name = WORD_VECTORS

    def __init__(self, words: Embedder) -> None:
        self._words = words

    def knows(self, language: str) -> bool:
        return self._words.knows(language)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._words.embed([meaningful_words(text) for text in texts])


def chosen_embedder() -> Embedder:
    """The chosen one. Raises ImproperlyConfigured for a service that lacks a setting, OSError without word vectors."""
    return _chosen()


def vectors_of(texts: Sequence[str]) -> Vectors:
    """A row of length 1 for each text. Raises NoVectors. Not to be called under a lock: it may ask a service."""
    return unit(np.asarray(chosen_embedder().embed(texts), dtype=np.float32))


def vector_of_text(text: str) -> Vectors:
    """One row of length 1, as it is kept for the star of a text. Raises NoVectors."""
    return mean_of(vectors_of(chunks_of(text, most=limits.CHUNKS)))


def mean_of(rows: Vectors) -> Vectors:
    """One row of length 1 for the pieces of a text, rounded as it is kept."""
    mean: Vectors = unit(rows.mean(axis=0, keepdims=True))[0].astype(np.float16)
    return mean


@cache
def _chosen() -> Embedder:
    kind = kind_of_likeness()
    if kind == HASHED:
        return HashedGrams()
    if kind == WORD_VECTORS:
        return IdeaVectors(_word_vectors())
    from worlds.likeness.embedding_service import EmbeddingService

    return EmbeddingService(settings.KLEENE_EMBEDDER)


def _word_vectors() -> Embedder:
    """Those by which typed words are read, where they are: a second copy would cost the process 70 MB."""
    from worlds.likeness import chosen
    from worlds.likeness.word_vectors import WordVectors

    comparer = chosen.loaded().comparer if settings.KLEENE_LIKENESS == WORD_VECTORS else None
    return WordVectors() if comparer is None else comparer.embedder


def _place(piece: str) -> int:
    return int.from_bytes(hashlib.blake2b(piece.encode(), digest_size=4).digest()) % PLACES


@receiver(setting_changed, dispatch_uid="cosmos.embedders")
def _choose_again(*, setting: str, **_: object) -> None:
    if setting == "KLEENE_EMBEDDER" or setting.startswith("LIKENESS_"):
        _chosen.cache_clear()
