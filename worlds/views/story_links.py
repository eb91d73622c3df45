"""Sharing one's story by a public link, and the page that it leads to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.errors import KleeneError
from common.throttles import client_address
from worlds.models import StoryLink
from worlds.services.games import sessions, story_links
from worlds.services.games.public_story import read_story
from worlds.views import endings
from worlds.views.access import PlayerRequest, player_required

# The address is the secret: it is told to no other site, and to no page of ours that could keep it.
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


@never_cache
@require_safe
def public_story(request: HttpRequest, token: str) -> HttpResponse:
    """One story for whoever has its link; signed in or not, everybody sees the same."""
    story = read_story(token=token, address=client_address(request))
    context = {
        "story": story,
        "token": token,
        "ending_title": endings.title_in_words(
            story["ending_title"], kind=story["ending_type"], tone=story["ending_tone"]
        ),
    }
    answer = render(request, "worlds/public_story.html", context)
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def story_link(request: PlayerRequest, session_id: str) -> HttpResponse:
    """What others would see, and the button that lets them; with a link, the link."""
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    if request.method == "POST":
        try:
            story_links.create_link(user_id=request.player.pk, session_id=session_id)
        except KleeneError as refusal:
            messages.warning(request, str(refusal))
        return _to_link(session_id)
    link = story_links.link_of(user_id=request.player.pk, session_id=session_id)
    context = {"session": session, "link": link, "address": "" if link is None else _address(request, link)}
    return render(request, "worlds/story_link.html", context)


@player_required
@require_POST
def revoke_link(request: PlayerRequest, session_id: str) -> HttpResponse:
    story_links.revoke_link(user_id=request.player.pk, session_id=session_id)
    messages.success(request, "The link was revoked. It no longer shows your story.")
    if request.POST.get("from") == "list":
        return HttpResponseRedirect(reverse("story-links"))
    return _to_link(session_id)


@player_required
@never_cache
@require_safe
def links_page(request: PlayerRequest) -> HttpResponse:
    """All public links of a player in one place."""
    found = [(_address(request, link), link) for link in story_links.links_of(user_id=request.player.pk)]
    return render(request, "worlds/story_links.html", {"here": "shelf", "links": found})


def _address(request: HttpRequest, link: StoryLink) -> str:
    return request.build_absolute_uri(reverse("public-story", args=[link.token]))


def _to_link(session_id: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("story-link", args=[session_id]))
