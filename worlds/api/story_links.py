"""Public links to stories: their players make and revoke them, and anybody reads what they lead to."""

from typing import TypedDict

from django.http import HttpRequest
from django.urls import reverse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import NotFound, RateLimited
from common.schema import operation
from common.schema_types import PageOf
from common.throttles import client_address
from common.viewsets import Door, Timestamp, read
from worlds.api.bodies import Nothing
from worlds.api.games import player_of
from worlds.models import StoryLink
from worlds.services.games import public_story, story_links
from worlds.services.games.public_story import PublicStory
from worlds.services.games.story_links import StoryLinkClosed

NO_LINK = "This story has no public link."


class PublicLink(TypedDict):
    """`closed` links were closed by a moderator and show nothing."""

    session_id: str
    scenario_name: str
    token: str
    url: str
    closed: bool
    created_at: Timestamp


class StoryLinkDoor(Door):
    @operation(answer=PageOf(PublicLink))
    def list_links(self, request: Request) -> Response:
        """List the public links to your stories, the newest first."""
        found = story_links.links_of(user_id=player_of(request).pk)
        return self.pages(found, lambda link: link_answer(link, request))

    @operation(answer=PublicLink, raises=(NotFound,))
    def show_link(self, request: Request, session_id: str) -> Response:
        """Get the public link to your story. Not found while there is none."""
        link = story_links.link_of(user_id=player_of(request).pk, session_id=session_id)
        if link is None:
            raise NotFound(NO_LINK)
        return Response(link_answer(link, request))

    @operation(request=Nothing, answer=PublicLink, raises=(NotFound, StoryLinkClosed))
    def create_link(self, request: Request, session_id: str) -> Response:
        """Let anyone with the link read your story, also the turns that you play later. An existing link stays the same.

        Readers see the story's text and your own words, and nothing of other players.
        """
        read(Nothing, request)
        link = story_links.create_link(user_id=player_of(request).pk, session_id=session_id)
        return Response(link_answer(link, request))

    @operation(answer=None, status=204, raises=(NotFound,))
    def revoke_link(self, request: Request, session_id: str) -> Response:
        """Revoke the public link to your story. Its address shows nothing from now on."""
        story_links.revoke_link(user_id=player_of(request).pk, session_id=session_id)
        return Response(status=204)


class PublicStoryDoor(Door):
    permission_classes = (AllowAny,)

    @operation(answer=PublicStory, raises=(NotFound, RateLimited))
    def show_story(self, request: Request, token: str) -> Response:
        """Read a story by its public link."""
        story = public_story.read_story(token=token, address=client_address(request))
        return Response(story, headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"})


def link_answer(link: StoryLink, request: HttpRequest) -> PublicLink:
    return {
        "session_id": link.session.short_id,
        "scenario_name": link.session.revision.scenario.name,
        "token": link.token,
        "url": request.build_absolute_uri(reverse("public-story", args=[link.token])),
        "closed": link.is_closed,
        "created_at": utc(link.created_at),
    }
