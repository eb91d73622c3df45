"""How the API says no: one shape for every refusal, whoever raised it."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from rest_framework import exceptions
from rest_framework.response import Response

from common import errors
from common.errors import KleeneError
from common.heard_shutdown import shutdown_headers

API = "/api/"
CHALLENGE = 'Bearer realm="kleene"'

log = structlog.get_logger("kleene.api")


class MethodNotAllowed(KleeneError):
    code = "method_not_allowed"
    status = 405
    message = "This method is not allowed here."


class NotAcceptable(KleeneError):
    code = "not_acceptable"
    status = 406
    message = "The API answers in JSON only."


class InternalError(KleeneError):
    code = "internal_error"
    status = 500
    message = "Something went wrong on our side. The error has been logged."


def body(refusal: KleeneError) -> dict[str, object]:
    return {"error": {"code": refusal.code, "message": refusal.message, "details": dict(refusal.details)}}


def headers(refusal: KleeneError) -> dict[str, str]:
    if isinstance(refusal, errors.RetryLater):
        return {"Retry-After": str(refusal.retry_after)}
    return {"WWW-Authenticate": CHALLENGE} if refusal.status == HTTPStatus.UNAUTHORIZED else {}


def answer(exc: Exception, _context: Mapping[str, Any]) -> Response | None:
    """REST framework's exception handler. None: a mistake of ours, which Django logs."""
    refusal = translated(exc)
    if refusal is None:
        return None
    return Response(body(refusal), status=refusal.status, headers=headers(refusal))


def translated(exc: Exception) -> KleeneError | None:
    match exc:
        case KleeneError():
            return exc
        case exceptions.APIException():
            return from_framework(exc)
        case Http404():
            return errors.NotFound()
        case PermissionDenied():
            return errors.Forbidden()
        case RequestDataTooBig():
            return errors.TooLarge()
        case SuspiciousOperation():
            return errors.InvalidInput()
        case _:
            return from_database(exc)


def from_framework(exc: exceptions.APIException) -> KleeneError:
    match exc:
        case exceptions.ValidationError():
            return from_fields(exc.detail)
        case exceptions.AuthenticationFailed():
            return errors.AuthInvalid("This token is invalid or has expired. Sign in again.")
        case _:
            return FRAMEWORK.get(type(exc), errors.InvalidInput)()


FRAMEWORK: Mapping[type[exceptions.APIException], type[KleeneError]] = {
    exceptions.NotAuthenticated: errors.AuthRequired,
    exceptions.PermissionDenied: errors.Forbidden,
    exceptions.NotFound: errors.NotFound,
    exceptions.MethodNotAllowed: MethodNotAllowed,
    exceptions.NotAcceptable: NotAcceptable,
    exceptions.UnsupportedMediaType: errors.UnsupportedMedia,
}


def from_fields(detail: Any) -> errors.InvalidInput:
    """`details` says for each field what is wrong with it; the message repeats the first."""
    fields = detail if isinstance(detail, dict) else {"non_field_errors": detail}
    field, faults = next(iter(fields.items()))
    sentence = first_sentence(faults)
    return errors.InvalidInput(sentence if field == "non_field_errors" else f"{field}: {sentence}", **fields)


def first_sentence(faults: Any) -> str:
    while isinstance(faults, list | dict):
        faults = next(iter(faults.values() if isinstance(faults, dict) else faults), "")
    return str(faults)


def from_database(exc: Exception) -> KleeneError | None:
    match exc:
        # Unreachable, shutting down, a lock or a statement that timed out, a deadlock: all pass by themselves.
        case OperationalError() | InterfaceError():
            log.error("database unavailable", exc_info=exc)
            return errors.Unavailable(retry_after=5)
        case DataError():
            log.error("value refused by the database", exc_info=exc)
            return errors.InvalidInput("A value in this request cannot be stored.")
        case _:
            return None


BY_STATUS: Mapping[int, type[KleeneError]] = {
    kind.status: kind
    for kind in (
        errors.InvalidInput,
        errors.AuthRequired,
        errors.Forbidden,
        errors.NotFound,
        MethodNotAllowed,
        errors.TooLarge,
        InternalError,
    )
}


class ApiAnswers:
    """Middleware: nothing under /api/ is refused in HTML, also where no view was reached, and all of it tells of a planned shutdown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API):
            return self.get_response(request)
        tell_of_unmeasured_body(request)
        response = in_json(self.get_response(request))
        for name, value in shutdown_headers().items():
            response.headers[name] = value
        return response


def in_json(response: HttpResponseBase) -> HttpResponseBase:
    """The same, or a refusal in our shape for one in another."""
    if response.status_code < HTTPStatus.BAD_REQUEST or is_json(response):
        return response
    refusal = BY_STATUS.get(response.status_code, InternalError)()
    return JsonResponse(body(refusal), status=response.status_code, headers=headers(refusal))


def is_json(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("application/json")


def tell_of_unmeasured_body(request: HttpRequest) -> None:
    """REST framework takes a request without Content-Length for an empty one; a chunked one is not. The parser measures."""
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH", "").isdecimal():
        request.META["CONTENT_LENGTH"] = "-1"
