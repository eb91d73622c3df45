"""What the calls of the sky take."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Final

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from common.errors import AuthRequired, InvalidInput
from common.pagination import asked
from cosmos import limits
from cosmos.rules.positions import Position
from cosmos.services.reading import SkyFilter

SCENARIO: Final = OpenApiParameter("scenario_id", OpenApiTypes.STR, description="Only this scenario.")
CELL: Final = OpenApiParameter("cell", OpenApiTypes.STR, description="Only this cell.")
AUTHOR: Final = OpenApiParameter("author", OpenApiTypes.STR, description="Only this player, by `user_id`.")
BEFORE: Final = OpenApiParameter(
    "before",
    OpenApiTypes.STR,
    description="The sky as it was at the end of this day (`2026-05-01`), or at this time (ISO 8601).",
)
BOUNDS: Final = OpenApiParameter(
    "bounds", OpenApiTypes.STR, description="Only inside two corners: six numbers `x,y,z,x,y,z`, the smaller first."
)
CURSOR: Final = OpenApiParameter("cursor", OpenApiTypes.STR, description="The `next_cursor` of the page before.")
LIMIT: Final = OpenApiParameter(
    "limit", {"type": "integer", "minimum": 1, "maximum": limits.ENTRIES, "default": limits.ENTRIES}
)
FEW: Final = OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": limits.SIMILAR, "default": 10})
QUERY: Final = OpenApiParameter(
    "q", {"type": "string", "minLength": 1, "maxLength": limits.QUERY}, required=True, description="What to search for."
)
FILTERS: Final = (SCENARIO, CELL, AUTHOR, BEFORE, BOUNDS)


def caller_id(request: Request) -> uuid.UUID:
    """Whose request it is. Raises AuthRequired."""
    if request.user.pk is None:
        raise AuthRequired
    return uuid.UUID(str(request.user.pk))


def wanted_sky(request: Request) -> SkyFilter:
    """Raises InvalidInput."""
    query = request.query_params
    plain = {
        name: _plain(query.get(key), key)
        for name, key in (("scenario", "scenario_id"), ("cell", "cell"), ("author", "author"))
    }
    return SkyFilter(**plain, before=moment_of(query.get("before")), bounds=bounds_of(query.get("bounds")))


def page_size(request: Request) -> int:
    return asked(request.query_params, "limit", default=limits.ENTRIES, least=1, most=limits.ENTRIES)


def a_few(request: Request) -> int:
    return asked(request.query_params, "limit", default=10, least=1, most=limits.SIMILAR)


def searched_for(request: Request) -> str:
    text = (_plain(request.query_params.get("q"), "q") or "").strip()
    if not 1 <= len(text) <= limits.QUERY:
        raise InvalidInput(f"Must be 1 to {limits.QUERY} characters.", q=["This text is missing or too long."])
    return text


def moment_of(text: str | None) -> datetime | None:
    """A moment, aware; a day means its end."""
    if text is None:
        return None
    try:
        # The `+` of an address is a space.
        found = datetime.fromisoformat(text.replace(" ", "+"))
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return aware + timedelta(days=1) if len(text) == len("2026-05-01") else aware.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInput("Must be a day or a time in ISO 8601.", before=["Not a day or a time."]) from None


def bounds_of(text: str | None) -> tuple[Position, Position] | None:
    if text is None:
        return None
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != 6 or not all(map(isfinite, numbers)):
        raise InvalidInput("Must be six numbers, x,y,z,x,y,z.", bounds=["Not two corners."])
    a, b, c, d, e, f = numbers
    return (a, b, c), (d, e, f)


def _plain(text: str | None, name: str) -> str | None:
    if text is not None and "\0" in text:
        raise InvalidInput("Must be plain text.", **{name: ["This is no plain text."]})
    return text
