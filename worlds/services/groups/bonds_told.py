"""What whoever opens a stream is told of following and parties, as it stands then; later changes are told as they happen."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from relations.services.blocks import are_apart
from worlds.event_types.base import EphemeralEvent
from worlds.event_types.ephemeral import FollowRequest
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.groups.bonds import Bonds


def bonds_told(world: SharedWorld, places: Sequence[WorldParticipant], user_id: uuid.UUID) -> list[EphemeralEvent]:
    """`follow_state` and `party_state` for a player who has any, and who asks to follow them, the oldest request first.

    `places` are the present ones with their users. No query where nothing waits for an answer.
    """
    seated = {place.pk: place for place in places if place.holds_seat}
    me = next((place for place in seated.values() if place.user_id == user_id), None)
    if me is None:
        return []
    bonds = Bonds(world, me, seated)
    return [*_following(bonds), *_party(bonds), *_requests(bonds)]


def _following(bonds: Bonds) -> list[EphemeralEvent]:
    state = bonds.follow_state(bonds.me)
    return [state] if state.following or state.followers else []


def _party(bonds: Bonds) -> list[EphemeralEvent]:
    state, me = bonds.party_state(bonds.me), bonds.me
    if state.leader is None or (me.party_id is None and _is_apart(bonds, bonds.places[me.party_asks_id or 0])):
        return []
    return [state]


def _requests(bonds: Bonds) -> list[EphemeralEvent]:
    asking = [one for one in reversed(bonds.asking(bonds.me)) if not _is_apart(bonds, one)]
    return [FollowRequest(asker=one.user.short_id) for one in asking]


def _is_apart(bonds: Bonds, other: WorldParticipant) -> bool:
    """A block after a request is in the way of accepting it, so it waits no longer."""
    return are_apart(bonds.me.user_id, other.user_id)
