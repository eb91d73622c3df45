"""What is said on the socket of the sky: by clients as JSON Schema, and by the server as the fields under `data`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypedDict

from cosmos import limits
from worlds.consumers.frame_shapes import AUTH, NUMBER, TEXT, Schema, Shapes, or_null

COORDINATE: Final[Schema] = {"type": "number", "minimum": -limits.COORDINATE, "maximum": limits.COORDINATE}
POSITION: Final[Schema] = {"type": "array", "items": COORDINATE, "minItems": 3, "maxItems": 3}

# For each type of frame: its fields beside `type` and `id`, which of them it needs, and what its id is.
SHAPES: Final[Shapes] = {
    "auth": AUTH,
    "resume": ({"last_sequence": NUMBER}, ("last_sequence",), {}),
    "ack": ({"sequence": NUMBER}, ("sequence",), {}),
    "ping": ({"timestamp": {}}, (), or_null(TEXT)),
    "cursor": ({"position": POSITION}, ("position",), {}),
    "viewing": ({"entry_id": or_null(TEXT)}, ("entry_id",), or_null(TEXT)),
    "chat": ({"text": {**TEXT, "maxLength": limits.CHAT_TEXT}}, ("text",), or_null(TEXT)),
}


class EntryCreated(TypedDict):
    """`user_id` is null of somebody who plays unseen."""

    entry_id: str
    user_id: str | None
    user_color: str
    position: Sequence[float]


class ChunkEnriched(TypedDict):
    """A sentence of an approved idea was read; `progress` in percent, `dimension` of its vector."""

    entry_id: str
    chunk_index: int
    dimension: int
    color: str
    progress: int


class EntryPositioned(TypedDict):
    """A star has its place."""

    entry_id: str
    position: Sequence[float]
    cluster: Any


class EntryIntegrated(TypedDict):
    """An idea became part of a story, at this node."""

    entry_id: str
    scenario_id: str
    node_id: str


class EntryRemoved(TypedDict):
    """A star is gone."""

    entry_id: str


class VisitorTold(TypedDict):
    """Somebody who looks at the sky. `visitor_id` tells them apart for a day; `user_id` is null for a hidden player."""

    visitor_id: str
    user_id: str | None
    display_name: str
    color: str
    is_agent: bool


class VisitorPresent(VisitorTold):
    """`viewing` is the star that they look at, `position` where their cursor is."""

    viewing: str | None
    position: Sequence[float] | None


class CosmosState(TypedDict):
    """The first frame of a stream, and of one that resumes: events go on after `sequence`; `visitors` are all but oneself."""

    sequence: int
    layout_version: int
    you: VisitorTold
    visitors: Sequence[VisitorPresent]


class UserLeft(TypedDict):
    """Somebody closed their last socket."""

    visitor_id: str
    user_id: str | None


class UserViewing(TypedDict):
    """Somebody looks at a star, or at none any more."""

    visitor_id: str
    user_id: str | None
    entry_id: str | None


class CursorMoved(TypedDict):
    """`position` is null of a cursor that is away, or too far to be shown."""

    visitor_id: str
    user_id: str | None
    position: Sequence[float] | None


class Cursors(TypedDict):
    """Several cursors that moved within a moment."""

    moved: Sequence[CursorMoved]


class SkyLine(VisitorTold):
    """What somebody said at this time (UTC) to all who look at the sky; its speaker's own has the `id` of their frame."""

    line_id: str
    text: str
    said_at: str


class ChatHistory(TypedDict):
    """The newest lines before now, the oldest first, behind each `cosmos_state`. One that is told meanwhile may be here, too."""

    lines: Sequence[SkyLine]


class LinesRemoved(TypedDict):
    """A moderator hid these lines, or their speaker is gone: show them no longer."""

    line_ids: Sequence[str]


class LayoutChanged(TypedDict):
    """Every star has another place now: read the sky again."""

    layout_version: int


NUMBERED: Final[Mapping[str, type]] = {
    "entry_created": EntryCreated,
    "chunk_enriched": ChunkEnriched,
    "entry_positioned": EntryPositioned,
    "entry_integrated": EntryIntegrated,
    "entry_removed": EntryRemoved,
    "lines_removed": LinesRemoved,
}
UNNUMBERED: Final[Mapping[str, type]] = {
    "cosmos_state": CosmosState,
    "user_joined": VisitorTold,
    "user_left": UserLeft,
    "user_viewing": UserViewing,
    "cursor_moved": CursorMoved,
    "cursors": Cursors,
    "chat_history": ChatHistory,
    "chat_message": SkyLine,
    "layout_changed": LayoutChanged,
}
