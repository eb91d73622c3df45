"""The word vectors with every sum in double precision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

if TYPE_CHECKING:
    from worlds.likeness.word_vectors import WordVectors


class InDoublePrecision:
    """The same vectors, with every sum in double precision."""

    instant: ClassVar[bool] = True
    name = "double"

    def __init__(self, of: WordVectors) -> None:
        self._model: Any = of._model
        self._rows = self._model.embedding.astype(np.float64)

    def knows(self, language: str) -> bool:
        return True

    def embed(self, texts: Any) -> Any:
        tokens = [self._model.tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
        return np.stack([self._rows[ids].mean(axis=0) if ids else np.zeros(256) for ids in tokens])
