"""How to play, for people who have never played a text adventure."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.page_cache import cached_for_strangers
from worlds.services.typed_commands.table import GROUPS, permissions_of
from worlds.services.typed_commands.verbs import Verb
from worlds.views.grid_widget import grid_explained


class CommandTold(NamedTuple):
    """How a command is typed, what it does, and its other names."""

    typed: str
    does: str
    others: str


@never_cache
@require_safe
@cached_for_strangers()
def help_page(request: HttpRequest) -> HttpResponse:
    told = {"here": "help", "nine": grid_explained(), "commands": commands_told(request.user.pk)}
    return TemplateResponse(request, "worlds/help.html", told)


def commands_told(reader: uuid.UUID | None) -> list[tuple[str, list[CommandTold]]]:
    """The typed commands that the reader may use, by group, as the table of commands has them; None reads as a stranger."""
    may = frozenset[str]() if reader is None else permissions_of(reader)
    groups = [(title, [_told(verb) for verb in verbs if verb.is_allowed(may)]) for title, verbs in GROUPS]
    return [(title, told) for title, told in groups if told]


def _told(verb: Verb) -> CommandTold:
    where = {"world": " In company only.", "alone": " Alone only."}.get(verb.where, "")
    others = ", ".join(f"/{name}" for name in verb.aliases)
    return CommandTold(f"/{verb.name} {verb.usage}".strip(), f"{verb.help}{where}", others)
