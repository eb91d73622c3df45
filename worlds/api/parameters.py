"""What calls of play take besides a body."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from common.errors import InvalidInput
from worlds import limits
from worlds.wire.idempotency import KEY

SESSION = OpenApiParameter(
    "session_id",
    OpenApiTypes.STR,
    OpenApiParameter.PATH,
    description="For example ses_k3wq7p2a; a UUID is accepted too.",
)
SCENARIO = OpenApiParameter(
    "scenario_id", {"type": "string", "maxLength": limits.SLUG}, description="Only worlds of this scenario."
)
EXPORT_AS = OpenApiParameter("as", OpenApiTypes.STR, enum=["markdown", "json"], default="markdown")
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    pattern=f"^{KEY.pattern}$",
    description="A repeated key is answered as it was the first time, and nothing is played or said again.",
)
REPLAYED = OpenApiParameter(
    "Idempotent-Replayed", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200, 201], enum=["true"]
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The `ETag` of the view that you have, or several; `*` for any.",
)
ETAG = OpenApiParameter(
    "ETag",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    response=[200, 304],
    description="Stays the same while the view would tell nothing new.",
)

LIMIT = OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 100})
AFTER = OpenApiParameter(
    "after",
    {"type": "integer", "minimum": 0, "default": 0},
    description="The sequence number of the last event that you have.",
)


def idempotency_key(request: Request) -> str | None:
    """Raises InvalidInput unless it is 1 to 64 printable ASCII characters."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise InvalidInput("Idempotency-Key must have 1 to 64 printable characters without spaces.")
    return key


def scenario_id(request: Request) -> str | None:
    """Raises InvalidInput for what no scenario is called."""
    given = request.query_params.get("scenario_id")
    if given is not None and (len(given) > limits.SLUG or "\0" in given):
        raise InvalidInput("scenario_id must be the id of a scenario.", scenario_id=["Use the id of a scenario."])
    return given
