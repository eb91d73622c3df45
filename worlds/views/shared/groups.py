"""Following others about and parties, for pages without scripts: which buttons stand beside whom, and what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.errors import Forbidden, KleeneError, NotFound
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.groups import following, parties
from worlds.services.groups.bonds import Bonds, is_open
from worlds.services.membership import directory
from worlds.views.access import PlayerRequest, player_required

WITH_PLAYER: Final[Mapping[str, Callable[..., object]]] = {
    "follow": following.ask_to_follow,
    "accept": following.accept_follower,
    "decline": following.decline_follower,
    "party-invite": parties.invite_to_party,
    "party-kick": parties.kick_from_party,
}
ALONE: Final[Mapping[str, Callable[..., object]]] = {
    "unfollow": following.unfollow_leader,
    "party-accept": parties.accept_party,
    "party-decline": parties.decline_party,
    "party-leave": parties.leave_party,
    "party-disband": parties.disband_party,
}


@dataclass(frozen=True, slots=True)
class GroupButton:
    """`do` is what the form asks for."""

    do: str
    words: str


def buttons_beside(
    world: SharedWorld, mine: WorldParticipant | None, seated: Sequence[WorldParticipant]
) -> dict[int, list[GroupButton]]:
    """What a player who reads may do with each of the seated, by the keys of their places. No query."""
    if mine is None or not mine.holds_seat or world.is_archived:
        return {}
    bonds = Bonds(world, mine, {place.pk: place for place in seated})
    beside = {place.pk: [*_trailing(bonds, place), *_party(bonds, place)] for place in seated if place is not mine}
    return beside | {mine.pk: _own(bonds)}


def _own(bonds: Bonds) -> list[GroupButton]:
    if bonds.me.party_id is None:
        return []
    leave = GroupButton("party-leave", "Leave the party")
    return [leave, GroupButton("party-disband", "End the party")] if bonds.me.party_id == bonds.me.pk else [leave]


def _trailing(bonds: Bonds, place: WorldParticipant) -> list[GroupButton]:
    me, buttons = bonds.me, []
    if place in bonds.asking(me):
        buttons += [GroupButton("accept", "Let them follow you"), GroupButton("decline", "Do not let them follow you")]
    asks = me.asks_id is not None and is_open(me.asked_at)
    if me.trails_id == place.pk:
        buttons.append(GroupButton("unfollow", "Unfollow"))
    elif asks and me.asks_id == place.pk:
        buttons.append(GroupButton("unfollow", "Take back the request to follow"))
    elif me.trails_id is None and not asks and place.trails_id != me.pk:
        buttons.append(GroupButton("follow", "Follow"))
    return buttons


def _party(bonds: Bonds, place: WorldParticipant) -> list[GroupButton]:
    me = bonds.me
    if me.party_asks_id == place.pk and is_open(me.party_asked_at):
        return [
            GroupButton("party-accept", "Join their party"),
            GroupButton("party-decline", "Decline the invitation"),
        ]
    leads = me.party_id == me.pk
    if leads and place in bonds.party(me.pk):
        return [GroupButton("party-kick", "Remove from the party")]
    if leads and place in bonds.invited(me.pk):
        return [GroupButton("party-kick", "Take back the invitation")]
    is_free = place.party_id is None and not is_open(place.party_asked_at)
    return [GroupButton("party-invite", "Invite to party")] if is_free and me.party_id in {None, me.pk} else []


@player_required
@require_POST
def change_group(request: PlayerRequest, world_id: str) -> HttpResponse:
    """Do what a button asks, or say why not, and go back to the page of the game. Raises NotFound, Forbidden."""
    membership = directory.world_detail(user_id=request.player.pk, world_id=world_id)["membership"]
    try:
        _do(request, world_id)
    except Forbidden:  # who has no seat has no such form
        raise
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
    seat = membership["session_id"] if membership else None
    return HttpResponseRedirect(reverse("play", args=[seat]) if seat else reverse("world", args=[world_id]))


def _do(request: PlayerRequest, world_id: str) -> None:
    asked = request.POST.get("do", "")
    about: dict[str, Any] = {"user_id": request.player.pk, "world_id": world_id}
    if asked in WITH_PLAYER:
        WITH_PLAYER[asked](**about, player=request.POST.get("player", ""))
    elif asked in ALONE:
        ALONE[asked](**about)
    else:
        raise NotFound("There is no such button.")
