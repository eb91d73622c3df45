"""The replay of a public world that has ended: a list to read page by page, which a script plays at a chosen speed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from worlds.services.games.public_replay import replay_page
from worlds.views.access import PlayerRequest, player_required
from worlds.views.shared.feed import lines_told


@player_required
@never_cache
@require_safe
def show_replay(request: PlayerRequest, world_id: str) -> HttpResponse:
    """One page of it, the first unless it begins after another event."""
    given = request.GET.get("after", "")
    after = int(given) if given.isascii() and given.isdecimal() and len(given) <= 15 else 0
    world, page = replay_page(user_id=request.player.pk, world_id=world_id, after=after)
    lines = lines_told(world, [seen.event for seen in page.events], reader=request.user)
    context = {
        "here": "worlds",
        "world": world,
        "page": page,
        "begins_late": not page.reaches_back,
        "is_last": page.last_sequence >= world.event_seq,
        "after": after,
        "lines": [line for told in lines.values() for line in told],
    }
    return render(request, "worlds/shared/replay.html", context)
