"""Covers of stories, as pictures."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from worlds.services.stories import covers

A_YEAR: Final = 365 * 24 * 60 * 60  # seconds
# A drawing opened by itself runs nothing and fetches nothing.
LOCKED: Final = "default-src 'none'; sandbox"


@require_safe
def cover_image(_request: HttpRequest, scenario: str, version: str) -> HttpResponse:
    """A story's cover. An address that carries its version never shows another, and is kept for a year."""
    shown = covers.find_cover(slug=scenario)
    response = HttpResponse(shown.content, content_type=shown.content_type)
    is_present = version == shown.version
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_present else "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = LOCKED
    return response
