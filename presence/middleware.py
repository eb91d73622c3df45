"""Requests are signs of life too: they tell of players who have no stream open."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject, empty

from presence.services.attendance import attendance


class SignsOfLife:
    """Notes who asked, in memory, if the view has found out who it was; it never causes a query for that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if isinstance(user, SimpleLazyObject) and user.__dict__.get("_wrapped") is empty:
            return response
        if user is not None and user.is_authenticated:
            attendance.hear(user.pk)
        return response
