"""Which likeness the setting KLEENE_EMBEDDER chooses, by name: nothing is loaded to say so."""

from __future__ import annotations

from typing import Final

from django.conf import settings

HASHED: Final = "hashed"
WORD_VECTORS: Final = "wordllama"
# Raised with every change of how vectors are made, which makes those that are stored incomparable.
VERSIONS: Final = {WORD_VECTORS: "wordllama 2"}


def kind_of_likeness() -> str:
    """What readers are told: `wordllama`, `hashed`, or `service`."""
    chosen = settings.KLEENE_EMBEDDER
    return str(chosen) if chosen in {HASHED, WORD_VECTORS} else "service"


def embedder_name() -> str:
    """Under which vectors are kept: those of another embedder are never compared with them."""
    kind = kind_of_likeness()
    return VERSIONS.get(kind, kind) if kind != "service" else f"service:{settings.LIKENESS_MODEL}"[:80]
