"""Every door of the site, asked as everybody: a door that the table does not name fails, and so does another answer."""

from __future__ import annotations

from typing import Any

import pytest

from common import throttles
from tests.doors import table
from tests.doors.cast import INSIDE, ROLES, Cast, assembled
from tests.doors.doors import METHODS, Row, back_office, knock, read_table, routes
from tests.doors.table import BODIES, LETS_IN

TABLES = {"games": read_table(table.GAMES), "worlds": read_table(table.WORLDS), "rest": read_table(table.REST)}
DOORS: dict[str, Row] = {door: row for rows in TABLES.values() for door, row in rows.items()}
TO_SIGN_IN = {401, 302}
SIGN_IN = "/admin/login/"
OPEN_TO_ALL = {SIGN_IN, "/admin/logout/", "/admin/jsi18n/"}  # the way in, the way out, words for scripts


@pytest.fixture
def often(db: None, settings: Any) -> None:
    for name in dir(settings):
        if name.startswith("RATE_"):
            setattr(settings, name, "100000/minute")
    settings.REPLAY_WINDOW_MS = 3_600_000  # what a stream repeats must not depend on how quick this machine is
    throttles.counters_at.cache_clear()


@pytest.fixture
def cast(often: None) -> Cast:
    return assembled()


@pytest.fixture
def cast_in_public(often: None) -> Cast:
    return assembled(becomes="public")


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_every_door_answers_everybody_as_the_table_says(cast: Cast, rows: dict[str, Row]) -> None:
    wrong = []
    for door, row in rows.items():
        heard = {role: knock(cast, role, door, BODIES.get(door, {})) for role in ROLES}
        answers = " ".join(str(heard[role].status) for role in ROLES)
        marked = frozenset(role for role in ROLES if heard[role].is_marked)
        if (answers, marked) != (row.answers, row.shows):
            wrong.append(f"{door} | {answers} | {' '.join(role for role in ROLES if role in marked)}")
    assert not wrong, "\n".join(wrong)


def test_nor_is_anybody_outside_shown_it_where_the_world_is_public(cast_in_public: Cast) -> None:
    asked = [(door, role) for door in DOORS if door not in LETS_IN for role in ROLES if role not in INSIDE]
    shown = [(door, role) for door, role in asked if knock(cast_in_public, role, door, BODIES.get(door, {})).is_marked]
    assert shown == []


def test_the_table_shows_nobody_outside_what_came_after_they_left() -> None:
    told = {door: row.shows - INSIDE for door, row in DOORS.items() if door not in LETS_IN}
    assert {door: outside for door, outside in told.items() if outside} == {}


def test_what_a_spectator_may_change_is_what_is_theirs() -> None:
    """Coming, going, one's own account, one's own stories, and telling a moderator: the world itself they only watch."""
    taken = [door for door, row in DOORS.items() if not door.startswith("GET ") and row.of("spectator") < 400]
    in_the_world = [door for door in taken if "<str:world_id>" in door]
    assert in_the_world == [
        "POST api/v1/worlds/<str:world_id>/join",
        "POST api/v1/worlds/<str:world_id>/leave",
        "POST api/v1/worlds/<str:world_id>/spectate",
        "POST api/v1/worlds/<str:world_id>/checkpoints/compare",  # a question, which changes nothing
        "DELETE api/v1/worlds/<str:world_id>/players/<str:user_id>/story",
        "POST api/v1/worlds/<str:world_id>/commands",  # only those that look, and talk where the host lets them
        "POST worlds/<str:world_id>/join",
        "POST worlds/<str:world_id>/spectate",
        "POST worlds/<str:world_id>/watch/<str:player>/stop",
        "POST worlds/<str:world_id>/leave",
        "POST worlds/<str:world_id>/invites/<str:code>",  # of their own making, and these are not
    ]


def test_a_door_that_is_not_in_the_table_is_shut(cast: Cast) -> None:
    """Each address takes the methods that the table names and no other."""
    unnamed = [f"{method} {route}" for route in named() for method in METHODS if f"{method} {route}" not in DOORS]
    open_doors = [door for door in unnamed if knock(cast, "member", door, {}).status != 405]
    assert open_doors == []


def test_the_table_names_no_door_that_is_gone() -> None:
    assert {door.split(" ", 1)[1] for door in DOORS} == set(named())


def test_with_a_slash_at_its_end_an_address_is_the_same_door() -> None:
    views = {route: pattern.callback for route, pattern in routes()}
    slashed = {route for route, pattern in routes() if pattern.name is None}
    assert {route for route in slashed if views.get(route.removesuffix("/")) is not views[route]} == set()


def test_nobody_comes_in_by_the_doors_of_somebody_elses_game(cast: Cast) -> None:
    let_in = []
    for door in (door for door in DOORS if "<str:session_id>" in door):
        for role in (role for role in ROLES if role != "member"):
            heard = knock(cast, role, door, BODIES.get(door, {}), game=cast.games["member"])
            shut = {"unknown": TO_SIGN_IN, "suspended": TO_SIGN_IN | {403}}.get(role, {404})
            if heard.is_marked or not (heard.status in shut or speaks_for_an_idea(door, role)):
                let_in.append((door, role, heard.status))
    assert let_in == []


def speaks_for_an_idea(door: str, role: str) -> bool:
    """The game in this address only says where to go back to."""
    return door == "POST play/<str:session_id>/ideas/<str:improvisation_id>" and role == "host"


def test_nobody_of_them_comes_into_the_back_office(cast: Cast) -> None:
    let_in = []
    for role in ROLES:
        for address in back_office():
            answer = cast.client(role).get(address)
            is_shown_out = answer.status_code in {403, 404} or SIGN_IN in answer.headers.get("Location", "")
            if not is_shown_out and address not in OPEN_TO_ALL:
                let_in.append((address, role, answer.status_code))
    assert let_in == []


def test_no_door_takes_nul(cast: Cast) -> None:
    """In whichever field: forms and bodies with one are refused as they are, before anything is done."""
    taken = []
    for door in (door for door in DOORS if not door.startswith(("GET ", "DELETE "))):  # these read no body
        told = {name: str(value) + "\0" for name, value in BODIES.get(door, {}).items()} or {"anything": "\0"}
        heard = knock(cast, "host", door, told)
        if heard.status not in {400, 403, 404}:
            taken.append((door, heard.status))
    assert taken == []


def named() -> list[str]:
    return [route for route, pattern in routes() if pattern.name is not None]
