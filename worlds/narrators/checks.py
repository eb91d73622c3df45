"""A narrator that cannot be made stops the start with one sentence rather than the first improvisation with a traceback."""

from __future__ import annotations

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from common.model_services.service import travels_unread
from worlds.narrators import chosen


@checks.register()
def narrator_can_be_made(**_: object) -> list[checks.CheckMessage]:
    try:
        chosen.narrator()
    except ImproperlyConfigured as mistake:
        return [checks.Error(str(mistake), id="worlds.E001")]
    return []


@checks.register()
def narrators_key_travels_unread(**_: object) -> list[checks.CheckMessage]:
    if travels_unread(settings.NARRATOR_URL, settings.NARRATOR_KEY):
        return []
    said = "NARRATOR_KEY is sent unencrypted, because NARRATOR_URL is not an https address."
    return [checks.CheckMessage(checks.WARNING, said, id="worlds.W001")]
