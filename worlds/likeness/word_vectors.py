"""Static vectors of words, which come with the package `wordllama`: nothing is downloaded, and nobody is asked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

# Texts are short; and threads of the library's own would not outlive the fork of the server's processes.
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import numpy as np
import wordllama

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.likeness.vectors import Vectors

LANGUAGE: Final = "en"
BATCH: Final = 16  # texts


class WordVectors:
    """A text's vector is the mean of its words'. Raises OSError when it is made without the package's files."""

    instant: ClassVar[bool] = True
    name = "wordllama"

    def __init__(self) -> None:
        folder = Path(wordllama.__file__).parent
        self._model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)

    def knows(self, language: str) -> bool:
        return language.partition("-")[0].lower() == LANGUAGE

    def embed(self, texts: Sequence[str]) -> Vectors:
        # A batch is filled up to its longest text: those that go together are of about one length.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        rows: Vectors = self._model.embed([texts[place] for place in order], batch_size=BATCH)
        found = np.empty_like(rows)
        found[order] = rows
        return found
