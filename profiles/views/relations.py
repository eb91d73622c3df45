"""Muting, blocking and following by plain buttons, and the page that lists whom one has chosen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.errors import InvalidInput, KleeneError, NotFound
from profiles.views.redirects import next_page
from relations.models import Mute
from relations.services import blocks, follows, mutes
from worlds.views.access import PlayerRequest, player_required

CHANNELS: Final = {
    Mute.Channel.ALL: "Everywhere",
    Mute.Channel.WORLD: "To the whole world",
    Mute.Channel.ROOM: "To those at the same place",
    Mute.Channel.PARTY: "To a party",
    Mute.Channel.WHISPER: "Whispers",
}
LENGTHS: Final = {"": "Until you unmute", "60": "One hour", "1440": "One day", "10080": "One week"}  # by minutes
Act = Callable[..., object]


class MuteForm(forms.Form):
    """Both may be left out: everywhere, and until it is removed."""

    channel = forms.ChoiceField(label="What is said", required=False, choices=[*CHANNELS.items()])
    minutes = forms.ChoiceField(label="How long", required=False, choices=[*LENGTHS.items()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def relations_page(request: PlayerRequest) -> HttpResponse:
    """The lists of whoever reads; posted to, it does what a button says and goes back to where the button stood."""
    if request.method == "POST":
        _try_to_act(request)
        return redirect(next_page(request) or "relations")
    me = request.player.pk
    lists = {
        "muted": [(row, CHANNELS[Mute.Channel(row.channel)]) for row in mutes.mutes_of(user_id=me)],
        "blocked": blocks.blocks_of(user_id=me),
        "followed": follows.follows_of(user_id=me),
    }
    return render(request, "profiles/relations.html", {**lists, "here": "account"})


def _try_to_act(request: PlayerRequest) -> None:
    try:
        messages.success(request, _act(request))
    except KleeneError as refusal:
        messages.warning(request, refusal.message)


def _act(request: PlayerRequest) -> str:
    """Do what the pressed button, whose value is the other's id, is named for. Raises NotFound for another, and what the services raise."""
    for name, (act, told) in ACTS.items():
        if name in request.POST:
            act(request.player.pk, request.POST[name], request.POST)
            return told
    raise NotFound("There is no such button.")


def _mute(user_id: uuid.UUID, other: str, asked: Mapping[str, Any]) -> None:
    form = MuteForm(asked)
    if not form.is_valid():
        raise InvalidInput("Choose one of the lists' entries.")
    channel, minutes = form.cleaned_data["channel"], form.cleaned_data["minutes"]
    until = timezone.now() + timedelta(minutes=int(minutes)) if minutes else None
    mutes.mute_player(user_id=user_id, other=other, channel=channel or None, until=until)


def _unmute(user_id: uuid.UUID, other: str, asked: Mapping[str, Any]) -> None:
    """On one channel where the form names it, else on all."""
    mutes.unmute_player(user_id=user_id, other=other, channel=asked.get("channel"))


def _by(act: Act) -> Act:
    return lambda user_id, other, _asked: act(user_id=user_id, other=other)


ACTS: Final[Mapping[str, tuple[Act, str]]] = {
    "mute": (_mute, "Muted. You are no longer shown what this player says."),
    "unmute": (_unmute, "Unmuted. You are shown what this player says again."),
    "block": (_by(blocks.block_player), "Blocked. Neither of you can whisper to, invite or follow the other."),
    "unblock": (_by(blocks.unblock_player), "Unblocked."),
    "follow": (_by(follows.follow_player), "You follow this player. You find them again in your settings."),
    "unfollow": (_by(follows.unfollow_player), "You no longer follow this player."),
}
