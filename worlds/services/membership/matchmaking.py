"""Playing with whoever is there."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q

from common.errors import KleeneError, NotFound, Unavailable
from relations.services.blocks import apart_from
from worlds.models import GameSession, SharedWorld, WorldBan, WorldParticipant
from worlds.models.shared import SharedWorldQuerySet
from worlds.models.versions import IncompatibleVersion
from worlds.rules.errors import SessionOver
from worlds.services.membership import creating, joining
from worlds.services.membership.admission import AgentsNotAllowed, Banned, InvitationNeeded, WorldFull, agent_accounts
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.joining import Joined
from worlds.services.stories.entitlements import require_entitlement
from worlds.services.stories.scenarios import newest_playable

TRIES = 5  # so many may fill up in the moment between looking and joining
GONE: tuple[type[KleeneError], ...] = (
    NotFound,
    WorldFull,
    WorldArchived,
    Banned,
    AgentsNotAllowed,
    InvitationNeeded,
    SessionOver,
    IncompatibleVersion,
    Unavailable,
)


def quick_join(
    *,
    user_id: uuid.UUID,
    scenario_slug: str,
    game_mode: str = SharedWorld.Mode.SHARED,
    character_name: str | None = None,
    show_character: bool | None = None,
) -> Joined:
    """Join the world of a scenario where most people are and a seat is free, else make one.

    Who plays in one already gets that. Raises NotFound, EntitlementRequired, InvalidInput.
    """
    scenario = newest_playable(slug=scenario_slug).scenario
    require_entitlement(user_id=user_id, scenario=scenario)
    suitable = _suitable(user_id).filter(scenario__slug=scenario_slug, game_mode=game_mode)
    for world_id in suitable.values_list("pk", flat=True)[:TRIES]:
        try:
            return joining.join_world(
                user_id=user_id, world_id=world_id, character_name=character_name, show_character=show_character
            )
        except GONE:
            continue
    return creating.create_world(
        user_id=user_id,
        scenario_slug=scenario_slug,
        game_mode=game_mode,
        character_name=character_name,
        show_character=show_character,
    )


def _suitable(user_id: uuid.UUID) -> SharedWorldQuerySet:
    mine = WorldParticipant.objects.filter(world=OuterRef("pk"), user_id=user_id)
    here = mine.present().filter(session__status=GameSession.Status.ACTIVE)
    over = mine.filter(session__isnull=False).exclude(session__status=GameSession.Status.ACTIVE)
    banned = WorldBan.objects.filter(world=OuterRef("pk"), user_id=user_id)
    room = Q(visibility=SharedWorld.Visibility.PUBLIC, status=SharedWorld.Status.ACTIVE)
    return (
        SharedWorld.objects.open()
        .readable()
        .annotate(here=Exists(here))
        .filter(room | Q(here=True))
        .exclude(Exists(over))
        .exclude(Exists(banned))
        .exclude(apart_from(user_id, person="host_id") & Q(here=False))
        .exclude(Q(agents_allowed=False) & Q(here=False) & Exists(agent_accounts().filter(pk=user_id)))
        .order_by("-here", "-player_count", "-last_activity_at")
    )
