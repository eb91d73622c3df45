"""The events of a world over SSE, where no ASGI server is in front."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from common.errors import RateLimited
from common.schema import operation
from common.viewsets import Door
from worlds.api.export import AskedInTheQuery
from worlds.api.games import player_of
from worlds.event_types.catalogue import ON_SSE
from worlds.event_types.shapes import told_schema
from worlds.services import events, streams
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.stream_leases import TooManyStreams
from worlds.wire.origins import ForeignOrigin, is_own_request
from worlds.wire.sse_text import delivery_text, opening_text
from worlds.wire.stream_params import last_seen

CURSOR = "The last event that you have; the stream goes on after it. Without one it begins with the game as it stands."
PARAMETERS = [
    OpenApiParameter("Last-Event-ID", OpenApiTypes.INT, OpenApiParameter.HEADER, description=CURSOR),
    OpenApiParameter(
        "last_event_id", OpenApiTypes.INT, description="The same as Last-Event-ID, for clients that cannot set headers."
    ),
    OpenApiParameter(
        "ticket", OpenApiTypes.STR, description="A single-use ticket from stream-tickets, instead of credentials."
    ),
    OpenApiParameter(
        "client", OpenApiTypes.STR, description="Client-chosen id; reconnecting with it replaces the old stream."
    ),
]


class StreamDoor(Door):
    """A served site answers this address by `worlds.consumers.sse`, which keeps the stream open.

    This door tells what there is so far, ends, and so has its client come back for more.
    """

    content_negotiation_class = AskedInTheQuery

    @operation(
        answer={(200, "text/event-stream"): OpenApiTypes.STR},
        parameters=PARAMETERS,
        extensions={"x-event-types": {kind.TYPE: told_schema(kind) for kind in ON_SSE}},
        raises=(NotAMember, ForeignOrigin, WorldArchived, RateLimited, TooManyStreams),
    )
    def listen(self, request: Request, world_id: str) -> HttpResponse:
        """Stream a world's events as they happen. A stream ends after ten minutes or 1 MiB; resume it with the last event id."""
        if request.auth is None and not is_own_request(request._request):  # noqa: SLF001 - as Django has it
            raise ForeignOrigin
        access = streams.stream_access(user_id=player_of(request).pk, world_id=world_id)
        after = last_seen(request.headers, request.query_params)
        streams.pay_opening(access.user_id, after=after)
        beginning = streams.start_stream(access, after=after)
        page = events.read_events(
            access.world_id,
            after=beginning.cursor,
            limit=100,
            reader=access.user_id,
            is_fellow=access.is_fellow,
        )
        told = (delivery_text(seen, is_fellow=access.is_fellow) for seen in page.events)
        text = opening_text(access.world, beginning) + "".join(told)
        return HttpResponse(
            text, content_type="text/event-stream; charset=utf-8", headers={"Cache-Control": "no-store"}
        )
