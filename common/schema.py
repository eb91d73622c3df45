"""The OpenAPI document: shapes come from the types that services return, refusals from the errors that they raise."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    TypedDict,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.contrib.rest_framework_simplejwt import SimpleJWTScheme
from drf_spectacular.drainage import set_override
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny

from common import api_errors, errors
from common.errors import KleeneError
from common.fields import NO_CONTROL, StrictSerializer, Text

Schema = dict[str, Any]
View = TypeVar("View", bound=Callable[..., Any])
RAISED = "kleene_raises"


class Refusal(TypedDict):
    code: str
    message: str
    details: dict[str, Any]


class Error(TypedDict):
    """Every refusal looks like this: `code` is stable, `message` is for people, `details` depends on the code."""

    error: Refusal


RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}}
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


class PageOf:
    """An answer of the list shape; its operation takes the parameters of the view's filters and of paging."""

    def __init__(self, item: Any) -> None:
        self.item = item
        set_override(self, "many", False)  # noqa: FBT003 - the library's own signature


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


class TypedDictExtension(OpenApiSerializerExtension):
    """Lets `@operation(answer=View)` name a TypedDict."""

    target_class = "builtins.dict"

    @classmethod
    def _matches(cls, target: Any) -> bool:
        return typing.is_typeddict(target)

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str:
        return str(self.target.__name__)

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> Schema:
        return shape(self.target, auto_schema)


class PageExtension(OpenApiSerializerExtension):
    target_class = PageOf

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str:
        return f"{self.target.item.__name__}Page"

    def get_identity(self, auto_schema: AutoSchema, direction: Direction) -> object:
        return (PageOf, self.target.item)

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> Schema:
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {"type": "integer", "minimum": 0},
            "next": link,
            "previous": link,
            "results": {"type": "array", "items": schema_of(self.target.item, auto_schema)},
        }
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }


BASIC: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


def shape(target: Any, auto_schema: AutoSchema) -> Schema:
    """A TypedDict as an object: closed, as answers hold exactly what their type says."""
    hints = get_type_hints(target, include_extras=True)
    described = {"description": target.__doc__.strip()} if target.__doc__ else {}
    return {
        "type": "object",
        **described,
        "properties": {name: schema_of(hint, auto_schema) for name, hint in hints.items()},
        "required": [name for name in hints if name in target.__required_keys__],
        "additionalProperties": False,
    }


def schema_of(hint: Any, auto_schema: AutoSchema) -> Schema:
    if hint in BASIC:
        return dict(BASIC[hint])
    if typing.is_typeddict(hint):
        return auto_schema.resolve_serializer(hint, "response").ref
    return composed(get_origin(hint), get_args(hint), auto_schema)


def composed(origin: Any, parts: tuple[Any, ...], auto_schema: AutoSchema) -> Schema:
    match origin:
        case _ if origin in {NotRequired, Required}:
            return schema_of(parts[0], auto_schema)
        case _ if origin is Annotated:
            return {**schema_of(parts[0], auto_schema), "format": parts[1]}
        case _ if origin is Literal:
            return {"type": "string", "enum": list(parts)}
        case _ if origin in {Union, types.UnionType}:
            return either([schema_of(part, auto_schema) for part in parts])
        case _ if issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": schema_of(parts[1], auto_schema)}
        case _:
            return {"type": "array", "items": schema_of(parts[0], auto_schema)}


def either(schemas: list[Schema]) -> Schema:
    """Nullable basic types stay short; the rest is anyOf."""
    kinds = [schema["type"] for schema in schemas if set(schema) == {"type"}]
    return {"type": kinds} if len(kinds) == len(schemas) else {"anyOf": schemas}


class BearerScheme(SimpleJWTScheme):
    match_subclasses = True
    priority = 1
    name = "bearer"


class CookieScheme(SessionScheme):
    match_subclasses = True
    name = "session"
