"""The OpenAPI document: shapes come from the types that services return, refusals from the errors that they raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypedDict, TypeVar

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.contrib.rest_framework_simplejwt import SimpleJWTScheme
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny

from common import api_errors, errors
from common.errors import KleeneError
from common.fields import NO_CONTROL, StrictSerializer, Text
from common.schema_types import PageOf, Schema
from common.shutdown_headers import DOCUMENTED

View = TypeVar("View", bound=Callable[..., Any])
RAISED = "kleene_raises"


class Refusal(TypedDict):
    code: str
    message: str
    details: dict[str, Any]


class Error(TypedDict):
    """Every refusal looks like this: `code` is stable, `message` is for people, `details` depends on the code."""

    error: Refusal


RETRY_AFTER = {
    "Retry-After": {"description": "Seconds to wait before the next try.", "schema": {"type": "integer", "minimum": 1}}
}
CHALLENGE = {"WWW-Authenticate": {"schema": {"type": "string"}}}
HEADERS_BY_STATUS: Mapping[int, Schema] = {
    401: {"headers": CHALLENGE},
    429: {"headers": RETRY_AFTER},
    503: {"headers": RETRY_AFTER},
}


def operation(
    *, answer: Any = None, status: int = 200, raises: Iterable[type[KleeneError]] = (), **more: Any
) -> Callable[[View], View]:
    """Document one method of a viewset: what it answers, and what it refuses with besides the refusals of all."""

    def documented(view: View) -> View:
        setattr(view, RAISED, tuple(raises))
        responses = answer if isinstance(answer, dict) else {status: answer}
        return extend_schema(responses=responses, **more)(view)

    return documented


class KleeneSchema(AutoSchema):
    """Adds what every operation may refuse with, so that views name only what is theirs."""

    def _is_list_view(self, serializer: Any = None) -> bool:
        answers = serializer or self.get_response_serializers()
        return isinstance(answers.get(HTTPStatus.OK) if isinstance(answers, dict) else answers, PageOf)

    def get_operation_id(self) -> str:
        return str(getattr(self.view, "action", ""))

    def get_summary(self) -> str:
        return self.get_description().partition(".")[0]

    def _map_serializer(self, serializer: Any, direction: Direction, bypass_extensions: bool = False) -> Schema:  # noqa: FBT001, FBT002
        schema: Schema = super()._map_serializer(serializer, direction, bypass_extensions)  # type: ignore[no-untyped-call]
        if isinstance(serializer, StrictSerializer):
            return {**schema, "additionalProperties": False, **serializer.rules}
        return schema

    def _map_serializer_field(self, field: Any, direction: Direction, bypass_extensions: bool = False) -> Schema:  # noqa: FBT001, FBT002
        schema: Schema = super()._map_serializer_field(field, direction, bypass_extensions)  # type: ignore[no-untyped-call]
        return {"pattern": NO_CONTROL, **schema} if isinstance(field, Text) else schema

    def _get_response_bodies(self, direction: Direction = "response") -> Schema:
        bodies: Schema = super()._get_response_bodies(direction)
        for given, body in bodies.items():
            body["description"] = body["description"] or HTTPStatus(int(given)).phrase
            body["headers"] = {**body.get("headers", {}), **DOCUMENTED}
        for status, raised in self._refusals().items():
            bodies.setdefault(str(status), self._refusal_response(status, raised))
        return dict(sorted(bodies.items()))

    def _refusals(self) -> dict[int, list[type[KleeneError]]]:
        by_status: dict[int, list[type[KleeneError]]] = {}
        for error in [*self._own(), *self._common()]:
            if error not in by_status.setdefault(error.status, []):
                by_status[error.status].append(error)
        return by_status

    def _own(self) -> tuple[type[KleeneError], ...]:
        method = getattr(self.view, getattr(self.view, "action", None) or self.method.lower(), None)
        return getattr(method, RAISED, ())

    def _common(self) -> Iterable[type[KleeneError]]:
        if self.view.authentication_classes:
            yield from self._strangers()
        if self.method in {"POST", "PUT", "PATCH", "DELETE"}:
            yield from (errors.InvalidInput, errors.TooLarge, errors.UnsupportedMedia)
        if self._get_parameters():
            yield errors.InvalidInput
        if "{" in self.path:
            yield errors.NotFound
        yield from (api_errors.NotAcceptable, errors.Unavailable)

    def _strangers(self) -> Iterable[type[KleeneError]]:
        if AllowAny not in self.view.permission_classes:
            yield errors.AuthRequired
        yield from (errors.AuthInvalid, errors.Forbidden)

    def _refusal_response(self, status: int, raised: list[type[KleeneError]]) -> Schema:
        described = OpenApiResponse(
            response=Error,
            description=HTTPStatus(status).phrase + ": " + ", ".join(f"`{error.code}`" for error in raised),
            examples=[_example(error) for error in raised],
        )
        response = self._get_response_for_code(described, str(status), ["application/json"])  # type: ignore[no-untyped-call]
        return {**response, **HEADERS_BY_STATUS.get(status, {})}


def _example(error: type[KleeneError]) -> OpenApiExample:
    value = {"error": {"code": error.code, "message": error.message, "details": {}}}
    return OpenApiExample(error.code, value=value, response_only=True, status_codes=[str(error.status)])


class BearerScheme(SimpleJWTScheme):
    match_subclasses = True
    priority = 1
    name = "bearer"


class CookieScheme(SessionScheme):
    match_subclasses = True
    name = "session"
