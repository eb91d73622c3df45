"""What the calls of shared worlds answer, where it is not what a service returns as it is."""

from typing import Any, TypedDict

from django.http import HttpRequest
from django.urls import reverse

from common.dates import utc
from common.viewsets import Timestamp
from worlds.models import Invite, WorldParticipant
from worlds.services.membership.invites import Named, OpenInvite
from worlds.services.membership.locks import LockedMembership


class Left(TypedDict):
    """The session is kept and can be resumed; null for spectators."""

    world_id: str
    session_id: str | None
    player_count: int


class OwnPlace(TypedDict):
    """What you are in a world. `character_name` is what the others call you."""

    world_id: str
    user_id: str
    display_name: str
    character_name: str
    role: str
    session_id: str | None
    show_character: bool


class Invitation(TypedDict):
    """`max_uses` is null where everybody may use it; `uses` people have come in with it."""

    code: str
    url: str
    expires_at: Timestamp
    max_uses: int | None
    uses: int


class Maker(TypedDict):
    user_id: str
    display_name: str
    is_agent: bool


class ListedInvitation(Invitation):
    """`invited` is the one player whom it is for; null where it is for whoever has the link."""

    created_at: Timestamp
    created_by: Maker
    invited: Maker | None


def left_answer(standing: LockedMembership) -> Left:
    return {
        "world_id": standing.world.short_id,
        "session_id": None if standing.session is None else standing.session.short_id,
        "player_count": standing.world.player_count,
    }


def own_place_answer(place: WorldParticipant) -> OwnPlace:
    user: Any = place.user
    return {
        "world_id": place.world.short_id,
        "user_id": user.short_id,
        "display_name": place.called,
        "character_name": place.known_as,
        "role": place.role,
        "session_id": None if place.session is None else place.session.short_id,
        "show_character": place.is_shown,
    }


def invitation_answer(invite: Invite, request: HttpRequest) -> Invitation:
    return {
        "code": invite.code,
        "url": request.build_absolute_uri(reverse("invitation", args=[invite.code])),
        "expires_at": utc(invite.expires_at),
        "max_uses": invite.max_uses,
        "uses": invite.uses,
    }


def listed_invitation(found: OpenInvite, request: HttpRequest) -> ListedInvitation:
    return {
        **invitation_answer(found.invite, request),
        "created_at": utc(found.invite.created_at),
        "created_by": _maker(found.maker),
        "invited": _maker(found.invitee) if found.invitee else None,
    }


def _maker(who: Named) -> Maker:
    return {"user_id": who.short_id, "display_name": who.name, "is_agent": who.is_agent}
