"""Events that are numbered and kept. The order of the fields is the order of the JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, NotRequired, TypedDict

from worlds.event_types.audience import Only, Room, World
from worlds.event_types.base import LEFT_OUT, Rechecks, StoredEvent, keyed

AnyAudience = tuple[type[World | Room | Only], ...]


class SharedChange(TypedDict):
    """One change of the world's own state: a `value` at a path, or an `item` added to a list there or removed.

    `caused_by` is the user who caused it, by their short id, or null beside the `event` of the story that did it, or
    beside `recovered` where the world brought back a critical item.
    """

    path: str
    value: NotRequired[Any]
    action: NotRequired[Literal["added", "removed"]]
    item: NotRequired[str]
    caused_by: str | None
    event: NotRequired[str]
    recovered: NotRequired[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerJoined(StoredEvent):
    """Somebody took a seat, or came back to theirs, at `location`."""

    TYPE: ClassVar[str] = "player_joined"
    RECHECKS: ClassVar[Rechecks] = "actor"

    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerLeft(StoredEvent):
    """Somebody gave their seat up, or the host sent them away."""

    TYPE: ClassVar[str] = "player_left"
    RECHECKS: ClassVar[Rechecks] = "actor"

    reason: str  # left, kicked or banned


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerMoved(StoredEvent):
    """Somebody went from one location to another, or was moved there by the staff, outside the story (`by_staff`)."""

    TYPE: ClassVar[str] = "player_moved"

    origin: str = field(metadata=keyed("from"))
    target: str = field(metadata=keyed("to"))
    by_staff: bool | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerEntered(StoredEvent):
    """Somebody came to the place where you are: by a way, as their story began, or back to their seat.

    It is for the others at the place; everybody in the world is told `player_moved` or `player_joined` after it.
    """

    TYPE: ClassVar[str] = "player_entered"
    AUDIENCES: ClassVar[AnyAudience] = (Room,)
    SENTENCE: ClassVar[str] = "{name} enters the room."

    scope: Literal["room"] = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerLeftRoom(StoredEvent):
    """Somebody went from the place where you are: elsewhere, out of the world, or to the end of their story."""

    TYPE: ClassVar[str] = "player_left_room"
    AUDIENCES: ClassVar[AnyAudience] = (Room,)
    SENTENCE: ClassVar[str] = "{name} leaves the room."

    scope: Literal["room"] = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPlayed(StoredEvent):
    """What somebody did, without its answer. Their own words are for those at the place; all others are told without.

    `turn` is the world's counter, `kind` and `cell` are those of the turn's result. `option_text` is null for words of
    their own.
    """

    TYPE: ClassVar[str] = "turn_played"
    AUDIENCES: ClassVar[AnyAudience] = (World, Room, Only)
    HAS_TEXT: ClassVar[bool] = True

    turn: int
    kind: str
    cell: str | None
    option_text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTold(StoredEvent):
    """What came of an option that somebody chose, in the author's words, to the other players at the place.

    It follows its `turn_played`, which has the same `turn`. Nothing of words of their own, nor of a private option.
    """

    TYPE: ClassVar[str] = "outcome_told"
    AUDIENCES: ClassVar[AnyAudience] = (Room,)

    turn: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldStateChanged(StoredEvent):
    """Exactly the world's part of a turn, in order; nothing of any player's own state. `turn` is the world's counter."""

    TYPE: ClassVar[str] = "world_state_changed"

    changes: Sequence[SharedChange]
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage(StoredEvent):
    """Words by a player: to the world, to those at the same place, to their party, or whispered to one person; `role` tells a spectator's.

    `kind` says that they tell what their player does: `waves.` is shown behind the name. A pose tells how they stand.
    `to` is told of a whisper alone, to the two who hear it: whom it is for.
    """

    TYPE: ClassVar[str] = "chat_message"
    AUDIENCES: ClassVar[AnyAudience] = (World, Room, Only)
    HAS_TEXT: ClassVar[bool] = True
    HAS_RECIPIENT: ClassVar[bool] = True

    channel: Literal["world", "room", "party", "whisper"]
    role: Literal["spectator"] | None = field(default=None, metadata=LEFT_OUT)
    kind: Literal["emote", "pose"] | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerFinished(StoredEvent):
    """Somebody's story ended. `ending` is its node, `tier` what they had reached; not by which way they got there."""

    TYPE: ClassVar[str] = "player_finished"
    RECHECKS: ClassVar[Rechecks] = "actor"

    ending: str
    ending_type: str
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentIntegrated(StoredEvent):
    """A player's idea became an option of this world's story, or was taken out of it again."""

    TYPE: ClassVar[str] = "content_integrated"

    action: Literal["added", "retired"]
    revision: int
    node_id: str
    option_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalItemRecovered(StoredEvent):
    """An item without which the story cannot be won was brought back to `restored_to`; null for one too many, which went.

    `tick` is the world's turn counter, `public` the author's line, empty where there is none. Whoever lost the item by it is
    told once more, with `was_yours`.
    """

    TYPE: ClassVar[str] = "critical_item_recovered"
    AUDIENCES: ClassVar[AnyAudience] = (World, Only)

    tick: int
    item: str
    reason: str
    restored_to: str | None
    public: str
    was_yours: bool | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldArchived(StoredEvent):
    """The world is over: its streams end, its stories stay readable."""

    TYPE: ClassVar[str] = "world_archived"
    RECHECKS: ClassVar[Rechecks] = "everybody"
