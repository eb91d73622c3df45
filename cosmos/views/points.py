"""What the drawing of the sky asks for: all stars as columns of numbers."""

from __future__ import annotations

from itertools import chain
from typing import Any, Final

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from cosmos.models import CosmosEntry
from cosmos.services import points
from cosmos.services.log import current_layout
from cosmos.services.points import Point
from cosmos.views.forms import SkyForm
from worlds.views.access import PlayerRequest, player_required

KINDS: Final = {CosmosEntry.Status.STAR: 0, CosmosEntry.Status.ENRICHED: 1, CosmosEntry.Status.INTEGRATED: 2}


@player_required
@never_cache
@require_safe
@gzip_page  # no secret is in it, and no text
def sky_points(request: PlayerRequest) -> JsonResponse:
    """A page of stars: three numbers for each place, an index for each colour, 0 for one without text, 2 for one that is integrated.

    The number of the last event is read before the stars: whatever comes after it is told by the stream. Raises InvalidInput.
    """
    form = SkyForm(request.GET)
    last = current_layout().event_seq
    cursor = request.GET.get("cursor") or None
    page = points.read_points(form.wanted_sky(), cursor=cursor) if form.is_valid() else points.SkyPoints([], None)
    clusters = points.name_clusters() if cursor is None else []
    return JsonResponse(
        {
            **_columns(page.points),
            "clusters": [{"label": each.label, "place": each.place} for each in clusters],
            "next_cursor": page.next_cursor,
            "last_sequence": last,
        }
    )


def _columns(told: list[Point]) -> dict[str, Any]:
    palette = {colour: at for at, colour in enumerate(dict.fromkeys(each.colour for each in told))}
    return {
        "ids": [each.id for each in told],
        "places": list(chain.from_iterable(each.place for each in told)),
        "palette": list(palette),
        "colours": [palette[each.colour] for each in told],
        "kinds": [KINDS[CosmosEntry.Status(each.status)] for each in told],
    }
