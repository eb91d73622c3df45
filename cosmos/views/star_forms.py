"""What the buttons and forms of a star's page do: bookmark it, put it into a playlist, talk about it, and play its scene."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from common.errors import KleeneError, NotFound
from cosmos.services import bookmarks, comments, playlists, previewing, reading
from cosmos.views.company import CommentForm, TitleForm
from cosmos.views.star import render_star
from worlds.services.stories.entitlements import EntitlementRequired
from worlds.views.access import PlayerRequest, player_required
from worlds.views.codes import to_codes


@player_required
@never_cache
@require_POST
def change_bookmark(request: PlayerRequest, entry_id: str) -> HttpResponse:
    """With `remove` the bookmark goes, else it is set. Raises NotFound."""
    reading.find_entry(entry_id)
    if "remove" in request.POST:
        bookmarks.remove_bookmark(user_id=request.player.pk, entry_id=entry_id)
        messages.success(request, "The bookmark was removed.")
    else:
        _attempt(request, lambda: bookmarks.add_bookmark(user_id=request.player.pk, entry_id=entry_id), "Bookmarked.")
    return redirect("star", entry_id)


@player_required
@never_cache
@require_POST
def send_comment(request: PlayerRequest, entry_id: str) -> HttpResponse:
    """Say something; what is refused stands in the form again, with the reason. Raises NotFound."""
    entry, form = reading.find_entry(entry_id), CommentForm(request.POST)
    if not form.is_valid():
        return render_star(request, entry, form)
    try:
        comments.add_comment(user_id=request.player.pk, entry_id=entry_id, text=form.cleaned_data["text"])
    except KleeneError as refusal:
        form.refuse(refusal)
        return render_star(request, entry, form)
    messages.success(request, "Your comment was added.")
    return redirect("star", entry_id)


@player_required
@never_cache
@require_POST
def delete_comment(request: PlayerRequest, entry_id: str, comment_id: str) -> HttpResponse:
    """Raises NotFound, Forbidden."""
    comments.delete_comment(user_id=request.player.pk, entry_id=entry_id, comment_id=comment_id)
    messages.success(request, "Your comment was deleted.")
    return redirect("star", entry_id)


@player_required
@never_cache
@require_POST
def add_to_playlist(request: PlayerRequest, entry_id: str) -> HttpResponse:
    """Into the playlist that is named, or into a new one with a title. Raises NotFound."""
    reading.find_entry(entry_id)
    chosen = request.POST.get("playlist", "")
    _attempt(request, lambda: _put(request, entry_id, chosen), "Added to the playlist.")
    return redirect("star", entry_id)


@player_required
@never_cache
@require_POST
def start_preview(request: PlayerRequest, entry_id: str) -> HttpResponse:
    """Into a preview at the star's scene; back to the star, with the reason, where none can begin. Raises NotFound."""
    try:
        session = previewing.preview_star(user_id=request.player.pk, entry_id=entry_id)
    except EntitlementRequired as refusal:
        return to_codes(request, refusal)
    except NotFound:
        raise
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
        return redirect("star", entry_id)
    return redirect("play", session.short_id)


def _put(request: PlayerRequest, entry_id: str, chosen: str) -> None:
    if chosen:
        playlists.append_star(user_id=request.player.pk, playlist_id=chosen, entry_id=entry_id)
        return
    form = TitleForm(request.POST)
    title = form.cleaned_data["title"] if form.is_valid() else ""
    playlists.create_playlist(user_id=request.player.pk, title=title, entries=[entry_id])


def _attempt(request: PlayerRequest, act: Callable[[], object], told: str) -> None:
    try:
        act()
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, told)
