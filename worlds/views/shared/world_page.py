"""The page of one world, and what its members and its host do there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import api_errors
from common.errors import Forbidden, KleeneError
from worlds import limits
from worlds.models import Invite, WorldParticipant
from worlds.services.membership import access, archiving, directory, forking, hosting, invites, leaving, own_place
from worlds.services.membership.directory import Membership, WorldDetail
from worlds.services.membership.hosting import SendsAway
from worlds.services.membership.invited import Companion, companions_of, invite_player
from worlds.services.membership.invites import OpenInvite
from worlds.services.membership.removal import Removal, removal_of
from worlds.services.stories.catalogue import scenario_summaries
from worlds.views.access import PlayerRequest, player_required
from worlds.views.shared.beside import with_relations
from worlds.views.shared.cards import world_card
from worlds.views.shared.forms import ArrivalForm, LinkForm, OwnPlaceForm, SendAwayForm, WorldSettingsForm
from worlds.views.shared.lobby import reader_id


@never_cache
@require_safe
def world_page(request: HttpRequest, world_id: str) -> HttpResponse:
    """A world from outside, and for those in it also from inside."""
    world = directory.world_detail(user_id=reader_id(request), world_id=world_id)
    membership = world["membership"]
    context = {
        "here": "worlds",
        "world": world,
        "players": with_relations(request, world),
        "card": world_card(world, stories=scenario_summaries()),
        "removal": None if membership else _removal(request, world),
        "own_story": _own_story(request, world) if world["archived_at"] else None,
        "name_form": ArrivalForm(),
        "own_form": _own_form(membership),
        "link_form": LinkForm(),
        "invites": _invites(request, world) if membership else [],
        "companions": _companions(request, world),
        "settings_form": WorldSettingsForm(initial=dict(world)) if membership and membership["is_host"] else None,
    }
    return render(request, "worlds/shared/world_page.html", context)


def _own_form(membership: Membership | None) -> OwnPlaceForm | None:
    """None for who has no character here."""
    if membership is None or membership["session_id"] is None:
        return None
    return OwnPlaceForm(initial={"show_character": "yes" if membership["shows_character"] else "no"})


def _removal(request: HttpRequest, world: WorldDetail) -> Removal | None:
    world_id = access.find_world(user_id=reader_id(request), world_id=world["world_id"])
    return removal_of(user_id=reader_id(request), world_id=world_id)


def _own_story(request: HttpRequest, world: WorldDetail) -> str | None:
    """The id of the game that the reader played in a world that has ended."""
    world_id = access.find_world(user_id=reader_id(request), world_id=world["world_id"])
    stay = access.last_stay(user_id=reader_id(request), world_id=world_id)
    return None if stay is None or stay.session is None else stay.session.short_id


def _invites(request: HttpRequest, world: WorldDetail) -> list[tuple[str, OpenInvite]]:
    """Links with the invitations that one may take back: one's own, or all of them as host."""
    found = invites.open_in(user_id=reader_id(request), world_id=world["world_id"])
    return [(request.build_absolute_uri(reverse("invitation", args=[each.invite.code])), each) for each in found]


def _companions(request: HttpRequest, world: WorldDetail) -> list[Companion]:
    """Whom the reader may invite by name: nobody, for who does not play here."""
    membership = world["membership"]
    if membership is None or membership["role"] == WorldParticipant.Role.SPECTATOR or world["archived_at"]:
        return []
    return companions_of(user_id=reader_id(request), world_id=world["world_id"])


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_world(request: PlayerRequest, world_id: str) -> HttpResponse:
    """Ask first; leaving is a POST of its own."""
    world = directory.world_detail(user_id=request.player.pk, world_id=world_id)
    if request.method != "POST" and world["membership"] is None:
        return _back_to(world_id)
    if request.method != "POST":
        return render(request, "worlds/shared/leave.html", {"here": "worlds", "world": world})
    leaving.leave_world(user_id=request.player.pk, world_id=world_id)
    messages.success(request, "You left the world. Your story is saved.")
    return HttpResponseRedirect(reverse("worlds"))


@player_required
@require_POST
def change_settings(request: PlayerRequest, world_id: str) -> HttpResponse:
    directory.world_detail(user_id=request.player.pk, world_id=world_id)
    form = WorldSettingsForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose who can join.")
        return _back_to(world_id)
    change = partial(hosting.change_world_settings, user_id=request.player.pk, world_id=world_id, **form.cleaned_data)
    return _done(request, world_id, change, "Saved.")


@player_required
@require_POST
def change_own_place(request: PlayerRequest, world_id: str) -> HttpResponse:
    """Choose for oneself who sees one's character."""
    form = OwnPlaceForm(request.POST)
    is_shown = form.wants_to_be_shown if form.is_valid() else None
    if is_shown is None:
        messages.warning(request, "Choose who can see your character.")
        return _back_to(world_id)
    change = partial(own_place.choose_own_place, user_id=request.player.pk, world_id=world_id, show_character=is_shown)
    return _done(request, world_id, change, "Saved.")


