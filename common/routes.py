from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path


def both_ways(route: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """A path without and with a trailing slash: neither redirects to the other, and `name` is the one without."""
    return [path(route, view, name=name), path(f"{route}/", view)]


def without_slash(endpoints: list[tuple[str, str, str, Any]]) -> list[tuple[str, str, str, Any]]:
    """For the OpenAPI document: each path once."""
    return [endpoint for endpoint in endpoints if not endpoint[0].endswith("/")]
