"""NUL bytes in what forms send. Addresses and headers are judged around the whole application, JSON where it is read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase

from common import error_pages

FORMS: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
REFUSED: Final = "The form contains NUL characters. Remove them and send it again."


class RefuseNulBytes:
    """Middleware, after that which reads a form for its token: no view sees NUL, whichever field it stands in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> HttpResponse | None:
        # The API reads no forms, and its bodies only once.
        if request.content_type not in FORMS or getattr(view, "csrf_exempt", False):
            return None
        with suppress(UnreadablePostError):
            if any("\0" in name or "\0" in "".join(values) for name, values in request.POST.lists()):
                return error_pages.trouble(request, 400, REFUSED)
        return None
