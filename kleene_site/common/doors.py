"""What every door of the API does alike."""

from datetime import UTC, datetime
from typing import Annotated, Any

from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ViewSet

Timestamp = Annotated[str, "date-time"]


class Door(ViewSet):
    """A viewset reads its input, calls one service, and answers."""

    # OPTIONS would answer with the framework's own words about forms.
    http_method_names = ("get", "head", "post", "put", "patch", "delete")


def read(shape: type[BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """A request's body, checked. Raises the framework's ValidationError, which is answered as `invalid_input`."""
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


def utc(moment: datetime) -> str:
    """`2026-02-15T10:30:00Z`, with microseconds where there are some."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
