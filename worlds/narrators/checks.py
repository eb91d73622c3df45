"""A wrong KLEENE_NARRATOR stops the start with one sentence rather than the first improvisation with a traceback."""

from __future__ import annotations

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from worlds.narrators import chosen


@register()
def narrator_can_be_made(**_: object) -> list[CheckMessage]:
    try:
        chosen.narrator()
    except ImproperlyConfigured as mistake:
        return [Error(str(mistake), id="worlds.E001")]
    return []
