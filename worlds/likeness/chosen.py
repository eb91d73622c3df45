"""What the setting KLEENE_LIKENESS chooses, loaded once in a process."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

from common.readiness import memory_used

if TYPE_CHECKING:
    from worlds.likeness.comparer import Comparer

WORD_VECTORS: Final = "wordllama"
TOKENS: Final = "tokens"
SETTINGS: Final = "LIKENESS_"

log = structlog.get_logger("kleene.likeness")
_loading: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Loaded:
    """`comparer` None: texts are read by their words alone. `trouble` says why, where something else was chosen."""

    comparer: Comparer | None
    seconds: float = 0.0
    megabytes: int = 0  # by which the process grew
    trouble: str = ""

    def __str__(self) -> str:
        if self.comparer is None:
            return f"tokens alone{self.trouble and f': {self.trouble}'}"
        return f"{self.comparer.embedder.name}, loaded in {self.seconds:.1f} s, {self.megabytes} MB"


def loaded() -> Loaded:
    """Loads what was chosen, if that has not been done. Raises ImproperlyConfigured when a service lacks a setting."""
    # The cache alone would let the first two callers load one each.
    with _loading:
        return _loaded()


@cache
def _loaded() -> Loaded:
    if settings.KLEENE_LIKENESS == TOKENS:
        return Loaded(None)
    began, before = time.perf_counter(), memory_used()
    try:
        made = _made()
    except (ImportError, OSError, ValueError) as trouble:
        log.error("likeness cannot be loaded", why=str(trouble))
        return Loaded(None, trouble=f"{WORD_VECTORS} cannot be loaded: {trouble}")
    return Loaded(made, time.perf_counter() - began, (memory_used() - before) // 2**20)


def _made() -> Comparer:
    # Imported only where they are wanted: a process that compares nothing holds neither numpy nor vectors.
    from worlds.likeness.comparer import Comparer

    if settings.KLEENE_LIKENESS == WORD_VECTORS:
        from worlds.likeness.word_vectors import WordVectors

        return Comparer(WordVectors())
    from worlds.likeness.embedding_service import EmbeddingService

    return Comparer(EmbeddingService())


@receiver(setting_changed, dispatch_uid="worlds.likeness.chosen")
def _choose_again(*, setting: str, **_: object) -> None:
    if setting == "KLEENE_LIKENESS" or setting.startswith(SETTINGS):
        _loaded.cache_clear()
