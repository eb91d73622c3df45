"""The page of one star, and the way to it from an idea."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cosmos import limits
from cosmos.models import CosmosEntry
from cosmos.services import reading, similar
from cosmos.services.previewing import way_to_star
from cosmos.views.company import CommentForm, company_of
from cosmos.views.sky import likeness_words
from cosmos.views.star_card import alike_cards, star_cards
from worlds.models import Scenario
from worlds.views.access import PlayerRequest, player_required

NO_STAR: Final = "This idea has no star: only ideas that are in review or approved have one."


@player_required
@never_cache
@require_safe
def star_page(request: PlayerRequest, entry_id: str) -> HttpResponse:
    """The page; or for the drawing of the sky, which asks as htmx does, what the list tells of it. Raises NotFound."""
    entry = reading.find_entry(entry_id)
    if request.htmx:
        return render(request, "cosmos/parts/told.html", {"star": star_cards([entry])[0]})
    return render_star(request, entry)


def render_star(request: PlayerRequest, entry: CosmosEntry, form: CommentForm | None = None) -> HttpResponse:
    """The page of a star; with `form`, a comment that was refused stands in it again."""
    context = {
        "here": "cosmos",
        "star": star_cards([entry])[0],
        "near": alike_cards(similar.similar_to(entry.short_id, limit=limits.NEAREST)),
        "likeness": likeness_words(),
        "is_own": entry.improvisation.author_id == request.player.pk,
        "there": way_to_star(entry),
        "is_playable": Scenario.objects.playable().filter(pk=entry.scenario_id).exists(),
    }
    return render(request, "cosmos/star.html", context | company_of(request, entry, form))


@player_required
@never_cache
@require_safe
def star_of_idea(request: PlayerRequest, improvisation_id: str) -> HttpResponse:
    """Lead from an improvisation that the reader may see to its star, or back where it has none. Raises NotFound."""
    entry = reading.find_star_of_idea(reader_id=request.player.pk, improvisation_id=improvisation_id)
    if entry is None:
        messages.info(request, NO_STAR)
        return redirect("improvisation", improvisation_id)
    return redirect("star", entry.short_id)
