"""The headers of API answers that tell of a planned shutdown, and what the OpenAPI document says of them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

SECONDS: Final = "Kleene-Shutdown-In"
REASON: Final = "Kleene-Shutdown-Reason"  # a header holds ASCII alone: UTF-8 behind percent signs, as in addresses

COMPONENTS: Final = {
    "KleeneShutdownIn": {
        "description": "While a shutdown is planned: the seconds until the servers stop.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "KleeneShutdownReason": {
        "description": "With it, why they stop, where a reason is given: UTF-8, percent-encoded.",
        "schema": {"type": "string"},
    },
}
DOCUMENTED: Final = {
    SECONDS: {"$ref": "#/components/headers/KleeneShutdownIn"},
    REASON: {"$ref": "#/components/headers/KleeneShutdownReason"},
}


def as_headers(left: float, reason: str) -> dict[str, str]:
    """`left` in seconds; no header for an empty reason."""
    return {SECONDS: str(round(left)), **({REASON: quote(reason)} if reason else {})}