@player_required
@require_POST
def kick_member(request: PlayerRequest, world_id: str) -> HttpResponse:
    return _send_away(request, world_id, hosting.kick_player, "The player was removed. They can join again.")


@player_required
@require_POST
def ban_member(request: PlayerRequest, world_id: str) -> HttpResponse:
    return _send_away(request, world_id, hosting.ban_player, "The player was banned. They cannot join again.")


def _send_away(request: PlayerRequest, world_id: str, send: SendsAway, words: str) -> HttpResponse:
    directory.world_detail(user_id=request.player.pk, world_id=world_id)
    form = SendAwayForm(request.POST)
    if not form.is_valid():
        messages.warning(request, f"Choose a player. The reason can have up to {limits.REMOVAL_REASON} characters.")
        return _back_to(world_id)
    away = partial(send, user_id=request.player.pk, world_id=world_id, **form.cleaned_data)
    return _done(request, world_id, away, words)


@player_required
@require_POST
def set_ready(request: PlayerRequest, world_id: str) -> HttpResponse:
    if request.POST.get("ready") == "start":
        start = partial(hosting.change_world_settings, user_id=request.player.pk, world_id=world_id, ready_check=False)
        return _to_story_or(_done(request, world_id, start, "The story begins."), request, world_id)
    is_ready = request.POST.get("ready") == "yes"
    tell = partial(hosting.set_ready, user_id=request.player.pk, world_id=world_id, is_ready=is_ready)
    words = "You are marked as ready." if is_ready else "You are marked as not ready."
    return _to_story_or(_done(request, world_id, tell, words), request, world_id)


@player_required
@require_POST
def make_invitation(request: PlayerRequest, world_id: str) -> HttpResponse:
    """Make one; a script is told the link, and who was alone on the page of their game finds it there."""
    if player := request.POST.get("player", ""):
        invite = partial(invite_player, user_id=request.player.pk, world_id=world_id, player=player)
        return _done(request, world_id, invite, "The player is invited. The invitation expires in a week.")
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose how long the invitation is valid, and for how many people.")
        return _back_to(world_id)
    create = partial(
        invites.create_invite,
        user_id=request.player.pk,
        world_id=world_id,
        max_uses=form.cleaned_data["max_uses"],
        lives=form.lives,
    )
    if request.headers.get("X-Requested-With") == "fetch":
        return _link_told(request, create)
    done = _done(request, world_id, create, "The invitation link was created.")
    return _to_story_or(done, request, world_id)


def _link_told(request: PlayerRequest, create: Callable[[], Invite]) -> HttpResponse:
    try:
        link = request.build_absolute_uri(reverse("invitation", args=[create().code]))
    except KleeneError as refusal:
        return JsonResponse({"refused": refusal.message}, status=refusal.status, headers=api_errors.headers(refusal))
    return JsonResponse({"link": link}, status=201)


@player_required
@require_POST
def revoke_invitation(request: PlayerRequest, world_id: str, code: str) -> HttpResponse:
    take_back = partial(invites.revoke_invite, user_id=request.player.pk, world_id=world_id, code=code)
    return _done(request, world_id, take_back, "The invitation was revoked.")


@player_required
@require_POST
def archive_world(request: PlayerRequest, world_id: str) -> HttpResponse:
    end = partial(archiving.archive_world, user_id=request.player.pk, world_id=world_id)
    return _done(request, world_id, end, "This world has ended. Its stories stay readable.")


@player_required
@require_POST
def go_on_alone(request: PlayerRequest, session_id: str) -> HttpResponse:
    """Go on alone from where one stands."""
    session = forking.fork_game(user_id=request.player.pk, session_id=session_id)
    messages.success(request, "You are now playing this story alone.")
    return HttpResponseRedirect(f"{reverse('play', args=[session.short_id])}#now")


def _done(request: PlayerRequest, world_id: str, change: Callable[[], object], words: str) -> HttpResponse:
    """Do it and say so, or say why not; a world that one may not know of stays unknown. Raises Forbidden."""
    directory.world_detail(user_id=request.player.pk, world_id=world_id)
    try:
        change()
    except Forbidden:  # no page has such a form for them
        raise
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, words)
    return _back_to(world_id)


def _to_story_or(done: HttpResponse, request: PlayerRequest, world_id: str) -> HttpResponse:
    """Back to the page of the game, for a form that stood there."""
    membership = directory.world_detail(user_id=request.player.pk, world_id=world_id)["membership"]
    if request.POST.get("back") != "play" or membership is None or not membership["session_id"]:
        return done
    return HttpResponseRedirect(f"{reverse('play', args=[membership['session_id']])}#alone")


def _back_to(world_id: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("world", args=[world_id]))
