"""A player's page, and their picture."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.page_cache import cached_for_strangers
from profiles.services import pictures, play_history, profile
from profiles.services.achievements import unearned_rules
from profiles.services.play_history import Coverage
from profiles.views import weeks
from profiles.views.relations import MuteForm
from relations.services.beside import find_relations
from worlds.rules.grid import CELLS
from worlds.rules.grid_words import cell_words
from worlds.views.grid_widget import Nine, nine_cells

A_YEAR = 365 * 24 * 60 * 60  # seconds
# A picture opened by itself runs nothing and fetches nothing.
LOCKED = "default-src 'none'; sandbox"


@never_cache
@require_safe
@cached_for_strangers(*profile.TABLES)
def player_page(request: HttpRequest, user_id: str) -> HttpResponse:
    """Whom it shows and how much of them is judged by the service; a stranger may look."""
    found = profile.profile_of(user_id=user_id, reader_id=request.user.pk)
    shown = {
        "profile": found,
        "player": found.user,
        "numbers": number_lines(found.stats) if found.stats else None,
        "coverage": [(story, grid_of(story), cells_met(story)) for story in found.coverage or ()],
        "ahead": unearned_rules(found.awards or ()) if found.is_own else (),
        "chart": weeks.weeks_chart(play_history.turns_by_week(found.user.pk)) if found.activity is not None else None,
        **_beside(found, request),
        "here": "profile" if found.is_own else "",
    }
    return TemplateResponse(request, "profiles/player.html", shown)


def _beside(found: profile.Profile, request: HttpRequest) -> dict[str, Any]:
    """What the reader has decided about somebody else, for the buttons; nothing for strangers and of oneself."""
    if request.user.pk is None or found.is_own:
        return {}
    other = found.user.short_id
    relation = find_relations(user_id=request.user.pk, others=[other])[other]
    return {"relation": relation, "mute_form": MuteForm()}


def number_lines(stats: profile.Stats) -> list[tuple[int, str]]:
    return [
        (stats.scenarios_completed, "story finished" if stats.scenarios_completed == 1 else "stories finished"),
        (stats.total_turns, "turn" if stats.total_turns == 1 else "turns"),
        (
            stats.unique_cells,
            "cell reached in finished stories" if stats.unique_cells == 1 else "cells reached in finished stories",
        ),
        (stats.gold_completions, "gold game" if stats.gold_completions == 1 else "gold games"),
        (
            stats.improvisations_shared,
            "improvisation shared" if stats.improvisations_shared == 1 else "improvisations shared",
        ),
        (
            stats.improvisations_accepted,
            "improvisation approved" if stats.improvisations_accepted == 1 else "improvisations approved",
        ),
    ]


def grid_of(story: Coverage) -> Nine:
    return nine_cells(story.cells, tier=story.tier)


def cells_met(story: Coverage) -> list[str]:
    """The cells that were reached, in the order of the grid."""
    return [cell_words(cell) for cell in CELLS if cell in story.cells]


@require_safe
def avatar_image(_request: HttpRequest, user_id: str, version: str) -> HttpResponse:
    """Somebody's picture. An address that carries its version never shows another, and is kept for a year."""
    shown = pictures.find_picture(user_id=user_id)
    response = HttpResponse(shown.content, content_type=shown.content_type)
    is_present = version == shown.version
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_present else "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = LOCKED
    return response
