"""What the server says on the socket of the sky, in the envelope of a world's socket. Each event is encoded once for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, NamedTuple

from cosmos.models import CosmosEvent
from cosmos.services.lines import ToldLine
from worlds.services.frames import encode_frame, time_stamp


class Told(NamedTuple):
    """An event of the log as every socket is told it."""

    sequence: int
    text: str


def told_event(event: CosmosEvent) -> Told:
    numbers = {"sequence_number": event.sequence, "prev_sequence": event.sequence - 1}
    return Told(
        event.sequence, _text(event.type, event.payload, event.created_at, event.payload.get("user_id"), **numbers)
    )


def unnumbered_text(kind: str, data: Mapping[str, Any], **beside: Any) -> str:
    """A frame that is told once; `beside` holds the `id` of the frame that it answers."""
    return _text(kind, data, datetime.now(UTC), data.get("user_id"), **beside)


def line_data(line: ToldLine) -> dict[str, Any]:
    """A line as frames tell it."""
    said_at = time_stamp(line.said_at)
    return {**asdict(line.speaker), "line_id": line.line_id, "text": line.text, "said_at": said_at}


def cursors_text(moved: Sequence[str]) -> str:
    """Several cursors, each encoded already, in one frame; a single one as the frame of its own."""
    kind, data = ("cursor_moved", moved[0]) if len(moved) == 1 else ("cursors", f'{{"moved":[{",".join(moved)}]}}')
    return f'{encode_frame(_around(kind, datetime.now(UTC), None))[:-1]},"data":{data}}}'


def _text(kind: str, data: Mapping[str, Any], at: datetime, player: str | None, **beside: Any) -> str:
    return encode_frame({**_around(kind, at, player), **beside, "data": data})


def _around(kind: str, at: datetime, player: str | None) -> dict[str, Any]:
    told = {"event_type": kind, "type": kind, "timestamp": time_stamp(at)}
    return {**told, "world_id": None, "room_id": None, "player_id": player}
