"""What pages offer: where their links and forms lead."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from django.urls import Resolver404, get_resolver, resolve

from tests.doors.cast import Cast
from tests.doors.doors import HOME, Row

REFUSED: Final = {401, 403, 404, 405}
LEAVES_THE_SITE: Final = ("http://", "https://", "mailto:", "#", "data:")
STAYS: Final = ("/static/", "/media/", "/health/")


class Offers(HTMLParser):
    """The doors that a page leads to, as (method, address)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.method = "GET"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self.found.append(("GET", given["href"]))
        if tag == "form":
            self.method = given.get("method", "get").upper()
            if self.method != "DIALOG":  # that closes one, and goes nowhere
                self.found.append((self.method, given.get("action", "")))
        if "formaction" in given:
            self.found.append((self.method, given["formaction"]))


def offered(page: str) -> list[tuple[str, str]]:
    """What leads to doors of this site."""
    offers = Offers()
    offers.feed(page)
    return [each for each in offers.found if not each[1].startswith((*LEAVES_THE_SITE, *STAYS))]


def pages_of(doors: dict[str, Row], role: str) -> list[str]:
    pages = [door for door in doors if door.startswith("GET ") and not door.startswith("GET api/")]
    return [page for page in pages if doors[page].of(role) == 200]


def refused(role: str) -> set[int]:
    """Whoever is suspended is told why and how to object, by 403, wherever they try to begin something."""
    return REFUSED - {403} if role == "suspended" else REFUSED


@cache
def door_of(method: str, path: str) -> str:
    if "<" in path:  # the page's own address, which is a door already
        return f"{method} {path.removeprefix('/') or HOME}"
    try:
        return f"{method} {resolve(path).route.removesuffix('/') or HOME}"
    except Resolver404:
        return ""


def is_of_the_cast(cast: Cast, address: str) -> bool:
    """Whether the table speaks of this address: it does not of other games, codes and ideas than the cast's."""
    kwargs = get_resolver().resolve(urlsplit(address).path or "/").kwargs if "<" not in address else {}
    known = {*cast.filled.values(), *cast.games.values()}
    return all(str(value) in known for value in kwargs.values())
