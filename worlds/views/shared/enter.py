"""Into a world: by making one, by joining, by an invitation, or only to watch. Strangers come as guests."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from common.errors import InvalidInput, KleeneError, NotFound
from worlds.models import SharedWorld
from worlds.services.membership import creating, directory, invited, invites, joining, matchmaking, spectating
from worlds.services.membership.invites import NotInvited
from worlds.services.membership.joining import Joined
from worlds.services.stories import catalogue
from worlds.services.stories.entitlements import EntitlementRequired
from worlds.views.access import PlayerRequest, player_required
from worlds.views.guests import player_id
from worlds.views.shared.cards import place_names, world_card
from worlds.views.shared.forms import ArrivalForm, NewWorldForm
from worlds.views.shared.lobby import reader_id


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_world(request: HttpRequest) -> HttpResponse:
    """Make a world and be its host."""
    stories = catalogue.scenario_summaries()
    form = NewWorldForm(stories, request.POST or None, initial={"scenario": request.GET.get("story", "")})
    if request.method == "POST" and form.is_valid():
        try:
            return _to_story(_created(request, form))
        except InvalidInput as fault:
            form.add_error("character_name", fault.message)
        except EntitlementRequired as refusal:
            form.add_error("scenario", refusal.message)
    return render(request, "worlds/shared/create.html", {"here": "worlds", "form": form, "stories": stories})


def _created(request: HttpRequest, form: NewWorldForm) -> Joined:
    given = form.cleaned_data
    return creating.create_world(
        user_id=player_id(request),
        scenario_slug=given["scenario"],
        game_mode=given["game_mode"],
        character_name=form.wanted_name,
        show_character=form.wants_to_be_shown,
        visibility=given["visibility"],
        max_players=given["max_players"],
        time_policy=given["time_policy"],
        ready_check=given["starts"] == "together",
    )


@require_POST
def take_seat(request: HttpRequest, world_id: str) -> HttpResponse:
    """Take a seat, or begin again with a new character where one's story has ended."""
    directory.world_detail(user_id=reader_id(request), world_id=world_id)  # a world that is not there makes no guest
    enter = joining.join_with_new_character if request.POST.get("new_character") else joining.join_world
    return _entered(request, reverse("world", args=[world_id]), partial(enter, world_id=world_id))


@require_POST
def quick_join(request: HttpRequest) -> HttpResponse:
    """Play with whoever is there, or open a world that others will find."""
    scenario = request.POST.get("scenario", "")
    catalogue.scenario_summary(slug=scenario)  # a story that is not there makes no guest
    return _entered(request, reverse("worlds"), partial(matchmaking.quick_join, scenario_slug=scenario))


@require_POST
def start_watching(request: HttpRequest, world_id: str) -> HttpResponse:
    directory.world_detail(user_id=reader_id(request), world_id=world_id)
    try:
        spectating.spectate_world(user_id=player_id(request), world_id=world_id)
    except NotFound:
        raise
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
        return redirect("world", world_id)
    return redirect("watch", world_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, code: str) -> HttpResponse:
    """Where an invitation leads: what it is to, and one button."""
    try:
        invite = invites.valid_invite(code=code, user_id=reader_id(request))
    except NotInvited:
        if isinstance(request.user, AnonymousUser):
            return redirect_to_login(request.path, "sign-in")
        raise
    if request.method == "POST":
        return _entered(request, reverse("invitation", args=[code]), partial(invites.accept_invite, code=code))
    world = SharedWorld.objects.select_related("revision").get(pk=invite.world_id)
    told = directory.detail_of(world, user_id=reader_id(request))
    if told["membership"] is not None and told["membership"]["session_id"]:
        return HttpResponseRedirect(f"{reverse('play', args=[told['membership']['session_id']])}#now")
    inviter = invites.inviter_of(invite)
    shown = {
        "card": world_card(told, stories=catalogue.scenario_summaries(), places=place_names(world)),
        "inviter": inviter,
        # "Wren invites you" has told already of a host who is alone there.
        "is_alone": inviter is not None and inviter.holds_seat and told["player_count"] == 1,
        "name_form": ArrivalForm(),
        "code": code,
        "here": "worlds",
        "is_stranger": isinstance(request.user, AnonymousUser),
        "is_for_reader": invite.invitee_id is not None,
    }
    return render(request, "worlds/shared/invitation.html", shown)


@player_required
@require_POST
def decline_invitation(request: PlayerRequest, code: str) -> HttpResponse:
    """Let an invitation that came for oneself be; whoever sent it is told nothing."""
    invited.decline_invitation(user_id=request.player.pk, code=code)
    messages.success(request, "The invitation was declined.")
    return redirect("worlds")


def _entered(request: HttpRequest, back: str, enter: Callable[..., Joined]) -> HttpResponse:
    form = ArrivalForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(next(iter(form.errors.values()))[0]))
        return HttpResponseRedirect(back)
    try:
        joined = enter(
            user_id=player_id(request),
            character_name=form.wanted_name,
            show_character=form.wants_to_be_shown,
        )
    except NotFound:
        raise
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
        return HttpResponseRedirect(back)
    return _to_story(joined)


def _to_story(joined: Joined) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('play', args=[joined.session.short_id])}#now")
