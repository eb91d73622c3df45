"""Whom moderators have muted, for clients of theirs; the admin goes through the same services."""

from __future__ import annotations

import uuid
from typing import Any, Literal, TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import Forbidden, NotFound
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp, read
from relations.api import bodies
from relations.models import Silence
from relations.services import silences
from relations.services.people import id_of_account
from relations.services.silences import CannotBeSilenced


class SilencedPlayer(TypedDict):
    """`channel` is null for all channels."""

    user_id: str
    channel: Literal["world", "room", "party", "whisper"] | None
    reason: str
    began_at: Timestamp
    until: Timestamp


class SilenceDoor(Door):
    @operation(answer=PageOf(SilencedPlayer), raises=(Forbidden,))
    def list_silences(self, request: Request) -> Response:
        """For moderators: the players who cannot talk now, the last muted first."""
        require_moderator(request, "relations.view_silence")
        return self.pages(silences.silences_in_force(), silenced_answer)

    @operation(request=bodies.Silencing, answer=SilencedPlayer, raises=(Forbidden, NotFound, CannotBeSilenced))
    def silence_player(self, request: Request) -> Response:
        """For moderators: mute a player for everybody, in every world, on one channel or on all. They can play on."""
        moderator_id, wish = require_moderator(request, "relations.add_silence"), read(bodies.Silencing, request)
        made = silences.silence_player(
            user_id=id_of_account(wish["user_id"]),
            moderator_id=moderator_id,
            minutes=wish["minutes"],
            reason=wish["reason"],
            channel=wish.get("channel") or "",
        )
        return Response(silenced_answer(made))

    @operation(answer=None, status=204, raises=(Forbidden,))
    def lift_silence(self, request: Request, user_id: str) -> Response:
        """For moderators: let a player talk again on all channels."""
        moderator_id = require_moderator(request, "relations.change_silence")
        silences.lift_silence(user_id=id_of_account(user_id), moderator_id=moderator_id)
        return Response(status=204)


def silenced_answer(silence: Silence) -> SilencedPlayer:
    return {
        "user_id": silence.user.short_id,
        "channel": silence.channel or None,  # type: ignore[typeddict-item]  # one of its choices
        "reason": silence.reason,
        "began_at": utc(silence.began_at),
        "until": utc(silence.until),
    }


def require_moderator(request: Request, permission: str) -> uuid.UUID:
    """The moderator's id. Raises Forbidden for everybody else, before anything is looked up."""
    user: Any = request.user
    if not (user.is_staff and user.has_perm(permission)):
        raise Forbidden
    return uuid.UUID(str(user.pk))
