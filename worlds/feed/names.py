"""What others see of people: kept at hand, as every event names one. Names are never stored in the log."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from common.database_threads import in_thread
from common.namesakes import marked
from common.prepared import switch
from common.prepared.pool import fetch
from common.prepared.select import Select
from common.recent import Recent
from common.table_changes import Versions, versions_of
from worlds.models import WorldParticipant
from worlds.rules.sight import SOMEONE, Sight, outsiders_name, sight_of_outsiders

NAMES: Final = "worlds.names"  # announced as a table is, by who changes what others are told of somebody
CHANGES: Final = (NAMES, "presence.PlayerPresence")  # what is kept is dropped when one of these changes
FRESH = 60.0  # seconds: how long a new name may take to be seen on old events
AT_HAND = 10_000


class Person(NamedTuple):
    """Somebody in a world: `short_id` is what the id is outside, `name` is the account's, marked where others bear it too.

    `known_as` is what others there call them, as `WorldParticipant.known_as` says, and `outside` what outsiders do where
    the account is hidden. Ids and `known_as` are empty where the reader may not know them. `is_agent` says that a program plays.
    """

    id: str
    short_id: str
    name: str
    known_as: str
    sight: Sight = Sight.NOTHING
    colour: str = ""
    outside: str = ""
    is_agent: bool = False

    def as_outsiders_know(self) -> Person:
        match self.sight:
            case Sight.ALL:
                return self
            case Sight.CHARACTER:
                return self._replace(id="", short_id="", name=self.outside, known_as=self.outside)
        return NOBODY_KNOWN


NOBODY_KNOWN: Final = Person("", "", SOMEONE, "")


class People:
    """Those met lately; safe to use from threads and loops."""

    def __init__(self) -> None:
        self._met: Recent[tuple[uuid.UUID, str], Person] = Recent(seconds=FRESH, most=AT_HAND)
        self._versions: Versions = ()

    def at_hand(self, world_id: uuid.UUID, ids: Collection[str]) -> dict[str, Person] | None:
        """All of them, or None when one must be looked up first."""
        self._forget_if_changed()
        met = self._met.get_all([(world_id, user_id) for user_id in ids])
        return None if met is None else {person.id: person for person in met.values()}

    def look_up(self, world_id: uuid.UUID, ids: Collection[str]) -> dict[str, Person]:
        """Those of them who exist; at most one query."""
        found = self.at_hand(world_id, ids)
        if found is not None:
            return found
        return self.meet(world_id, called_in(world_id).filter(pk__in=ids))

    def meet(self, world_id: uuid.UUID, accounts: Iterable[Any]) -> dict[str, Person]:
        """Keep people at hand whose rows of `called_in` somebody has read."""
        people = {person.id: person for person in map(person_of, accounts)}
        self._met.keep({(world_id, person.id): person for person in people.values()})
        return people

    def forget(self) -> None:
        self._met.clear()

    def _forget_if_changed(self) -> None:
        if self._versions != (versions := versions_of(CHANGES)):
            self._met.clear()
            self._versions = versions


def called_in(world_id: uuid.UUID) -> QuerySet[Any]:
    """Accounts, each with what `person_of` needs of its place in a world and of its presence."""
    place = WorldParticipant.objects.filter(world_id=world_id, user_id=OuterRef("pk"))
    accounts: QuerySet[Any] = get_user_model().objects.annotate(
        namesake=Coalesce(Subquery(place.values("namesake")[:1]), 1),
        character_name=Coalesce(Subquery(place.values("character_name")[:1]), Value("")),
        by_story=Coalesce(Subquery(place.values("session__character_name")[:1]), Value("")),
        shows_character=Subquery(place.values("shows_character")[:1]),
        is_visible=Coalesce(F("presence__visible"), Value(value=False)),
    )
    return accounts


def person_of(account: Any) -> Person:
    """A row of `called_in`."""
    name, character = marked(account.display_name, account.namesake), account.character_name
    sight = sight_of_outsiders(shows_character=account.shows_character, account_is_visible=account.is_visible)
    outside = outsiders_name(given=character, by_story=account.by_story)
    return Person(
        str(account.pk), account.short_id, name, character or name, sight, account.colour, outside, account.is_agent
    )


people = People()


def _present_in(world: uuid.UUID) -> QuerySet[Any]:
    places = WorldParticipant.objects.present().filter(world_id=world, user_id=OuterRef("pk"))
    return called_in(world).filter(Exists(places))


PRESENT: Final[Select[Any]] = Select(_present_in, world=uuid.UUID)


async def met_in(world_id: uuid.UUID, ids: Collection[str]) -> dict[str, Person]:
    """As `People.look_up`, on an event loop; those who are not there any more are looked up in a thread."""
    known = people.at_hand(world_id, ids)
    if known is None and switch.is_on():
        [raw] = await fetch(PRESENT(world=world_id))
        people.meet(world_id, PRESENT.rows(raw))
        known = people.at_hand(world_id, ids)
    return await in_thread(people.look_up, world_id, ids) if known is None else known
