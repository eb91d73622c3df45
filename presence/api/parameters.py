"""What the calls of presence take beside a body."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from common.errors import InvalidInput
from common.pagination import LARGEST_OFFSET
from presence import limits

SCENARIO = OpenApiParameter(
    "scenario_id", {"type": "string", "maxLength": limits.SCENARIO}, description="Only players of this scenario."
)
LIMIT = OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": limits.PEOPLE, "default": limits.PEOPLE})
OFFSET = OpenApiParameter("offset", {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "default": 0})


def scenario_id(request: Request) -> str | None:
    """Raises InvalidInput. Nobody plays an unknown scenario, and saying so is no secret."""
    given = request.query_params.get("scenario_id")
    if given is not None and (len(given) > limits.SCENARIO or "\0" in given):
        raise InvalidInput("There is no scenario with this id.", scenario_id=["This is not a valid id."])
    return given or None
