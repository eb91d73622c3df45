"""Awarding achievements, once each, and telling who has them and how rare they are."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from leaderboards.models import ScoredFinish
from profiles.models import Achievement, PlayerAchievement, User
from profiles.rules.achievements import BY_CODE, RULES, Rule, earned
from profiles.services.achievement_facts import deeds_of
from worlds.models import GameSession


@dataclass(frozen=True, slots=True)
class Award:
    """`earned_at` is aware, UTC; `share_of_players` is the share of players who have it, from 0 to 1."""

    rule: Rule
    earned_at: datetime
    rarity: float


def review_ending(*, session_id: uuid.UUID) -> int:
    """Award what a story's end has earned its player, and all who played in its world; how many awards are new.

    Harmless to repeat, and for a game without an ending that counts.
    """
    finish = ScoredFinish.objects.filter(session_id=session_id).order_by("-finished_at").first()
    if finish is None:
        return 0
    players = _players(GameSession.objects.only("user_id", "world_id").get(pk=session_id))
    return sum(award_achievements(user_id=user_id, at=finish.finished_at, session_id=session_id) for user_id in players)


def _players(session: GameSession) -> Collection[uuid.UUID]:
    """A table that fills up is everybody's who sat at it."""
    if session.world_id is None:
        return [session.user_id]
    played = GameSession.objects.filter(world_id=session.world_id, turn__gt=1).values_list("user_id", flat=True)
    return sorted({session.user_id, *played})


def award_achievements(*, user_id: uuid.UUID, at: datetime, session_id: uuid.UUID | None = None) -> int:
    """Award what somebody has earned by a moment (aware, UTC) and has not yet; how many awards are new."""
    if not User.objects.filter(pk=user_id, anonymised_at=None).exists():
        return 0
    held = set(PlayerAchievement.objects.filter(user_id=user_id).values_list("achievement__code", flat=True))
    new = [rule for rule in earned(deeds_of(user_id, until=at)) if rule.code not in held]
    if not new:
        return 0
    known = _rows()
    # Of two who notice the same deed at once, one awards it.
    PlayerAchievement.objects.bulk_create(
        [
            PlayerAchievement(user_id=user_id, achievement_id=known[rule.code], session_id=session_id, earned_at=at)
            for rule in new
        ],
        ignore_conflicts=True,
    )
    return len(new)


def _rows() -> Mapping[str, int]:
    """The rows of all rules by code; those that are missing are made, and counted."""
    known = dict(Achievement.objects.values_list("code", "pk"))
    if not known.keys() >= BY_CODE.keys():
        count_holders()
        known = dict(Achievement.objects.values_list("code", "pk"))
    return known


def count_holders() -> str:
    """Count who has what, anew: two queries over everybody, so it is done now and then and not for each reader."""
    Achievement.objects.bulk_create([Achievement(code=rule.code) for rule in RULES], ignore_conflicts=True)
    holders = dict(PlayerAchievement.objects.order_by().values_list("achievement_id").annotate(Count("pk")))
    players, now = User.objects.filter(anonymised_at=None).count(), timezone.now()
    rows = list(Achievement.objects.all())
    for row in rows:
        row.holders, row.players, row.counted_at = holders.get(row.pk, 0), players, now
    Achievement.objects.bulk_update(rows, ["holders", "players", "counted_at"])
    return ""


def awards_of(user_id: uuid.UUID) -> list[Award]:
    """What somebody has, the newest first; one query. An award whose rule is gone is not told."""
    rows = PlayerAchievement.objects.filter(user_id=user_id).select_related("achievement").order_by("-earned_at", "pk")
    return [
        Award(BY_CODE[row.achievement.code], row.earned_at, share_of_players(row.achievement))
        for row in rows
        if row.achievement.code in BY_CODE
    ]


def share_of_players(achievement: Achievement) -> float:
    """Of somebody's own achievement: they are one of its holders, counted already or not."""
    return min(1.0, max(1, achievement.holders) / max(1, achievement.players))


def unearned_rules(awards: Iterable[Award]) -> list[Rule]:
    """The rules that are still ahead, in the order of the table."""
    held = {award.rule.code for award in awards}
    return [rule for rule in RULES if rule.code not in held]
