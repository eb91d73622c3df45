"""A world's events as lines of text/event-stream."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from common.errors import KleeneError
from worlds.event_types.base import Event
from worlds.event_types.stream_frames import ErrorFrame, ResyncFrame
from worlds.feed.event import Seen
from worlds.feed.subscriber import Delivery, Ephemeral, Passed, Pulse
from worlds.services import frames
from worlds.services.streams import StreamStart

RETRY: Final = 2000  # milliseconds that a browser waits before it resumes


def opening_text(world: str, beginning: StreamStart) -> str:
    lines = [f"retry: {RETRY}\n\n"]
    if beginning.is_fresh_start:
        lines.append(_unnumbered(world, ResyncFrame(sequence=beginning.seen)))
    if beginning.state is not None:
        lines.append(f"id: {beginning.cursor}\n" + _unnumbered(world, beginning.state))
        assert beginning.occupants is not None, "who begins afresh is somewhere, or watches"
        lines.append(_unnumbered(world, beginning.occupants))
        lines.append(_unnumbered(world, frames.replayed_frame(beginning.replay, frames.flat_frame)))
        lines += [_unnumbered(world, told) for told in beginning.bonds]
    return "".join(lines)


def _unnumbered(world: str, told: Event) -> str:
    frame = frames.frame_envelope(told, world=world, at=datetime.now(UTC))
    return _message(told.TYPE, frames.encode_frame(frames.flattened_frame(frame)))


def refusal_text(world: str, refusal: KleeneError) -> str:
    """The last message of a stream that may not go on."""
    told = ErrorFrame(code=refusal.code, message=refusal.message, details=dict(refusal.details))
    return _unnumbered(world, told)


def delivery_text(delivery: Delivery, *, is_fellow: bool) -> str:
    match delivery:
        case Seen(event, _):
            return f"id: {event.sequence}\n{_message(event.type, frames.flat_text(delivery, is_fellow=is_fellow))}"
        case Passed(sequence):
            return f"id: {sequence}\n\n"
        case Ephemeral():
            return _message(delivery.type, frames.flat_ephemeral_text(delivery, is_fellow=is_fellow))
        case _:
            assert delivery is Pulse.BEAT
            return ": still here\n\n"


def _message(kind: str, data: str) -> str:
    # JSON holds no bare line break, so the data is one line.
    return f"event: {kind}\ndata: {data}\n\n"
