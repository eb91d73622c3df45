"""What one stream alone is told: its beginning, its end, and the answers to what its client said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from worlds.event_types.base import LEFT_OUT, StreamFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class GameStateFrame(StreamFrame):
    """Everything as it stands at one event: `sequence`, the last that this reader could see.

    `view` is the reader's game as the API tells it, null for who watches; `world` is the world's page of the API.
    """

    TYPE: ClassVar[str] = "game_state"
    ON_SSE: ClassVar[bool] = True

    sequence: int
    role: str
    view: Mapping[str, Any] | None
    world: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GameReplayFrame(StreamFrame):
    """What has just happened, for show: none of it is numbered again."""

    TYPE: ClassVar[str] = "game:replay"
    ON_SSE: ClassVar[bool] = True

    replay: bool
    events: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResyncFrame(StreamFrame):
    """The log no longer reaches back to where the client wanted to resume: count on from `sequence`."""

    TYPE: ClassVar[str] = "resync"
    ON_SSE: ClassVar[bool] = True

    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatFrame(StreamFrame):
    """Nothing happened for a while; the line still stands."""

    TYPE: ClassVar[str] = "heartbeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class PongFrame(StreamFrame):
    """The answer to `ping`."""

    TYPE: ClassVar[str] = "pong"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnResultFrame(StreamFrame):
    """The answer to `turn`: what the API answers to the same turn."""

    TYPE: ClassVar[str] = "turn_result"

    kind: str
    cell: str | None
    narrative: str
    changes: Sequence[Mapping[str, Any]]
    time_passed: int
    fired: Sequence[str]
    improvisation: Mapping[str, Any] | None
    read_as: Mapping[str, Any] | None
    did_you_mean: Sequence[Mapping[str, Any]]
    session_id: str
    turn: int
    scene: int
    beat: int
    number: int
    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatResultFrame(StreamFrame):
    """The answer to `chat`: the number of the event that the words became."""

    TYPE: ClassVar[str] = "chat_result"

    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResponseFrame(StreamFrame):
    """The answer to `command`: what the API answers to the same command. `result` depends on the verb."""

    TYPE: ClassVar[str] = "command_response"

    command: str
    success: bool
    result: Any
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorFrame(StreamFrame):
    """A refusal with a stable `code` and one sentence; `retry_after` in seconds, where trying again may help.

    Over SSE it is a stream's last message. Browsers cannot tell it there from their own event of that name, so ours ask why.
    """

    TYPE: ClassVar[str] = "error"

    code: str
    message: str
    details: Mapping[str, Any]
    retry_after: float | None = field(default=None, metadata=LEFT_OUT)
