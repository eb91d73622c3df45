"""Where worlds are found."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.page_cache import cached_for_strangers
from worlds.models import SharedWorld
from worlds.services.membership import directory
from worlds.services.membership.directory import STRANGER
from worlds.services.membership.invited import invitations_to
from worlds.services.membership.queue import QueueStatistics, queue_statistics
from worlds.services.membership.whereabouts import note_looking_around
from worlds.services.stories.catalogue import ScenarioSummary, scenario_summaries
from worlds.views.formatting import counted_noun, time_span
from worlds.views.shared.cards import Card, place_names, world_card
from worlds.views.shared.online import online_people
from worlds.wire.filters import WorldFilter

PAGE = 24  # cards
ORDERINGS = (
    ("-last_activity_at", "Recently active"),
    ("-player_count", "Most players"),
    ("-created_at", "Newest"),
    ("turn", "Fewest turns"),
)


@never_cache
@require_safe
@cached_for_strangers(*directory.TABLES)
def worlds_page(request: HttpRequest) -> HttpResponse:
    user_id = reader_id(request)
    if user_id != STRANGER:
        note_looking_around(user_id)
    known = directory.open_worlds(user_id=user_id).select_related("revision").defer("revision__content_text")
    wanted: Any = WorldFilter(_wish(request), queryset=known, request=request)  # type: ignore[no-untyped-call]  # the library has no types
    page = Paginator(wanted.qs if wanted.is_valid() else known.none(), PAGE).get_page(request.GET.get("page"))
    stories = scenario_summaries()
    context = {
        "here": "worlds",
        "invitations": invitations_to(user_id=user_id) if user_id != STRANGER else [],
        "queue": queue_words(queue_statistics()),
        "mine": _cards(known.lived_in_by(user_id), user_id, stories) if user_id != STRANGER else [],
        "found": [found for found in _cards(page, user_id, stories) if found.membership is None],
        "page": page,
        "stories": stories,
        "online": online_people(request, {story["id"]: story["name"] for story in stories}),
        "orderings": ORDERINGS,
        "wish": request.GET,
        "is_searched": any(request.GET.get(name) for name in ("search", "scenario_id", "has_room", "game_mode")),
    }
    return TemplateResponse(request, "worlds/shared/lobby.html", context)


def queue_words(told: QueueStatistics) -> str:
    """Empty while nobody waits."""
    if not told["waiting"]:
        return ""
    waiting = counted_noun(told["waiting"], "player is", "players are")
    wait = told["average_wait_seconds"]
    lately = "" if wait is None else f" Lately, finding company took {time_span(wait)} on average."
    return f"{waiting} waiting for others to join.{lately}"


def reader_id(request: HttpRequest) -> uuid.UUID:
    return request.user.pk if request.user.is_authenticated else STRANGER


def _wish(request: HttpRequest) -> dict[str, str]:
    """What the form asks for; an empty field asks for nothing."""
    given = {name: str(value) for name, value in request.GET.items() if value and "\0" not in str(value)}
    return {"ordering": ORDERINGS[0][0], **given}


def _cards(found: Iterable[SharedWorld] | Page[Any], user_id: uuid.UUID, stories: list[ScenarioSummary]) -> list[Card]:
    rows = list(found)
    told = directory.world_summaries(rows, user_id=user_id)
    return [world_card(world, stories=stories, places=place_names(row)) for row, world in zip(rows, told, strict=True)]
