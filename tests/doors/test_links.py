"""What the pages offer: every link and form leads to a door of the table that is open to whoever was shown it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, get_resolver, resolve

from common import throttles
from tests.doors.cast import ROLES, Cast, assembled
from tests.doors.doors import HOME, knock
from tests.doors.test_all_doors import DOORS

REFUSED = {401, 403, 404, 405}
LEAVES_THE_SITE = ("http://", "https://", "mailto:", "#", "data:")
STAYS = ("/static/", "/media/", "/health/")


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


def test_every_link_and_form_leads_to_an_open_door(db: None, settings: Any) -> None:
    for name in dir(settings):
        if name.startswith("RATE_"):
            setattr(settings, name, "100000/minute")
    throttles.counters_at.cache_clear()
    cast = assembled()
    shut = sorted({told for role in ROLES for told in shut_doors(cast, role)})
    assert not shut, "\n".join(shut)


def shut_doors(cast: Cast, role: str) -> Iterator[str]:
    """Links and forms of all pages that this person may see, which lead nowhere, or to where they may not go."""
    for page in pages_of(role):
        here = "/" + page.removeprefix("GET ").removeprefix(HOME)
        offers = Offers()
        offers.feed(knock(cast, role, page, {}).text)
        for method, address in offers.found:
            if address.startswith((*LEAVES_THE_SITE, *STAYS)):
                continue
            door = door_of(method, urlsplit(address).path or here)
            if door not in DOORS:
                yield f"{role} on {page}: {method} {address} is no door"
            elif DOORS[door].of(role) in refused(role) and is_of_the_cast(cast, address):
                yield f"{role} on {page}: {method} {address} is answered {DOORS[door].of(role)}"


def refused(role: str) -> set[int]:
    """Whoever is suspended is told why and how to object, by 403, wherever they try to begin something."""
    return REFUSED - {403} if role == "suspended" else REFUSED


def pages_of(role: str) -> list[str]:
    pages = [door for door in DOORS if door.startswith("GET ") and not door.startswith("GET api/")]
    return [page for page in pages if DOORS[page].of(role) == 200]


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
