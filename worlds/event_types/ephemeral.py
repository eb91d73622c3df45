"""Events that are told once to those who listen, and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypedDict

from worlds.event_types.audience import Only, Room, World
from worlds.event_types.base import LEFT_OUT, EphemeralEvent, keyed


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing(EphemeralEvent):
    """Somebody is typing what you will be able to read; told at most once a second.

    `location` is there where they speak to those at one place only.
    """

    TYPE: ClassVar[str] = "typing"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Room, Only)

    location: str | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWaiting(EphemeralEvent):
    """Your turn at `location` waits for others; `position` counts those who go before."""

    TYPE: ClassVar[str] = "turn_waiting"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Only,)

    location: str
    reason: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovisationMoved(EphemeralEvent):
    """What became of an idea that you shared: its new status, and why; `reason` may be empty."""

    TYPE: ClassVar[str] = "improvisation_moved"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Only,)

    improvisation_id: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyChanged(EphemeralEvent):
    """How many of the players are ready; the world starts once `waiting` is false."""

    TYPE: ClassVar[str] = "ready_changed"

    ready: int
    players: int
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerShutdown(EphemeralEvent):
    """The servers stop in so many `seconds`; null once that is cancelled. `reason` may be empty. Told again as it comes near."""

    TYPE: ClassVar[str] = "server_shutdown"

    seconds: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChanged(EphemeralEvent):
    """How a member stands now: online, idle or offline, or what they say of themselves, which is `chosen_status`."""

    TYPE: ClassVar[str] = "presence_changed"

    status: str
    chosen_status: str
    location: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowersChanged(EphemeralEvent):
    """Whether a player lets others read along has changed; that player alone hears that somebody began or stopped."""

    TYPE: ClassVar[str] = "followers_changed"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (World, Only)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerLeftGame(EphemeralEvent):
    """A member's stream broke off and did not come back in time; their seat is still theirs."""

    TYPE: ClassVar[str] = "player_left_game"

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowRequest(EphemeralEvent):
    """Somebody asks to follow you about; `from` is their user id. The request ends by itself."""

    TYPE: ClassVar[str] = "follow_request"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Only,)

    asker: str = field(metadata=keyed("from"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowState(EphemeralEvent):
    """After whom you go, if anybody, and who goes after you, by their user ids, in the order in which they do.

    `reason` says in a sentence why you follow no longer, where it was not your doing.
    """

    TYPE: ClassVar[str] = "follow_state"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Only,)

    following: str | None
    followers: Sequence[str]
    reason: str | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyState(EphemeralEvent):
    """Your party, or the one that invites you, by user ids; no members and no leader: you are in none, and invited to none."""

    TYPE: ClassVar[str] = "party_state"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Only,)

    members: Sequence[str]
    leader: str | None
    invited: Sequence[str]


class Fellow(TypedDict):
    """A player as the others in their world see them, who call them `character_name`; their account is called `display_name`.

    `status` is online, away, busy, idle or offline; `is_agent` says that a program plays.
    """

    user_id: str
    display_name: str
    character_name: str
    status: str
    colour: str
    is_agent: bool


class Thing(TypedDict):
    """An item, or somebody of the story."""

    id: str
    name: str


class ExitView(TypedDict):
    """A way out; `travel_minutes` is null where the story does not count its ways."""

    target: str
    name: str
    description: str
    travel_minutes: int | None
    locked: bool
    locked_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOccupants(EphemeralEvent):
    """Everybody at the place where you are, whenever that changes: players in order of joining, people of the story by id.

    `occupants` are the names of all of them, with "(away)" behind those of players who are not there to answer; `count` counts the players. `location` is null for who only watches.
    """

    TYPE: ClassVar[str] = "room_occupants"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Room,)

    location: str | None
    players: Sequence[Fellow]
    npcs: Sequence[str]
    occupants: Sequence[str]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomUpdate(EphemeralEvent):
    """What is to be seen at the place where you are has changed; the fields are those of `GET worlds/{id}/locations/{location}`.

    `description` is the author's text as things stand, and names who and what is there.
    """

    TYPE: ClassVar[str] = "room_update"
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Room,)

    location: str
    description: str
    items: Sequence[Thing]
    npcs: Sequence[Thing]
    environment: Mapping[str, str | int]
    exits: Sequence[ExitView]
