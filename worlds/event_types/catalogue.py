"""The one list of all types of events. What is not in it cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Final, NamedTuple

from worlds.event_types import ephemeral, stored, stream_frames
from worlds.event_types.base import KEY, OPTIONAL, EphemeralEvent, Event, StoredEvent, StreamFrame

STORED: Final[tuple[type[StoredEvent], ...]] = (
    stored.PlayerJoined,
    stored.PlayerLeft,
    stored.PlayerMoved,
    stored.PlayerEntered,
    stored.PlayerLeftRoom,
    stored.TurnPlayed,
    stored.OutcomeTold,
    stored.WorldStateChanged,
    stored.ChatMessage,
    stored.PlayerFinished,
    stored.ContentIntegrated,
    stored.CriticalItemRecovered,
    stored.WorldArchived,
)
EPHEMERAL: Final[tuple[type[EphemeralEvent], ...]] = (
    ephemeral.Typing,
    ephemeral.TurnWaiting,
    ephemeral.ImprovisationMoved,
    ephemeral.PresenceChanged,
    ephemeral.PlayerLeftGame,
    ephemeral.RoomOccupants,
    ephemeral.RoomUpdate,
    ephemeral.FollowersChanged,
    ephemeral.ReadyChanged,
    ephemeral.FollowRequest,
    ephemeral.FollowState,
    ephemeral.PartyState,
    ephemeral.ServerShutdown,
)
STREAM_FRAMES: Final[tuple[type[StreamFrame], ...]] = (
    stream_frames.GameStateFrame,
    stream_frames.GameReplayFrame,
    stream_frames.ResyncFrame,
    stream_frames.HeartbeatFrame,
    stream_frames.PongFrame,
    stream_frames.TurnResultFrame,
    stream_frames.ChatResultFrame,
    stream_frames.CommandResponseFrame,
    stream_frames.ErrorFrame,
)
EVENT_TYPES: Final[tuple[type[Event], ...]] = (*STORED, *EPHEMERAL, *STREAM_FRAMES)

# Those that follow from a record of the world's log: replaying says what they must be.
OF_RECORDS: Final = frozenset(
    kind.TYPE
    for kind in (
        stored.PlayerJoined,
        stored.PlayerLeft,
        stored.PlayerMoved,
        stored.PlayerEntered,
        stored.PlayerLeftRoom,
        stored.TurnPlayed,
        stored.WorldStateChanged,
        stored.CriticalItemRecovered,
        stored.PlayerFinished,
    )
)

# Of these only in worlds whose first record says so: see `services.proven_events`.
OF_ROOMS: Final = frozenset((stored.PlayerEntered.TYPE, stored.PlayerLeftRoom.TYPE))

# What is told beside an event of these types, in words.
SENTENCES: Final[Mapping[str, str]] = {kind.TYPE: kind.SENTENCE for kind in STORED if kind.SENTENCE}

# What a browser's EventSource can hear by name.
ON_SSE: Final[tuple[type[Event], ...]] = (*STORED, *EPHEMERAL, *(kind for kind in STREAM_FRAMES if kind.ON_SSE))
# And what it may carry at all: its last message can be a refusal.
OVER_SSE: Final[tuple[type[Event], ...]] = (*ON_SSE, stream_frames.ErrorFrame)

RECHECKS_ACTOR: Final = frozenset(kind.TYPE for kind in STORED if kind.RECHECKS == "actor")
RECHECKS_EVERYBODY: Final = frozenset(kind.TYPE for kind in STORED if kind.RECHECKS == "everybody")


class PayloadField(NamedTuple):
    attribute: str
    key: str  # in JSON
    is_optional: bool  # left out while it is None


def _payload_fields(kind: type[Event]) -> tuple[PayloadField, ...]:
    return tuple(
        PayloadField(one.name, one.metadata.get(KEY, one.name), one.metadata.get(OPTIONAL, False))
        for one in fields(kind)
    )


# Read off the dataclasses once: an event is turned into JSON for every row.
PAYLOAD_FIELDS: Final[Mapping[type[Event], tuple[PayloadField, ...]]] = {
    kind: _payload_fields(kind) for kind in EVENT_TYPES
}
