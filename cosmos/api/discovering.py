"""Stars that you may like, and what happened near those that you know."""

from __future__ import annotations

from typing import Literal, TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import RateLimited
from common.schema import operation
from common.viewsets import Door, Timestamp, read
from cosmos.api import parameters
from cosmos.api.answers import Star, star_answer
from cosmos.api.comments import StarComment, comment_answer
from cosmos.services import notices, recommending
from cosmos.services.likeness_kind import kind_of_likeness
from cosmos.services.notices import SkyNotice, SkyNotices
from cosmos.services.recommending import Recommendation
from worlds.api.bodies import Nothing

WHY: dict[recommending.Reason, str] = {
    "liked": "It is like a star that you bookmarked.",
    "played": "It is like something that you said.",
    "story": "It comes from a story that you played.",
}


class RecommendedStar(TypedDict):
    """`near` is the `entry_id` of your bookmarked star (`liked`) or your own (`played`) that it is like, by `score`; null for `story`."""

    entry: Star
    reason: Literal["liked", "played", "story"]
    why: str
    near: str | None
    score: float | None


class RecommendedStars(TypedDict):
    results: list[RecommendedStar]
    likeness: str


class StarNotice(TypedDict):
    """`comment`: on your star. `integrated`: your star is a part of its story now. `near`: a new star is like your bookmark `near`."""

    kind: Literal["comment", "integrated", "near"]
    entry: Star
    comment: StarComment | None
    near: str | None
    at: Timestamp
    is_new: bool


class StarNotices(TypedDict):
    notices: list[StarNotice]
    unread: int
    read_at: Timestamp | None


class NoticesRead(TypedDict):
    read_at: Timestamp


class DiscoveryDoor(Door):
    @operation(answer=RecommendedStars, parameters=[parameters.FEW], raises=(RateLimited,))
    def recommend_stars(self, request: Request) -> Response:
        """Stars that you may like, each with its reason: near your bookmarks, near what you said, from stories that you played."""
        user_id, limit = parameters.caller_id(request), parameters.a_few(request)
        found = recommending.recommend_stars(user_id=user_id, limit=limit)
        return Response({"results": [recommended_answer(each) for each in found], "likeness": kind_of_likeness()})

    @operation(answer=StarNotices, raises=(RateLimited,))
    def list_notices(self, request: Request) -> Response:
        """What happened to your stars and near your bookmarks in the last 30 days, the newest first, 100 at most."""
        return Response(notices_answer(notices.notices_for(user_id=parameters.caller_id(request))))

    @operation(request=Nothing, answer=NoticesRead)
    def read_notices(self, request: Request) -> Response:
        """Mark all notices until now as read."""
        read(Nothing, request)
        return Response({"read_at": utc(notices.mark_notices_read(user_id=parameters.caller_id(request)))})


def recommended_answer(found: Recommendation) -> RecommendedStar:
    return {
        "entry": star_answer(found.entry),
        "reason": found.reason,
        "why": WHY[found.reason],
        "near": None if found.near is None else found.near.short_id,
        "score": found.score,
    }


def notices_answer(found: SkyNotices) -> StarNotices:
    return {
        "notices": [notice_answer(each, is_new=found.is_new(each)) for each in found.notices],
        "unread": found.unread,
        "read_at": None if found.read_at is None else utc(found.read_at),
    }


def notice_answer(notice: SkyNotice, *, is_new: bool) -> StarNotice:
    return {
        "kind": notice.kind,
        "entry": star_answer(notice.entry),
        "comment": None if notice.comment is None else comment_answer(notice.comment),
        "near": None if notice.near is None else notice.near.short_id,
        "at": utc(notice.at),
        "is_new": is_new,
    }
