"""Where a player's words were typed, and how alike they and the options there are, both found before anything is locked."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from worlds.likeness import comparing
from worlds.likeness.comparison import NOT_COMPARED, Comparison
from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import scenario_of
from worlds.rules.scenario import Scenario
from worlds.rules.situation import Situation
from worlds.rules.understanding.likeness import NOTHING_LIKE, Likeness


@dataclass(frozen=True, slots=True)
class TypedAt:
    """A game in which words were typed, as read without a lock; `is_answered`: the request's key was used before."""

    revision: int
    content_hash: str
    node: str
    turn: int
    number: int
    is_answered: bool

    def scenario(self) -> Scenario:
        """The story that is played; from the database where this process has not read it yet."""
        return scenario_of(self.revision, self.content_hash)


@dataclass(slots=True)
class Hearing:
    """One request's words. The rules are told what was found of them only at the node, and in the revision, where that was."""

    at: TypedAt | None = None
    found: Comparison = NOT_COMPARED

    def compare(self, text: str, at: TypedAt) -> None:
        """Asks a service, where one was chosen: not to be called with a connection held."""
        self.at, self.found = at, comparing.compare(text, at.scenario(), at.node)

    def holds(self, *, revision: int, node: str) -> bool:
        """Whether the game still stands where its words were compared; they are forgotten if not, to be compared anew."""
        is_there = self.at is not None and (self.at.revision, self.at.node) == (revision, node)
        if not is_there:
            self.at = None
        return is_there

    def likeness(self, now: Situation) -> Likeness:
        return NOTHING_LIKE if self.at is None else self.found.likeness(now)


def typed_in(user_id: uuid.UUID, key: str | None, **which: object) -> QuerySet[GameSession, Any]:
    """The fields of `TypedAt` of one of a player's games. In a shared world the world's revision counts."""
    answered = TurnRecord.objects.filter(session=OuterRef("pk"), idempotency_key=key)
    return (
        GameSession.objects.owned_by(user_id)
        .filter(**which)
        .annotate(
            is_answered=Value(value=False) if key is None else Exists(answered),
            played=Coalesce("world__revision_id", "revision_id"),
            content_hash=Coalesce("world__revision__content_hash", "revision__content_hash"),
        )
        .values_list("played", "content_hash", "state__player__node", "turn", "number", "is_answered")
    )
