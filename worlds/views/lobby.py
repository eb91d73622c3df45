"""Where stories are found: the lobby, and a player's own shelf."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.page_cache import cached_for_strangers
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.membership.whereabouts import note_looking_around
from worlds.services.stories.catalogue import TABLES, ScenarioSummary, scenario_summaries
from worlds.views.access import PlayerRequest, player_required
from worlds.views.grid_widget import Nine, grid_explained, nine_cells

UNFINISHED_SHOWN = 4
ORDERS: Final = {"": "By name", "shortest": "Shortest first"}
SHELF = 200  # the stories a shelf shows; older ones stay reachable over the API


@never_cache
@require_safe
@cached_for_strangers(*TABLES)
def home_page(request: HttpRequest) -> HttpResponse:
    offered, unfinished = scenario_summaries(), _unfinished(request)
    order = request.GET.get("order", "") if request.GET.get("order") in ORDERS else ""
    if request.user.is_authenticated:
        note_looking_around(request.user.pk)
    context = {
        "here": "home",
        "stories": [_shown(story) for story in sorted_stories(offered, order)],
        "orders": [(name, label, name == order) for name, label in ORDERS.items()],
        "first": _first(offered),
        "unfinished": unfinished,
        **_grid(unfinished, request),
    }
    return TemplateResponse(request, "worlds/home.html", context)


@player_required
@never_cache
@require_safe
def shelf_page(request: PlayerRequest) -> HttpResponse:
    owned = [game for game in sessions.list_owned(user_id=request.player.pk)[:SHELF] if not _is_past_preview(game)]
    context = {
        "here": "shelf",
        "unfinished": [session for session in owned if session.is_active],
        "finished": [session for session in owned if not session.is_active],
    }
    return render(request, "worlds/shelf.html", context)


def _is_past_preview(game: GameSession) -> bool:
    return game.is_preview and not game.is_active


def sorted_stories(offered: list[ScenarioSummary], order: str) -> list[ScenarioSummary]:
    """Stories in one of ORDERS, by name for any other; those whose author names no minutes come last."""
    if order != "shortest":
        return offered
    return sorted(offered, key=lambda story: (story["minutes"] is None, story["minutes"] or 0))


def _shown(story: ScenarioSummary) -> tuple[ScenarioSummary, Nine, str]:
    """A story with its cells, and its language by name."""
    language = LANG_INFO.get(story["language"], {}).get("name", story["language"])
    return story, nine_cells(story["cells"], tier=story["tier"]), language


def _first(offered: list[ScenarioSummary]) -> ScenarioSummary | None:
    """The story that a newcomer is given: the one the settings name, else the shortest that has something to decide."""
    named = (story for story in offered if story["id"] == settings.FIRST_STORY)
    return next(named, None) or min(offered, key=lambda story: story["nodes"], default=None)


def _unfinished(request: HttpRequest) -> list[GameSession]:
    if isinstance(request.user, AnonymousUser):
        return []
    return list(sessions.list_owned(user_id=request.user.pk).without_previews().active()[:UNFINISHED_SHOWN])


def _grid(unfinished: list[GameSession], request: HttpRequest) -> dict[str, object]:
    """How far the newest game of a player has come; for somebody without one the grid explained."""
    game = unfinished[0] if unfinished else _newest_game(request)
    if game is None:
        return {"nine": grid_explained()}
    return {"nine": nine_cells(game.cells, tier=game.tier), "nine_of": game.revision.scenario.name}


def _newest_game(request: HttpRequest) -> GameSession | None:
    if not request.user.is_authenticated:
        return None
    return sessions.list_owned(user_id=request.user.pk).without_previews().first()
