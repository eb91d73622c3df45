"""Invitations that are meant for one person: whom to invite, and those that have come."""

from __future__ import annotations

from typing import Any, TypedDict

from django.http import HttpRequest
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp
from worlds.api.games import player_of
from worlds.models import WorldParticipant
from worlds.services.membership import invited
from worlds.services.membership.errors import NotAMember, SpectatorsWatch, WorldArchived
from worlds.services.membership.invited import Invited


class Companion(TypedDict):
    """Somebody you have met in a world; `character_name` is what you called them there."""

    user_id: str
    display_name: str
    character_name: str
    is_agent: bool


class Inviter(TypedDict):
    display_name: str
    character_name: str
    is_agent: bool


class ReceivedInvitation(TypedDict):
    """`invited_by` is null once that account is gone."""

    code: str
    url: str
    world_id: str
    scenario_name: str
    invited_by: Inviter | None
    created_at: Timestamp
    expires_at: Timestamp


class InvitationDoor(Door):
    @operation(answer=PageOf(ReceivedInvitation))
    def list_invitations(self, request: Request) -> Response:
        """Get the invitations that others have sent you, the newest first. Accept one by its code."""
        found = invited.invitations_to(user_id=player_of(request).pk)
        return self.pages(found, lambda each: received_answer(each, request))

    @operation(answer=None, status=204)
    def decline_invitation(self, request: Request, code: str) -> Response:
        """Decline an invitation that was sent to you."""
        invited.decline_invitation(user_id=player_of(request).pk, code=code)
        return Response(status=204)

    @operation(answer=PageOf(Companion), raises=(NotAMember, SpectatorsWatch, WorldArchived))
    def list_companions(self, request: Request, world_id: str) -> Response:
        """Get the players that you can invite to your world: those you have met in a world, and who are not in this one."""
        found = invited.companions_of(user_id=player_of(request).pk, world_id=world_id)
        return self.pages(found, companion_answer)


def companion_answer(found: invited.Companion) -> Companion:
    return {
        "user_id": found.user_id,
        "display_name": found.display_name,
        "character_name": found.character_name,
        "is_agent": found.is_agent,
    }


def received_answer(found: Invited, request: HttpRequest) -> ReceivedInvitation:
    return {
        "code": found.code,
        "url": request.build_absolute_uri(reverse("invitation", args=[found.code])),
        "world_id": found.world_id,
        "scenario_name": found.scenario_name,
        "invited_by": None if found.inviter is None else _inviter(found.inviter),
        "created_at": utc(found.created_at),
        "expires_at": utc(found.expires_at),
    }


def _inviter(place: WorldParticipant) -> Inviter:
    user: Any = place.user
    return {"display_name": place.called, "character_name": place.known_as, "is_agent": user.is_agent}
