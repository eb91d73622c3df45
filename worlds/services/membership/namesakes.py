"""People, and characters, of one name in one world. A mark is given on arrival and on renaming, and stays until then."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any, Final

from django.db import transaction

from common.namesakes import marked, number_for
from worlds.feed.names import people
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.services.stories import credit_names

NAMES: Final = ("user__display_name", "namesake", "character_name")


def number_in(world: SharedWorld, user: Any) -> int:
    """The mark of an account in a world, besides everybody who ever was there. Assumes the world's row locked."""
    return number_for(user.display_name, _names_of_others(world, user.pk))


def mark_again(user: Any) -> None:
    """Mark an account anew, under the name that it has now, in every world that it was ever in.

    Locks nothing in the worlds: of two who take one name at the same moment, one there and one here, both may go unmarked.
    """
    mine = {place.world_id: place for place in WorldParticipant.objects.of(user.pk)}
    others = WorldParticipant.objects.filter(world__in=mine).exclude(user_id=user.pk)
    taken: dict[uuid.UUID, list[str]] = defaultdict(list)
    for world_id, *names in others.values_list("world_id", *NAMES):
        taken[world_id].extend(_both_names(*names))
    for world_id, place in mine.items():
        place.namesake = number_for(user.display_name, taken[world_id])
    WorldParticipant.objects.bulk_update(mine.values(), ["namesake"], batch_size=500)
    transaction.on_commit(_forget_names, robust=True)


def _forget_names() -> None:
    """Here; other processes tell an old name for a minute more."""
    people.forget()
    credit_names.forget_names()


def unmark_person(user_id: uuid.UUID) -> None:
    """Deleted accounts all bear one name, so none of them is marked; nor are their characters named any more."""
    WorldParticipant.objects.of(user_id).update(namesake=1, character_name="")


def character_in(world: SharedWorld, name: str, *, user_id: uuid.UUID, longest: int) -> str:
    """`name` as a character may be called beside those of the others in a world. Assumes the world's row locked."""
    characters = GameSession.objects.filter(world=world).exclude(user_id=user_id)
    taken = [*characters.values_list("character_name", flat=True), *_names_of_others(world, user_id)]
    mark = marked("", number_for(name, taken))
    return name[: longest - len(mark)].rstrip() + mark


def _names_of_others(world: SharedWorld, user_id: uuid.UUID) -> list[str]:
    """What everybody else who ever was in a world is called there, by their account and by their character."""
    others = world.participants.exclude(user_id=user_id).values_list(*NAMES)
    return [name for names in others for name in _both_names(*names)]


def _both_names(display_name: str, number: int, character_name: str) -> tuple[str, str]:
    return marked(display_name, number), character_name
