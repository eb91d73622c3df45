"""Reading along with a player who lets others, and letting others read along."""

from typing import TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.schema import operation
from common.viewsets import Door, read
from worlds.api import shared_bodies
from worlds.api.games import player_of
from worlds.event_types.ephemeral import Fellow
from worlds.models import WorldParticipant
from worlds.services.games.followed_story import FollowedStory, read_along
from worlds.services.membership import reading_along
from worlds.services.membership.errors import NotAMember, SpectatorsWatch, WorldArchived
from worlds.services.membership.players import fellow_of
from worlds.services.membership.reading_along import NotFollowable


class Followers(TypedDict):
    """Whether you let others read along, and who does now."""

    allowed: bool
    followers: list[Fellow]


class FollowersDoor(Door):
    @operation(answer=Followers, raises=(NotAMember, SpectatorsWatch, WorldArchived))
    def show_followers(self, request: Request, world_id: str) -> Response:
        """Get whether others in the world can read your story along, and who does."""
        return Response(followers_answer(reading_along.own_place(user_id=player_of(request).pk, world_id=world_id)))

    @operation(request=shared_bodies.Followable, answer=Followers, raises=(NotAMember, SpectatorsWatch, WorldArchived))
    def allow_followers(self, request: Request, world_id: str) -> Response:
        """Let others in the world read your story along, or end it for all of them at once. Off until you allow it."""
        wish = read(shared_bodies.Followable, request)
        place = reading_along.allow_followers(
            user_id=player_of(request).pk, world_id=world_id, is_allowed=wish["allowed"]
        )
        return Response(followers_answer(place))


class FollowedStoryDoor(Door):
    @operation(answer=FollowedStory, raises=(NotFound, NotAMember, NotFollowable))
    def read_story(self, request: Request, world_id: str, user_id: str) -> Response:
        """Read the newest turns of a player who lets others read along. The player sees that you do.

        Ask again after each `turn_played` of that player, and at least once a minute. `followers_changed` tells that it
        may have ended.
        """
        return Response(read_along(reader_id=player_of(request).pk, world_id=world_id, player=user_id))

    @operation(answer=None, status=204)
    def stop_reading(self, request: Request, world_id: str, user_id: str) -> Response:
        """Read along no longer. The player is told."""
        reading_along.stop_following(reader_id=player_of(request).pk, world_id=world_id, player=user_id)
        return Response(status=204)


def followers_answer(place: WorldParticipant) -> Followers:
    found = reading_along.followers_of(place).select_related("user__presence")
    return {"allowed": place.allows_followers, "followers": [fellow_of(follower) for follower in found]}
