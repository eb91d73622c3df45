"""How the pages say no: the same refusals as the API's, in words that say what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from common import api_errors
from common.errors import AuthRequired, KleeneError

TITLES = {
    400: "This request could not be read",
    403: "You do not have access",
    404: "Page not found",
    405: "There is no page here",
    409: "The story has moved on",
    410: "This has ended",
    413: "This is too large",
    429: "Too many requests",
    503: "Temporarily unavailable",
}
NOT_FOUND = "The address may be mistyped, or the page may belong to somebody else. Your own stories are safe."
BAD_REQUEST = "The server could not read this request. Go back, reload the page, and try again."
FORBIDDEN = "You are not allowed to see or do this. If it is yours, sign in with the account that it belongs to."
FORM_ALONE = "This address only takes what a form sends. Go back to the page with the form, and send it from there."
STALE_TITLE = "This form has expired"
STALE_FORM = "The page was open for too long, or your browser blocks cookies. Go back, reload the page, and send the form again. Nothing was changed."


class PageAnswers:
    """Middleware: what a service refuses becomes a page. The API and the admin answer for themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and not answers_for_itself(request):
            return form_alone(request, allowed=response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if answers_for_itself(request):
            return None
        if isinstance(exception, AuthRequired):
            return redirect_to_login(request.path, "sign-in")
        if not isinstance(exception, KleeneError) and api_errors.from_database(exception) is None:
            return None
        refusal = api_errors.translated(exception)
        return refused(request, refusal) if refusal else None


def answers_for_itself(request: HttpRequest) -> bool:
    return request.path_info.startswith((api_errors.API, "/admin"))


def refused(request: HttpRequest, refusal: KleeneError) -> HttpResponse:
    # What is not there is told alike, whatever it is; a refusal with a title of its own has something better to say.
    words = NOT_FOUND if refusal.status == 404 and not refusal.title else refusal.message
    response = trouble(request, refusal.status, words, title=refusal.title, start_again=refusal.start_again)
    for name, value in api_errors.headers(refusal).items():
        response[name] = value
    return response


def trouble(request: HttpRequest, status: int, words: str, *, title: str = "", start_again: str = "") -> HttpResponse:
    back = request.path if status in {429, 503} and request.method == "GET" else ""
    context = {"status": status, "title": title or TITLES.get(status, TITLES[400]), "words": words, "back": back}
    context["start_again"] = start_again
    return render(request, "errors/trouble.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over by this name
    return trouble(request, 400, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over by this name
    return trouble(request, 403, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django hands it over by this name
    return trouble(request, 404, NOT_FOUND)


def form_alone(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """Where Django answers nothing at all: whoever reloads or shares the address of a form would see an empty window."""
    response = trouble(request, 405, FORM_ALONE)
    response["Allow"] = allowed
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django hands it over by this name
    return trouble(request, 403, STALE_FORM, title=STALE_TITLE)


def broken(request: HttpRequest) -> HttpResponse:
    """Leans on nothing that may be what broke: no account, no database."""
    return render(request, "errors/broken.html", status=500)
