"""The transcript of a world for its people."""

from typing import Any, TypedDict

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import NotFound, RateLimited
from common.schema import operation
from common.viewsets import Door, Timestamp
from worlds.api import answers
from worlds.api.chat import whole_number
from worlds.api.games import player_of
from worlds.feed.event import Seen
from worlds.services import frames
from worlds.services.games.world_transcript import Passage, world_transcript
from worlds.services.membership.errors import NotAMember

PAGE_ASKED = OpenApiParameter("page", {"type": "integer", "minimum": 1, "default": 1})


class WorldPassage(TypedDict):
    """Either an event, as in the streams, or a turn of your own."""

    at: Timestamp
    event: dict[str, Any] | None
    turn: answers.TranscriptLine | None


class WorldTranscriptPage(TypedDict):
    """`begins_late`: the log no longer holds what came before these passages."""

    page: int
    pages: int
    begins_late: bool
    passages: list[WorldPassage]


class WorldTranscriptDoor(Door):
    @operation(answer=WorldTranscriptPage, parameters=[PAGE_ASKED], raises=(NotFound, NotAMember, RateLimited))
    def read_transcript(self, request: Request, world_id: str) -> Response:
        """Read the transcript of a world: everything that you could see, in order, and your own turns in full.

        If you have left, it ends where you left.
        """
        asked = whole_number(request, "page", 1)
        found = world_transcript(user_id=player_of(request).pk, world_id=world_id, page=asked)
        told = {"page": found.page, "pages": found.pages, "begins_late": found.begins_late}
        return Response({**told, "passages": [passage_answer(passage) for passage in found.passages]})


def passage_answer(passage: Passage) -> WorldPassage:
    return {
        "at": utc(passage.at),
        "event": None if passage.event is None else frames.flat_frame(Seen(passage.event, 0)),
        "turn": None if passage.turn is None else answers.transcript_line(passage.turn),
    }
