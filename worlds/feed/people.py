"""What others see of people: kept at hand, as every event names one. Names are never stored in the log."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from typing import NamedTuple

from django.contrib.auth import get_user_model

FRESH = 60.0  # seconds: how long a new name may take to be seen on old events
AT_HAND = 10_000


class Person(NamedTuple):
    """`short_id` is what the id is outside."""

    id: str
    short_id: str
    name: str


class People:
    """Those met lately; safe to use from threads and loops."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._met: dict[str, tuple[Person, float]] = {}

    def at_hand(self, ids: Collection[str]) -> dict[str, Person] | None:
        """All of them, or None when one must be looked up first."""
        young = time.monotonic() - FRESH
        met = {user_id: self._met.get(user_id) for user_id in ids}
        found = {user_id: entry[0] for user_id, entry in met.items() if entry is not None and entry[1] > young}
        return found if len(found) == len(met) else None

    def look_up(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of them who exist; at most one query."""
        found = self.at_hand(ids)
        if found is not None:
            return found
        rows = get_user_model().objects.filter(pk__in=ids).values_list("pk", "short_id", "display_name")
        people = {str(pk): Person(str(pk), short_id, name) for pk, short_id, name in rows}
        self._keep(people)
        return people

    def forget(self) -> None:
        with self._lock:
            self._met.clear()

    def _keep(self, people: dict[str, Person]) -> None:
        now = time.monotonic()
        with self._lock:
            if len(self._met) + len(people) > AT_HAND:
                self._met.clear()
            self._met.update({person.id: (person, now) for person in people.values()})


people = People()
