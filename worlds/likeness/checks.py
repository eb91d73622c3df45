"""What is wrong with how texts are compared is said before the first of them: an error stops the start, a warning does not."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from common.model_services.service import travels_unread
from worlds.likeness.chosen import TOKENS, WORD_VECTORS


@checks.register()
def likeness_service_is_set_up(**_: object) -> list[checks.CheckMessage]:
    if settings.KLEENE_LIKENESS in {TOKENS, WORD_VECTORS}:
        return []
    from worlds.likeness.embedding_service import configured

    try:
        configured()
    except ImproperlyConfigured as mistake:
        return [checks.Error(str(mistake), id="worlds.E002")]
    return []


@checks.register()
def word_vectors_are_there(**_: object) -> list[checks.CheckMessage]:
    """Looks for the files alone: to load them takes longer than most commands run."""
    if settings.KLEENE_LIKENESS != WORD_VECTORS or _has_weights():
        return []
    said = "The vectors of the package wordllama are not installed: typed texts are read by their words alone."
    hint = "Install requirements.txt, or set KLEENE_LIKENESS=tokens."
    return [checks.CheckMessage(checks.WARNING, said, hint=hint, id="worlds.W002")]


@checks.register()
def likeness_key_travels_unread(**_: object) -> list[checks.CheckMessage]:
    if travels_unread(settings.KLEENE_LIKENESS, settings.LIKENESS_KEY):
        return []
    said = "LIKENESS_KEY is sent unencrypted, because KLEENE_LIKENESS is not an https address."
    return [checks.CheckMessage(checks.WARNING, said, id="worlds.W003")]


def _has_weights() -> bool:
    package = find_spec("wordllama")
    folders = [] if package is None else package.submodule_search_locations or []
    return any(any(Path(folder, "weights").glob("*.safetensors")) for folder in folders)
