"""The sky as a page: a list of its stars that is read and searched without a script."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cosmos import limits
from cosmos.services import authors, reading, similar
from cosmos.services.clustering_kind import NONE, kind_of_clusters
from cosmos.services.likeness_kind import kind_of_likeness
from cosmos.views.forms import SkyForm
from cosmos.views.star_card import star_cards
from worlds.models import Scenario
from worlds.views.access import PlayerRequest, player_required

LIKENESS: Final = {
    "wordllama": "by the meaning of their words",
    "hashed": "by pieces of their words",
    "service": "by the meaning of their sentences",
}
UNGROUPED: Final = {NONE: "This site groups no stars into constellations."}
FILTERS: Final = ("scenario_id", "cell", "author", "day")


@player_required
@never_cache
@require_safe
def sky_page(request: PlayerRequest) -> HttpResponse:
    form = SkyForm(request.GET)
    context: dict[str, Any] = {
        "here": "cosmos",
        "form": form,
        "wish": request.GET,
        "stories": Scenario.objects.playable().values_list("slug", "name"),
        "authors": authors.list_authors(),
        "likeness": likeness_words(),
        "ungrouped": UNGROUPED.get(kind_of_clusters(), "There are no constellations yet."),
        "narrowing": urlencode(narrowing_of(request)),
        "is_narrowed": any(request.GET.get(name) for name in FILTERS),
        "is_searched": bool(request.GET.get("q", "").strip()),
    }
    return render(request, "cosmos/sky.html", context | (_found(request, form) if form.is_valid() else {}))


def likeness_words() -> str:
    """How ideas are compared on this site, as a reader is told."""
    return LIKENESS[kind_of_likeness()]


def narrowing_of(request: PlayerRequest) -> dict[str, str]:
    """What the sky is narrowed by, as an address says it."""
    return {name: request.GET[name] for name in FILTERS if request.GET.get(name)}


def _found(request: PlayerRequest, form: SkyForm) -> dict[str, Any]:
    """The stars of this page, and the address of the next. Raises InvalidInput, RateLimited."""
    wanted, text = form.wanted_sky(), form.cleaned_data["q"]
    if text:
        found = similar.search_sky(user_id=request.player.pk, text=text, limit=limits.SIMILAR)
        kept = reading.keep_wanted([entry for entry, _ in found], wanted)
        return {"stars": star_cards(kept)}
    cursor = request.GET.get("cursor") or None
    page = reading.read_newest_stars(wanted, cursor=cursor, limit=limits.LISTED)
    asked = narrowing_of(request)
    further = urlencode({**asked, "cursor": page.next_cursor}) if page.next_cursor else ""
    return {"stars": star_cards(page.entries), "further": further, "top": urlencode(asked) if cursor else None}
