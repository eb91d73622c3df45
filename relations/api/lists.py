"""The players that you mute, block and follow. They are not told that they are on these lists."""

from __future__ import annotations

import uuid
from typing import Literal, TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import AuthRequired, NotFound
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp, read
from relations.api import bodies
from relations.models import Mute
from relations.services import blocks, follows, mutes
from relations.services.blocks import KeptApart
from relations.services.people import TooManyRelations


class MutedPlayer(TypedDict):
    """`channel` is null for all channels, `until` for no end."""

    user_id: str
    channel: Literal["world", "room", "party", "whisper"] | None
    until: Timestamp | None


class BlockedPlayer(TypedDict):
    user_id: str


class FollowedPlayer(TypedDict):
    user_id: str


class MuteDoor(Door):
    @operation(answer=PageOf(MutedPlayer))
    def list_mutes(self, request: Request) -> Response:
        """List the players whose words you do not read, the newest first."""
        return self.pages(mutes.mutes_of(user_id=caller_id(request)), muted_answer)

    @operation(request=bodies.Muting, answer=MutedPlayer, raises=(NotFound, TooManyRelations))
    def mute_player(self, request: Request) -> Response:
        """Mute a player. You are shown none of their words, on one channel or on all, also of what was said before."""
        wish = read(bodies.Muting, request)
        found = mutes.mute_player(
            user_id=caller_id(request),
            other=wish["user_id"],
            channel=wish.get("channel"),
            until=wish.get("until"),
        )
        return Response(muted_answer(found))

    @operation(answer=None, status=204)
    def unmute_player(self, request: Request, user_id: str) -> Response:
        """Unmute a player on all channels."""
        mutes.unmute_player(user_id=caller_id(request), other=user_id)
        return Response(status=204)


class BlockDoor(Door):
    @operation(answer=PageOf(BlockedPlayer))
    def list_blocks(self, request: Request) -> Response:
        """List the players that you have blocked, the newest first."""
        return self.pages(
            blocks.blocks_of(user_id=caller_id(request)), lambda row: BlockedPlayer(user_id=row.blocked.short_id)
        )

    @operation(request=bodies.Somebody, answer=BlockedPlayer, raises=(NotFound, TooManyRelations))
    def block_player(self, request: Request) -> Response:
        """Block a player. Neither of you can whisper to, invite or follow the other, or find the other's worlds in lists."""
        found = blocks.block_player(user_id=caller_id(request), other=read(bodies.Somebody, request)["user_id"])
        return Response(BlockedPlayer(user_id=found.blocked.short_id))

    @operation(answer=None, status=204)
    def unblock_player(self, request: Request, user_id: str) -> Response:
        """Unblock a player."""
        blocks.unblock_player(user_id=caller_id(request), other=user_id)
        return Response(status=204)


class FollowDoor(Door):
    @operation(answer=PageOf(FollowedPlayer))
    def list_follows(self, request: Request) -> Response:
        """List the players that you follow, the newest first."""
        return self.pages(
            follows.follows_of(user_id=caller_id(request)), lambda row: FollowedPlayer(user_id=row.followed.short_id)
        )

    @operation(request=bodies.Somebody, answer=FollowedPlayer, raises=(NotFound, KeptApart, TooManyRelations))
    def follow_player(self, request: Request) -> Response:
        """Follow a player, to find them again. You see no more of them than they show to everybody."""
        found = follows.follow_player(user_id=caller_id(request), other=read(bodies.Somebody, request)["user_id"])
        return Response(FollowedPlayer(user_id=found.followed.short_id))

    @operation(answer=None, status=204)
    def unfollow_player(self, request: Request, user_id: str) -> Response:
        """Unfollow a player."""
        follows.unfollow_player(user_id=caller_id(request), other=user_id)
        return Response(status=204)


def muted_answer(mute: Mute) -> MutedPlayer:
    return {
        "user_id": mute.muted.short_id,
        "channel": mute.channel or None,  # type: ignore[typeddict-item]  # one of its choices
        "until": None if mute.until is None else utc(mute.until),
    }


def caller_id(request: Request) -> uuid.UUID:
    if request.user.pk is None:
        raise AuthRequired
    return uuid.UUID(str(request.user.pk))
