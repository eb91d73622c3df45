"""The company of a player, read for one use case. A turn has it of the places that it reads anyhow: `players.players_present`."""

from __future__ import annotations

from django.db.models import QuerySet

from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.rules.party import Company
from worlds.services.membership.players import POLICIES


def seated_players(world: SharedWorld) -> QuerySet[WorldParticipant]:
    """The places of those who play, in order of joining."""
    players = WorldParticipant.objects.seated().filter(world=world, session__isnull=False)
    return players.order_by("joined_at", "pk")


def company_of(session: GameSession) -> Company:
    """The company of whoever plays this session, who may be about to join. Assumes the world's row locked."""
    world, me = session.world, str(session.pk)
    assert world is not None, "company is for shared worlds"
    whereabouts = {str(player): place for player, place in seated_players(world).values_list("session_id", "location")}
    others = {player: place for player, place in whereabouts.items() if player != me}
    players = tuple(whereabouts) if me in whereabouts else (*whereabouts, me)
    return Company(me, players, POLICIES[world.time_policy], others)
