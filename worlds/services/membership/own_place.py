"""What members choose for themselves in a world."""

from __future__ import annotations

import uuid
from typing import TypedDict, Unpack

from django.db import transaction

from common.table_changes import announce_change
from worlds.feed.names import NAMES
from worlds.models import WorldParticipant
from worlds.services.membership import access
from worlds.services.membership.errors import SpectatorsWatch, WorldArchived
from worlds.services.turns.locks import await_world


class Choices(TypedDict, total=False):
    show_character: bool  # outsiders are told of it, as `rules/sight.py` says


@transaction.atomic
def choose_own_place(*, user_id: uuid.UUID, world_id: str | uuid.UUID, **wish: Unpack[Choices]) -> WorldParticipant:
    """Change what is given, and return one's place.

    Raises NotFound, NotAMember, WorldArchived; SpectatorsWatch for who has no character here.
    """
    world = await_world(access.find_world(user_id=user_id, world_id=world_id))
    if world.is_archived:
        raise WorldArchived
    place = access.present_place(user_id=user_id, world_id=world.pk)
    if not place.is_fellow:
        raise SpectatorsWatch
    if "show_character" in wish:
        place.shows_character = wish["show_character"]
        place.save(update_fields=["shows_character"])
        announce_change(NAMES)
    return place
