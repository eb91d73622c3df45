"""How somebody wants pages to look, in this browser: a theme and a text size, kept in a cookie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE: Final = "appearance"
YEAR: Final = 365 * 24 * 60 * 60  # seconds
THEMES: Final = {"system": "Same as device", "light": "Light", "dark": "Dark"}
SIZES: Final = {"normal": "Normal", "large": "Large", "larger": "Larger"}


@dataclass(frozen=True, slots=True)
class Appearance:
    theme: str = "system"
    size: str = "normal"


def appearance_of(request: HttpRequest) -> Appearance:
    """What the browser's cookie says, word by word; whatever is no theme and no size is as if it were not there."""
    words = request.COOKIES.get(COOKIE, "").split(".")
    theme = next((word for word in words if word in THEMES), "system")
    return Appearance(theme, next((word for word in words if word in SIZES), "normal"))


def remember_appearance(response: HttpResponse, chosen: Appearance, *, secure: bool) -> None:
    response.set_cookie(
        COOKIE, f"{chosen.theme}.{chosen.size}", max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
    )
