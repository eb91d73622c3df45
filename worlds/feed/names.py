"""What others see of people: kept at hand, as every event names one. Names are never stored in the log."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from common.namesakes import marked
from common.recent import Recent
from worlds.models import WorldParticipant

FRESH = 60.0  # seconds: how long a new name may take to be seen on old events
AT_HAND = 10_000


class Person(NamedTuple):
    """Somebody in a world: `short_id` is what the id is outside, `name` is the account's, marked where others bear it too.

    `known_as` is what others there call them, as `WorldParticipant.known_as` says.
    """

    id: str
    short_id: str
    name: str
    known_as: str


class People:
    """Those met lately; safe to use from threads and loops."""

    def __init__(self) -> None:
        self._met: Recent[tuple[uuid.UUID, str], Person] = Recent(seconds=FRESH, most=AT_HAND)

    def at_hand(self, world_id: uuid.UUID, ids: Collection[str]) -> dict[str, Person] | None:
        """All of them, or None when one must be looked up first."""
        met = self._met.get_all([(world_id, user_id) for user_id in ids])
        return None if met is None else {person.id: person for person in met.values()}

    def look_up(self, world_id: uuid.UUID, ids: Collection[str]) -> dict[str, Person]:
        """Those of them who exist; at most one query."""
        found = self.at_hand(world_id, ids)
        if found is not None:
            return found
        people = {person.id: person for person in map(person_of, called_in(world_id).filter(pk__in=ids))}
        self._met.keep({(world_id, person.id): person for person in people.values()})
        return people

    def forget(self) -> None:
        self._met.clear()


def called_in(world_id: uuid.UUID) -> QuerySet[Any]:
    """Accounts, each with its mark in a world as `namesake`, and its character's name there as `character_name`."""
    place = WorldParticipant.objects.filter(world_id=world_id, user_id=OuterRef("pk"))
    accounts: QuerySet[Any] = get_user_model().objects.annotate(
        namesake=Coalesce(Subquery(place.values("namesake")[:1]), 1),
        character_name=Coalesce(Subquery(place.values("character_name")[:1]), Value("")),
    )
    return accounts


def person_of(account: Any) -> Person:
    """A row of `called_in`."""
    name = marked(account.display_name, account.namesake)
    return Person(str(account.pk), account.short_id, name, account.character_name or name)


people = People()
