"""What is said in a world, and the log of what happened there, as JSON."""

from __future__ import annotations

from typing import Any, Final, TypedDict

from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import InvalidInput, RateLimited
from common.fields import Choice, Key, Prose, StrictSerializer
from common.limits import ID
from common.schema import operation
from common.text_filter import TextNotFit
from common.viewsets import Door, read
from worlds import limits
from worlds.api import parameters
from worlds.api.games import player_of
from worlds.feed.event import Seen
from worlds.services import chat, frames
from worlds.services.groups.errors import NotInParty
from worlds.services.membership import event_pages
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.turns.request import IdempotencyConflict

MOST: Final = 100


class Words(StrictSerializer):
    text = Prose(max_length=limits.CHAT_TEXT)
    channel = Choice(choices=tuple(chat.SPOKEN), default="world")
    to = Key(max_length=ID, required=False, help_text="Whisper to this user.")


class Heard(TypedDict):
    """Events as in the streams: the fields of their type beside those of the envelope."""

    events: list[dict[str, Any]]


class Log(Heard):
    last_sequence: int
    complete: bool


class ChatDoor(Door):
    @operation(
        request=Words,
        answer=OpenApiTypes.OBJECT,
        status=201,
        parameters=[parameters.IDEMPOTENCY_KEY, parameters.REPLAYED],
        raises=(NotAMember, WorldArchived, TextNotFit, NotInParty, RateLimited, IdempotencyConflict),
    )
    def say(self, request: Request, world_id: str) -> Response:
        """Send a message to the world, to the room, to your party, or to one person. The answer is the message as others see it."""
        wish, player = read(Words, request), player_of(request)
        key = parameters.idempotency_key(request)
        said = chat.send_message(user_id=player.pk, world_id=world_id, idempotency_key=key, **wish)
        replayed = {"Idempotent-Replayed": "true"} if said.replayed else {}
        return Response(event_pages.event_payload(said.event, reader=player.pk), status=201, headers=replayed)

    @operation(answer=Heard, parameters=[parameters.LIMIT], raises=(NotAMember,))
    def read_chat(self, request: Request, world_id: str) -> Response:
        """List the latest messages that you could see, oldest first."""
        heard = chat.chat_history(
            user_id=player_of(request).pk, world_id=world_id, limit=whole_number(request, "limit", MOST)
        )
        return Response({"events": [frames.flat_frame(Seen(event, 0)) for event in heard]})

    @operation(answer=Log, parameters=[parameters.AFTER, parameters.LIMIT], raises=(NotAMember,))
    def read_log(self, request: Request, world_id: str) -> Response:
        """List the events of a world that you are in, after event `after`: the same events as in the streams."""
        after, limit = whole_number(request, "after", 0), whole_number(request, "limit", MOST)
        page = event_pages.event_page(user_id=player_of(request).pk, world_id=world_id, after=after, limit=limit)
        told = [frames.flat_frame(seen) for seen in page.events]
        return Response({"events": told, "last_sequence": page.last_sequence, "complete": page.complete})


def whole_number(request: Request, name: str, otherwise: int) -> int:
    """A whole number of the query. Raises InvalidInput; a limit lies between 1 and 100."""
    text = request.query_params.get(name)
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise InvalidInput(f"{name} must be a whole number.", **{name: ["Use a whole number."]})
    number = int(text)
    if name == "limit" and not 1 <= number <= MOST:
        raise InvalidInput(f"{name} must be from 1 to {MOST}.", limit=[f"Use 1 to {MOST}."])
    return number
