"""Where people point: gathered for a moment, and told together to those who are near."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final, NamedTuple

from cosmos import limits
from cosmos.consumers.roster import Roster
from cosmos.consumers.server_frames import cursors_text
from cosmos.consumers.visits import Visit
from cosmos.rules.cursors import AWAY, nearest_cursors
from cosmos.rules.positions import Position
from cosmos.services.visitors import Visitor
from worlds.services.frames import encode_frame

BATCH: Final = 0.05  # seconds between two frames of cursors: 20 a second
SHARE: Final = 9  # times what telling cursors took, that it rests: a tenth of the loop is theirs


class Place(NamedTuple):
    position: Position
    at: float  # monotonic


class Cursors:
    """Those of everybody, by person. `send` tells the other processes where people of this one point."""

    def __init__(self, visits: Collection[Visit], roster: Roster, send: Callable[[dict[str, Any]], None]) -> None:
        self.places: dict[uuid.UUID, Place] = {}
        self._visits, self._roster, self._send = visits, roster, send
        self._fresh: set[uuid.UUID] = set()  # moved since the last batch
        self._own: set[uuid.UUID] = set()  # those of them that others have not been told of
        self._encoded: dict[tuple[uuid.UUID, Position | None], str] = {}  # each cursor once for all who are told of it
        self._wake = asyncio.Event()

    def move(self, person: uuid.UUID, position: Position) -> None:
        self._own.add(person)
        self._moved(person, position)

    def hear(self, moved: Iterable[list[Any]]) -> None:
        """What another process tells: a person and three numbers for each cursor."""
        for person, x, y, z in moved:
            self._moved(uuid.UUID(person), (x, y, z))

    async def run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            began = time.monotonic()
            self.tell_moves()
            # Of many who move at once each is told less often: turns on the same loop must not wait for cursors.
            await asyncio.sleep(max(BATCH, SHARE * (time.monotonic() - began)))

    def tell_moves(self) -> None:
        self._encoded.clear()
        fresh, self._fresh = self._fresh, set()
        own, self._own = self._own & self.places.keys(), set()
        if own:
            self._send({"kind": "cursors", "moved": [[str(person), *self.places[person].position] for person in own]})
        for visit in self._visits:
            # Whoever has moved sees others come near who rest.
            self._tell(visit, self.places.keys() if visit.person in fresh else fresh & self.places.keys(), fresh)

    def forget_those_away(self, now: float) -> None:
        """A cursor that rests is gone, and so is that of somebody who has left."""
        away = [
            person
            for person, place in self.places.items()
            if now - place.at >= AWAY or self._roster.find(person) is None
        ]
        for person in away:
            del self.places[person]
        for visit in self._visits:
            self._tell(visit, (), ())

    def _moved(self, person: uuid.UUID, position: Position) -> None:
        self.places[person] = Place(position, time.monotonic())
        self._fresh.add(person)
        self._wake.set()

    def _tell(self, visit: Visit, asked: Collection[uuid.UUID], fresh: Collection[uuid.UUID]) -> None:
        """Tell one socket which of the cursors that are asked for are near it now, and which it showed are not."""
        others = ((person, self.places[person].position) for person in asked if person != visit.person)
        near = nearest_cursors(visit.position, others, most=limits.CURSORS)
        gone = {each for each in visit.near if each not in self.places or (each in asked and each not in near)}
        news = {person: place for person, place in near.items() if person in fresh or person not in visit.near}
        visit.near = (visit.near | near.keys()) - gone
        told = [self._text_of(person, place) for person, place in (news | dict.fromkeys(gone)).items()]
        if moved := [text for text in told if text]:
            visit.outbox.tell(cursors_text(moved))

    def _text_of(self, person: uuid.UUID, position: Position | None) -> str:
        """Empty for somebody who has left, which is told."""
        if (text := self._encoded.get((person, position))) is None:
            present = self._roster.find(person)
            text = self._encoded[person, position] = "" if present is None else _encoded(present.visitor, position)
        return text


def _encoded(visitor: Visitor, position: Position | None) -> str:
    return encode_frame({"visitor_id": visitor.visitor_id, "user_id": visitor.user_id, "position": position})
