"""The narrator that the setting KLEENE_NARRATOR names: another one needs no change here."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.module_loading import import_string

from worlds.narrators.protocol import Narrator

SETTING = "KLEENE_NARRATOR"


@cache
def narrator() -> Narrator:
    """The chosen narrator, made once. Raises ImproperlyConfigured when the setting names none."""
    path = settings.KLEENE_NARRATOR
    try:
        made = import_string(path)()
    except (ImportError, TypeError) as mistake:
        raise _wrong(path, str(mistake)) from mistake
    return _checked(made, path)


def _checked(made: object, path: str) -> Narrator:
    missing = [part for part in ("instant", "name", "version", "rule") if not hasattr(made, part)]
    if missing:
        raise _wrong(path, f"it has no {' and no '.join(missing)}")
    narrator: Narrator = made  # type: ignore[assignment]  # a protocol cannot be asked for at run time
    return narrator


def _wrong(path: object, why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"{SETTING} must be the dotted path of a narrator class such as "
        f"worlds.narrators.templates.TemplateNarrator, not {path!r}: {why}."
    )


@receiver(setting_changed, dispatch_uid="worlds.narrators.chosen")
def _choose_again(*, setting: str, **_: object) -> None:
    if setting == SETTING or setting.startswith("NARRATOR_"):
        narrator.cache_clear()
