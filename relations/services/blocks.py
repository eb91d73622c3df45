"""Blocks: keeping two people apart, whoever of them asked for it. `are_apart` and its querysets alone decide."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet

from common.errors import Forbidden
from relations import limits
from relations.models import Block, Follow
from relations.services.people import add_within, id_of_account, lock_person, somebody_else
from relations.signals import players_parted


class KeptApart(Forbidden):
    """It says not whose wish it was."""

    code = "kept_apart"
    message = "You and this player cannot reach each other."


@transaction.atomic
def block_player(*, user_id: uuid.UUID, other: str) -> Block:
    """Keep another out of one's whispers, invitations, follows and lists of worlds, and oneself out of theirs.

    Neither follows the other any longer, and what binds them in worlds ends on commit (the job `part-blocked-players` ends what that misses). Once more changes nothing. Raises NotFound, InvalidInput for oneself, TooManyRelations.
    """
    blocked = somebody_else(user_id, other)
    lock_person(user_id)
    mine = Block.objects.filter(blocker_id=user_id)
    row: Block = add_within(
        mine, limits.BLOCKS, lambda: Block.objects.get_or_create(blocker_id=user_id, blocked_id=blocked)
    )
    pair = (user_id, blocked)
    Follow.objects.filter(follower__in=pair, followed__in=pair).delete()
    transaction.on_commit(lambda: players_parted.send(None, blocker=user_id, blocked=blocked), robust=True)
    return row


def unblock_player(*, user_id: uuid.UUID, other: str) -> None:
    """Once more changes nothing. Raises NotFound."""
    Block.objects.filter(blocker_id=user_id, blocked_id=id_of_account(other)).delete()


def blocks_of(*, user_id: uuid.UUID) -> QuerySet[Block]:
    """Whom somebody has blocked, the newest first, with the accounts."""
    return Block.objects.filter(blocker_id=user_id).select_related("blocked").order_by("-pk")


def are_apart(one: uuid.UUID, *others: uuid.UUID) -> bool:
    """Whether somebody has blocked any of the others, or is blocked by one of them."""
    return Block.objects.filter(Q(blocker=one, blocked__in=others) | Q(blocker__in=others, blocked=one)).exists()


def apart_among(user_id: uuid.UUID, others: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these people who are kept apart from somebody. One query."""
    either = Q(blocker=user_id, blocked__in=others) | Q(blocked=user_id, blocker__in=others)
    pairs = Block.objects.filter(either).values_list("blocker_id", "blocked_id")
    return {person for pair in pairs for person in pair} - {user_id}


def require_together(one: uuid.UUID, other: uuid.UUID) -> None:
    """Raises KeptApart."""
    if are_apart(one, other):
        raise KeptApart


def apart_from(user_id: uuid.UUID, *, person: str) -> Q:
    """A condition on rows whose column `person` names somebody who is kept apart from this user."""
    blocked = Block.objects.filter(blocker_id=user_id).values("blocked_id")
    blockers = Block.objects.filter(blocked_id=user_id).values("blocker_id")
    return Q(**{f"{person}__in": blocked}) | Q(**{f"{person}__in": blockers})
