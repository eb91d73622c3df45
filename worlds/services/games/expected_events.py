"""What the others in a world are told of a record: the events that must follow from it, made of what replaying says.

Made by the code that tells them in play. A kind of record that tells the others something has its case in `told_of`, and
the types of its events stand in `event_types.catalogue.OF_RECORDS`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from worlds.event_types.audience import Only, Room
from worlds.event_types.base import StoredEvent
from worlds.event_types.stored import PlayerFinished, PlayerJoined, PlayerLeft, WorldStateChanged
from worlds.feed.event import payload_of
from worlds.models import TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules import grid
from worlds.rules.critical_items.maintenance import changes_of
from worlds.rules.outcome import Step
from worlds.rules.state import Player
from worlds.services.critical_items.recoveries import recoveries_told
from worlds.services.events import NewEvent
from worlds.services.games.world_records import Checked
from worlds.services.games.world_replay import PLAYED
from worlds.services.membership.players import came_and_went, crossing_told
from worlds.services.turns.result import changes_told, moved_by_staff, player_moved, turn_told

Kind = TurnRecord.Kind


@dataclass(frozen=True, slots=True)
class PlayerOfGame:
    """Whose game it is: their account's id in both forms."""

    id: uuid.UUID
    short_id: str


@dataclass(frozen=True, slots=True)
class WorldMoment:
    """What an event is told from besides its record: whose each game is, and the world's turn counter after the record."""

    people: Mapping[str, PlayerOfGame]
    turn: int


@dataclass(frozen=True, slots=True)
class Expected:
    """An event that must be there. `near` are the only ones who hear it, `far` those who do and are not near.

    Without either everybody hears it. Who watches without a seat is far, too, and in no record: so more than `far` may hear.
    """

    what: StoredEvent
    actor: uuid.UUID | None = None
    room: str = ""
    near: frozenset[str] | None = None
    far: frozenset[str] | None = None
    text: uuid.UUID | None = None

    def row(self, *, heard_by: list[str] | None) -> dict[str, Any]:
        """The event as plain values; `heard_by` is who hears the one that was found."""
        return {
            "type": self.what.TYPE,
            "payload": payload_of(self.what),
            "actor": None if self.actor is None else str(self.actor),
            "room": self.room,
            "audience": self._audience(heard_by),
            "text": None if self.text is None else str(self.text),
        }

    def _audience(self, heard_by: list[str] | None) -> list[str] | None:
        if self.near is None:
            return None
        if self.far is None:
            return sorted(self.near)
        fits = heard_by is not None and self.far <= set(heard_by) and self.near.isdisjoint(heard_by)
        return heard_by if fits else sorted(self.far)


def told_of(checked: Checked, now: WorldMoment, *, is_heard: bool) -> list[Expected]:
    """The events that must follow from a record, in order; `is_heard` where those at the place heard the player's words.

    Raises LookupError for a record of a game that the world does not have.
    """
    record, step = checked.record, checked.step
    if step is None:
        return _maintained(checked, now)
    me = now.people[str(record.session_id)]
    match record.kind:
        case kind if kind in PLAYED:
            told = _turn(checked, step, me, now, is_heard=is_heard)
            news = [*_moved(step, me), *_changed(step, me, now), *_recovered(checked, now), *_finished(step, me)]
            return [*told, *_crossed(checked, step, me, now), *news]
        case Kind.JOIN:
            joined = PlayerJoined(location=step.after.player.location)
            target = None if step.after.player.finish is not None else joined.location
            came = _heard_at(came_and_went(me.id, _seated(checked, now), target=target))
            return [*came, Expected(joined, me.id), *_changed(step, me, now), *_finished(step, me)]
        case Kind.LEAVE:
            went = came_and_went(me.id, _seated(checked, now), origin=step.before.player.location)
            left = PlayerLeft(reason=record.command["reason"])
            return [*_changed(step, me, now), *_heard_at(went), Expected(left, me.id)]
        case Kind.INBOX:
            crossed = _crossed(checked, step, me, now)
            return [*crossed, *_moved(step, me), *_changed(step, me, now), *_finished(step, me)]
        case Kind.MAINTENANCE:
            moved = [*_crossed(checked, step, me, now), *_moved(step, me, by_staff="by" in record.command)]
            return [*moved, *_changed(step, me, now), *_finished(step, me)]
    return []


def _turn(checked: Checked, step: Step, me: PlayerOfGame, now: WorldMoment, *, is_heard: bool) -> list[Expected]:
    record, here = checked.record, step.before.player.location
    option = compiled_scenario(record.revision).nodes[step.before.player.node].option(step.option_id or "")
    told = turn_told(step, record, turn=now.turn, is_private=option is not None and option.private)
    if not is_heard:
        return [Expected(told, me.id, here)]
    seated = {str(person): place for person, place in _seated(checked, now).items()}
    near = frozenset(person for person, place in seated.items() if place == here)
    return [
        Expected(told, me.id, here, near=near, text=record.text_id),
        Expected(told, me.id, here, near=near, far=frozenset(seated) - near),
    ]


def _seated(checked: Checked, now: WorldMoment) -> dict[uuid.UUID, str]:
    return {now.people[player].id: place for player, place in checked.seated.items()}


def _crossed(checked: Checked, step: Step, me: PlayerOfGame, now: WorldMoment) -> list[Expected]:
    return _heard_at(crossing_told(step, me.id, _seated(checked, now)))


def _heard_at(news: Iterable[NewEvent]) -> list[Expected]:
    """News for those at one place."""
    heard = ((new, new.audience) for new in news)
    return [
        Expected(new.what, new.actor_id, room.location, near=frozenset(map(str, room.people or ())))
        for new, room in heard
        if isinstance(room, Room)
    ]


def _moved(step: Step, me: PlayerOfGame, *, by_staff: bool = False) -> list[Expected]:
    tell = moved_by_staff if by_staff else player_moved
    return [Expected(new.what, me.id) for new in tell(step, user_id=me.id)]


def _changed(step: Step, me: PlayerOfGame, now: WorldMoment) -> list[Expected]:
    if not step.shared:
        return []
    return [Expected(WorldStateChanged(changes=changes_told(step.shared, by=me.short_id), turn=now.turn))]


def _maintained(checked: Checked, now: WorldMoment) -> list[Expected]:
    """Of a record by which the world brings back critical items between turns; nothing of any other."""
    if not checked.recoveries:
        return []
    changes = changes_told(changes_of(checked.recoveries), by=None)
    return [Expected(WorldStateChanged(changes=changes, turn=now.turn)), *_recovered(checked, now)]


def _recovered(checked: Checked, now: WorldMoment) -> list[Expected]:
    players = {player: now.people[player].id for player in checked.seated}
    return [
        Expected(new.what, near=frozenset(map(str, new.audience.users)) if isinstance(new.audience, Only) else None)
        for new in recoveries_told(checked.recoveries, players)
    ]


def _finished(step: Step, me: PlayerOfGame) -> list[Expected]:
    player = step.after.player
    return [] if player.finish is None else [Expected(_finish_of(player), me.id)]


def _finish_of(player: Player) -> PlayerFinished:
    assert player.finish is not None, "a finished story"
    return PlayerFinished(ending=player.finish.id, ending_type=player.finish.type, tier=grid.tier(player.cells))
