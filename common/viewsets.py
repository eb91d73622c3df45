"""What every door of the API does alike."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar, cast

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

Item = TypeVar("Item")
Timestamp = Annotated[str, "date-time"]


class Door(GenericViewSet[Any]):
    """A viewset reads its input, calls one service, and answers."""

    # OPTIONS would answer with the framework's own words about forms.
    http_method_names = ("get", "head", "post", "put", "patch", "delete")

    def pages(self, found: Iterable[Item], tell: Callable[[Item], object]) -> Response:
        """One page of a list or a queryset, each item told by `tell`."""
        page: Iterable[Any] = self.paginate_queryset(cast(Any, found)) or ()
        return self.get_paginated_response([tell(item) for item in page])


def read(shape: type[BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """A request's body, checked. Raises the framework's ValidationError, which is answered as `invalid_input`."""
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)
