"""A player's own bookmarks and playlists."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from common.errors import RateLimited
from cosmos.services import bookmarks, notices, playlists, recommending
from cosmos.services.notices import SkyNotice
from cosmos.views.star_card import StarCard, star_cards
from worlds.views.access import PlayerRequest, player_required

LISTED: Final = 50  # bookmarks on the page, the newest; the API lists all
NEWS: Final = 6
NEWS_OF: Final = {
    "comment": "commented on your star",
    "integrated": "Your star has become a part of its story",
    "near": "A new star is like one that you bookmarked",
}
WHY: Final = {
    "liked": "Like a star that you bookmarked",
    "played": "Like something that you said",
    "story": "From a story that you played",
}


@player_required
@never_cache
@require_safe
def own_stars(request: PlayerRequest) -> HttpResponse:
    me = request.player.pk
    marked = bookmarks.bookmarks_of(user_id=me)
    context: dict[str, Any] = {
        "here": "cosmos",
        "stars": star_cards([row.entry for row in marked[:LISTED]]),
        "amount": marked.count(),
        "playlists": playlists.playlists_of(user_id=me),
    }
    # Whoever asks too often reads their own lists all the same.
    with suppress(RateLimited):
        context |= {"news": _news(me), "recommended": _recommended(me)}
    return render(request, "cosmos/own.html", context)


def _news(user_id: uuid.UUID) -> list[tuple[str, StarCard, SkyNotice]]:
    """The notices since the page was read last, or where there are none the last ones; they count as read from now on."""
    found = notices.notices_for(user_id=user_id)
    notices.mark_notices_read(user_id=user_id)
    told = found.notices[: max(found.unread, NEWS)]
    return [
        (NEWS_OF[each.kind], card, each)
        for each, card in zip(told, star_cards([each.entry for each in told]), strict=True)
    ]


def _recommended(user_id: uuid.UUID) -> list[tuple[str, StarCard]]:
    found = recommending.recommend_stars(user_id=user_id, limit=NEWS)
    cards = star_cards([each.entry for each in found])
    return [(WHY[each.reason], card) for each, card in zip(found, cards, strict=True)]


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def playlist_page(request: PlayerRequest, playlist_id: str) -> HttpResponse:
    """A playlist in its order; posted to, it removes the star that `remove` names, or deletes the list. Raises NotFound."""
    me = request.player.pk
    found = playlists.find_playlist(user_id=me, playlist_id=playlist_id)
    stars = playlists.stars_in(found)
    if request.method != "POST":
        context = {"here": "cosmos", "playlist": found, "stars": star_cards(stars)}
        return render(request, "cosmos/playlist.html", context)
    if "delete" in request.POST:
        playlists.delete_playlist(user_id=me, playlist_id=playlist_id)
        messages.success(request, "The playlist was deleted.")
        return redirect("own-stars")
    left = [star.short_id for star in stars if star.short_id != request.POST.get("remove")]
    playlists.change_playlist(user_id=me, playlist_id=playlist_id, entries=left)
    return redirect("playlist", playlist_id)
