"""The visitors of the sky now: at the sockets of this process, and as far as messages go, at those of all others."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any, Final

from cosmos.consumers.server_frames import unnumbered_text
from cosmos.consumers.visits import Present
from cosmos.services.visitors import Visitor

LOST: Final = 30.0  # seconds after which a process that tells nothing has nobody

Tell = Callable[[str, uuid.UUID], None]  # a frame to all but one person
Send = Callable[[dict[str, Any]], None]  # a message to the other processes
People = dict[uuid.UUID, Present]


class Roster:
    """Changes are told to this process's sockets by `tell`, and its own to the other processes by `send`."""

    def __init__(self, tell: Tell, send: Send) -> None:
        self.here: People = {}
        self.elsewhere: dict[str, People] = {}
        self._heard: dict[str, float] = {}
        self._tell, self._send = tell, send

    def arrive(self, person: uuid.UUID, visitor: Visitor) -> None:
        known = self.here.get(person)
        sockets = 1 if known is None else known.sockets + 1
        self._note(person, Present(visitor, sockets, None if known is None else known.viewing))

    def leave(self, person: uuid.UUID) -> None:
        known = self.here[person]
        self._note(person, replace(known, sockets=known.sockets - 1) if known.sockets > 1 else None)

    def view(self, person: uuid.UUID, entry_id: str | None) -> None:
        self._note(person, replace(self.here[person], viewing=entry_id))

    def rename(self, described: Mapping[uuid.UUID, Visitor]) -> None:
        """Tell what has changed of people who are here."""
        for person, visitor in described.items():
            known = self.here.get(person)
            if known is not None and known.visitor != visitor:
                self._note(person, replace(known, visitor=visitor))

    def find(self, person: uuid.UUID) -> Present | None:
        """Somebody as they are shown, wherever they are."""
        return next((people[person] for people in (self.here, *self.elsewhere.values()) if person in people), None)

    def everybody(self) -> dict[uuid.UUID, Present]:
        found: People = {}
        for people in (self.here, *self.elsewhere.values()):
            found = {**people, **found}
        return found

    def sockets_elsewhere(self, person: uuid.UUID) -> int:
        return sum(people[person].sockets for people in self.elsewhere.values() if person in people)

    def announce(self) -> None:
        """Tell the other processes of everybody here: what they have missed comes right by it."""
        self._send({"kind": "everybody", "people": [_carried(*each) for each in self.here.items()]})

    def hear(self, process: str, carried: list[dict[str, Any]], *, is_whole: bool) -> None:
        """What another process tells of people there: of some, or of all."""
        self._heard[process] = time.monotonic()
        people = self.elsewhere.setdefault(process, {})
        told = dict(map(_present, carried))
        for person in {**told, **(people if is_whole else {})}:
            with self._shown(person):
                if (present := told.get(person)) is None:
                    people.pop(person, None)
                else:
                    people[person] = present

    def forget_the_lost(self, now: float) -> None:
        self.forget_processes([process for process, heard in self._heard.items() if now - heard >= LOST])

    def forget_processes(self, gone: Collection[str]) -> None:
        for process in gone:
            self.hear(process, [], is_whole=True)
            del self.elsewhere[process], self._heard[process]

    def forget_others(self) -> None:
        """Nobody listens here any more."""
        self.elsewhere.clear()
        self._heard.clear()

    def _note(self, person: uuid.UUID, present: Present | None) -> None:
        with self._shown(person):
            if present is None:
                del self.here[person]
            else:
                self.here[person] = present
        self._send({"kind": "people", "people": [_carried(person, present)]})

    @contextmanager
    def _shown(self, person: uuid.UUID) -> Iterator[None]:
        """Around a change: whoever looks on is told what it changes of how somebody is shown."""
        before = self.find(person)
        yield
        for kind, data in _changes(before, self.find(person)):
            self._tell(unnumbered_text(kind, data), person)


def _changes(before: Present | None, after: Present | None) -> Iterator[tuple[str, dict[str, Any]]]:
    is_same = before is not None and after is not None and before.visitor == after.visitor
    if before is not None and not is_same:
        yield "user_left", _ids(before.visitor)
    if after is not None and not is_same:
        yield "user_joined", asdict(after.visitor)
    viewed = before.viewing if is_same and before is not None else None
    if after is not None and after.viewing != viewed:
        yield "user_viewing", {**_ids(after.visitor), "entry_id": after.viewing}


def _ids(visitor: Visitor) -> dict[str, Any]:
    return {"visitor_id": visitor.visitor_id, "user_id": visitor.user_id}


def _carried(person: uuid.UUID, present: Present | None) -> dict[str, Any]:
    return {"person": str(person), "present": None if present is None else asdict(present)}


def _present(carried: dict[str, Any]) -> tuple[uuid.UUID, Present | None]:
    told = carried["present"]
    present = None if told is None else Present(Visitor(**told["visitor"]), told["sockets"], told["viewing"])
    return uuid.UUID(carried["person"]), present
