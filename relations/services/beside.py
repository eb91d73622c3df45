"""What somebody has decided about others whom a page shows: which button stands beside whom."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import CharField, QuerySet, Value
from django.utils import timezone

from relations.models import Block, Follow, Mute


@dataclass(frozen=True, slots=True)
class Relation:
    """Whether one person mutes (on any channel), blocks and follows another."""

    is_muted: bool = False
    is_blocked: bool = False
    is_followed: bool = False


NONE: Final = Relation()


def find_relations(*, user_id: uuid.UUID, others: Collection[str]) -> Mapping[str, Relation]:
    """What somebody has decided about each of `others`, by the short ids of their accounts. One query."""
    mine: list[QuerySet[Any, Any]] = [
        _found(Mute.objects.filter(muter_id=user_id).in_force(timezone.now()), "muted", others),
        _found(Block.objects.filter(blocker_id=user_id), "blocked", others),
        _found(Follow.objects.filter(follower_id=user_id), "followed", others),
    ]
    kinds: dict[str, set[str]] = {}
    for other, kind in mine[0].union(*mine[1:]) if others else ():
        kinds.setdefault(other, set()).add(kind)
    return {other: _relation(kinds.get(other, set())) for other in others}


def _relation(kinds: Collection[str]) -> Relation:
    return Relation(is_muted="muted" in kinds, is_blocked="blocked" in kinds, is_followed="followed" in kinds)


def _found(rows: QuerySet[Any], column: str, others: Collection[str]) -> QuerySet[Any, Any]:
    kind = Value(column, output_field=CharField())
    found = rows.order_by().filter(**{f"{column}__short_id__in": others})
    listed: QuerySet[Any, Any] = found.annotate(kind=kind).values_list(f"{column}__short_id", "kind")
    return listed
