from typing import Any

from django.http import QueryDict
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request

from common.errors import InvalidInput

LARGEST_OFFSET = 1_000_000  # PostgreSQL walks every row that it skips


class Pages(LimitOffsetPagination):
    """`{count, next, previous, results}`; a wrong `limit` or `offset` is refused, never bent."""

    default_limit = 100
    max_limit = 100

    def get_limit(self, request: Request) -> int:
        return asked(request.query_params, "limit", default=self.default_limit, least=1, most=self.max_limit)

    def get_offset(self, request: Request) -> int:
        return asked(request.query_params, "offset", default=0, least=0, most=LARGEST_OFFSET)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            whole_number(
                "limit", "The number of items to return.", minimum=1, maximum=self.max_limit, default=self.default_limit
            ),
            whole_number("offset", "The number of items to skip.", minimum=0, maximum=LARGEST_OFFSET, default=0),
        ]


def asked(query: QueryDict, name: str, *, default: int, least: int, most: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and least <= int(text) <= most):
        raise InvalidInput(
            f"Must be a whole number from {least} to {most}.", **{name: ["This number is out of range."]}
        )
    return int(text)


def whole_number(name: str, description: str, **bounds: int) -> dict[str, Any]:
    return {
        "name": name,
        "required": False,
        "in": "query",
        "description": description,
        "schema": {"type": "integer", **bounds},
    }
