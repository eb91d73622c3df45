"""Beginning a game among others: in a world of one's own, or in one that is there."""

from __future__ import annotations

import uuid
from typing import Unpack

from common.errors import InvalidInput, KleeneError
from worlds.models import SharedWorld
from worlds.rules.errors import SessionOver
from worlds.services.membership import admission, lifecycle
from worlds.services.membership.admission import Banned, InvitationNeeded, WorldFull
from worlds.services.membership.creating import Terms
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.lifecycle import Joined

ADMISSION: tuple[type[KleeneError], ...] = (WorldFull, WorldArchived, Banned, InvitationNeeded, SessionOver)


def start_shared(
    *,
    user_id: uuid.UUID,
    scenario_slug: str,
    game_mode: str,
    world_id: str | uuid.UUID | None = None,
    character_name: str | None = None,
    invite: str | None = None,
    **terms: Unpack[Terms],
) -> Joined:
    """Make a world, or join the one that is named, which must be of this story and mode; `terms` are for new ones.

    Raises as `lifecycle.create_world` and `lifecycle.join_world` do.
    """
    if world_id is None:
        return lifecycle.create_world(
            user_id=user_id, scenario_slug=scenario_slug, game_mode=game_mode, character_name=character_name, **terms
        )
    found = admission.find_world(user_id=user_id, world_id=world_id, invite=invite)
    _check_story(found, scenario_slug=scenario_slug, game_mode=game_mode)
    return lifecycle.join_world(user_id=user_id, world_id=found, character_name=character_name, invite=invite)


def _check_story(world_id: uuid.UUID, *, scenario_slug: str, game_mode: str) -> None:
    world = SharedWorld.objects.select_related("scenario").only("game_mode", "scenario__slug").get(pk=world_id)
    if world.scenario.slug != scenario_slug:
        raise InvalidInput("This world plays another scenario.", scenario_id=[f"It plays {world.scenario.slug}."])
    if world.game_mode != game_mode:
        raise InvalidInput(f"This world is {world.game_mode}.", game_mode=["Not the mode of this world."])
