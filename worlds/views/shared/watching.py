"""Watching a world without a seat, and reading along with one of its players."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.errors import NotFound
from worlds import limits
from worlds.graph.place_cells import place_cells
from worlds.models import SharedWorld
from worlds.models.compiled import compiled_scenario, story_of
from worlds.rules.places import watched_places
from worlds.rules.situation import Situation
from worlds.services.games.followed_story import FollowedStory, followed_game, read_along
from worlds.services.games.others_reading import ReadTurn
from worlds.services.games.places_seen import places_seen
from worlds.services.membership import directory, reading_along
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.players import alone_in
from worlds.services.membership.reading_along import NotFollowable, StoppedReading
from worlds.services.membership.removal import not_here
from worlds.services.turns.state_rows import state_of
from worlds.views.access import PlayerRequest, player_required
from worlds.views.chart import Chart, map_chart
from worlds.views.play_page import dots_of, map_of_game
from worlds.views.shared.company import Company, company_of
from worlds.views.shared.live import event_after

ENDED = "This player no longer lets others read along."
VISIT_BYTES = 6  # a person has few pages open
VISIT = re.compile(rf"[\w-]{{1,{limits.VISIT}}}", re.ASCII)
ALLOWED = "Others in this world can read along with you now."
NOT_ALLOWED = "Nobody can read along with you now."
GONE = "This player has left this world."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows of a followed player's story; `ended` says why there is nothing more to read."""

    stop_url: str = ""
    visit: str = ""  # which of its reader's pages this is
    url: str = ""
    name: str = ""
    is_agent: bool = False
    colour: str = ""
    turn: int = 0
    place: str = ""
    language: str = "en"
    turns: tuple[ReadTurn, ...] = ()
    scene: str = ""  # empty where one of the turns shows it
    has_ended: bool = False
    chart: Chart | None = None
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """The map of a world for somebody who follows nobody: where the players are of whom they are told."""

    chart: Chart | None
    language: str


@player_required
@never_cache
@require_safe
def watch_page(request: PlayerRequest, world_id: str) -> HttpResponse:
    """A world as somebody without a seat sees it."""
    shown = _watched(request, world_id, live_url=reverse("watch-live", args=[world_id]))
    return render(request, "worlds/shared/watch.html", shown)


@player_required
@never_cache
@require_safe
def watch_live(request: PlayerRequest, world_id: str) -> HttpResponse:
    """What has changed on that page since `after`, in pieces. Raises WorldArchived, NotAMember: then a page stops asking."""
    return render(request, "worlds/shared/live.html", _watched(request, world_id))


@player_required
@never_cache
@require_safe
def follow_page(request: PlayerRequest, world_id: str, player: str) -> HttpResponse:
    """The same page, with the story of a player who lets others read along."""
    shown = _watched(request, world_id, live_url=reverse("follow-live", args=[world_id, player]))
    try:
        visit = secrets.token_urlsafe(VISIT_BYTES)
        reading = _reading(request, world_id, player, shown["company"], visit=visit)
    except NotFollowable as refusal:
        messages.warning(request, refusal.message)
        return HttpResponseRedirect(reverse("watch", args=[world_id]))
    return render(request, "worlds/shared/watch.html", {**shown, "reading": reading})


@player_required
@never_cache
@require_safe
def follow_live(request: PlayerRequest, world_id: str, player: str) -> HttpResponse:
    """The pieces of that page; where its player has ended it or left, the page says so and shows no more of the story."""
    shown = _watched(request, world_id)
    try:
        visit = _visit(request.GET.get("visit"))
        reading = _reading(request, world_id, player, shown["company"], visit=visit)
    except NotFollowable:
        reading = Reading(ended=ENDED)
    except StoppedReading as refusal:
        reading = Reading(ended=refusal.message)
    except NotFound:
        reading = Reading(ended=GONE)
    return render(request, "worlds/shared/live.html", {**shown, "reading": reading})


@player_required
@require_POST
def stop_following(request: PlayerRequest, world_id: str, player: str) -> HttpResponse:
    visit = _visit(request.POST.get("visit")) or None
    reading_along.stop_following(reader_id=request.player.pk, world_id=world_id, player=player, visit=visit)
    if request.POST.get("left"):  # a page that is being closed waits for no other one
        return HttpResponse(status=204)
    return HttpResponseRedirect(reverse("watch", args=[world_id]))


@player_required
@require_POST
def allow_followers(request: PlayerRequest, world_id: str) -> HttpResponse:
    """Let others read one's story along, or no longer; back to the page that asked."""
    is_allowed = request.POST.get("allowed") == "yes"
    place = reading_along.allow_followers(user_id=request.player.pk, world_id=world_id, is_allowed=is_allowed)
    messages.success(request, ALLOWED if is_allowed else NOT_ALLOWED)
    if request.POST.get("from") == "play" and place.session is not None:
        return HttpResponseRedirect(reverse("play", args=[place.session.short_id]))
    return HttpResponseRedirect(reverse("world", args=[world_id]))


def _watched(request: PlayerRequest, world_id: str, *, live_url: str = "") -> dict[str, Any]:
    """Raises NotFound for a world that one may not know of, WorldArchived, NotAMember for who does not watch it."""
    told = directory.world_detail(user_id=request.player.pk, world_id=world_id)
    world = SharedWorld.objects.select_related("revision__scenario").get(short_id=told["world_id"])
    if told["membership"] is None:
        raise WorldArchived if world.is_archived else not_here(user_id=request.player.pk, world_id=world.pk)
    company = company_of(world, reader=request.user, live_url=live_url, after=event_after(request))
    return {"here": "worlds", "world": told, "company": company, "watched": _map_of_world(world, company)}


def _map_of_world(world: SharedWorld, company: Company) -> Watched:
    """At most one query for each player who is shown, for the turns that this process has not read yet."""
    story = compiled_scenario(world.revision)
    games = (place.session for place in company.shown if place.session is not None)
    been = {place.location for place in company.shown}.union(*map(places_seen, games))
    chart = map_chart(watched_places(story, been), place_cells(story), here="", people=dots_of(company))
    return Watched(chart, world.revision.scenario.language)


def _visit(given: str | None) -> str:
    """Empty for what no page of ours sends."""
    return given if given is not None and VISIT.fullmatch(given) else ""


def _reading(request: PlayerRequest, world_id: str, player: str, company: Company, *, visit: str) -> Reading:
    """Raises as `read_along` does."""
    reader = request.player.pk
    story = read_along(reader_id=reader, world_id=world_id, player=player, visit=visit)
    game = followed_game(reader_id=reader, world_id=world_id, player=player)
    language, turns = story["language"], tuple(story["turns"])
    return Reading(
        stop_url=reverse("stop-following", args=[world_id, player]),
        visit=visit,
        url=reverse("follow", args=[world_id, player]),
        name=story["player"]["character_name"],
        is_agent=story["player"]["is_agent"],
        colour=story["player"]["colour"],
        turn=story["turn"],
        place=story["location"]["name"],
        language=language,
        turns=turns,
        scene=_scene_unseen(story, turns),
        has_ended=story["has_ended"],
        chart=map_of_game(game, Situation(story_of(game), state_of(game), alone_in(game)), dots_of(company)),
    )


def _scene_unseen(story: FollowedStory, turns: tuple[ReadTurn, ...]) -> str:
    scene = story["scene"].strip()
    return "" if story["has_ended"] or any(scene in turn["narrative"] for turn in turns) else scene
