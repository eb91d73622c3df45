"""Every door of the site, asked as everybody: a door that the table does not name fails, and so does another answer."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.doors import table
from tests.doors.cast import INSIDE, ROLES, Cast
from tests.doors.doors import (
    HOME,
    METHODS,
    Answers,
    Row,
    back_office,
    knock,
    knock_as,
    path_of,
    read_table,
    routes,
    status_behind,
)  # fmt: skip
from tests.doors.links import door_of, is_of_the_cast, offered, pages_of, refused
from tests.doors.table import AGENTS_RULES, BODIES, LETS_IN
from tests.kleene_site.test_who_asks_for_agents import RULES
from worlds.models import WorldParticipant

pytestmark = pytest.mark.django_db

TABLES = {"games": read_table(table.GAMES), "worlds": read_table(table.WORLDS), "rest": read_table(table.REST)}
DOORS: dict[str, Row] = {door: row for rows in TABLES.values() for door, row in rows.items()}
TO_SIGN_IN = {401, 302}
SIGN_IN = "/admin/login/"
OPEN_TO_ALL = {SIGN_IN, "/admin/logout/", "/admin/jsi18n/"}  # the way in, the way out, words for scripts


@pytest.mark.slow
@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_every_door_answers_everybody_as_the_table_says(answers: Answers, rows: dict[str, Row]) -> None:
    wrong = []
    for door, row in rows.items():
        heard = answers.at(door)
        told = " ".join(str(heard[role].status) for role in ROLES)
        marked = [role for role in ROLES if heard[role].is_marked]
        if (told, frozenset(marked)) != (row.answers, row.shows):
            wrong.append(f"{door} | {told} | {' '.join(marked)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_nor_is_anybody_outside_shown_it_where_the_world_is_public(answers: Answers, cast_in_public: Cast) -> None:
    """Whoever is answered without a look at the table of worlds, where that stands, is answered the same."""
    shown = []
    for door in (door for door in DOORS if door not in LETS_IN):
        before = answers.at(door)
        asked = [role for role in ROLES if role not in INSIDE and before[role].asks_of_worlds]
        heard = knock_as(asked, cast_in_public, door, BODIES.get(door, {}))
        shown += [(door, role) for role, each in heard.items() if each.is_marked]
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


def test_an_agent_is_answered_as_a_person_but_where_a_rule_says_so() -> None:
    differs = {
        door
        for door, row in DOORS.items()
        if row.of("agent") not in {row.of("member"), row.of("host")} or row.of("refused") != row.of("left")
    }
    assert differs == set(AGENTS_RULES)
    assert set(AGENTS_RULES.values()) <= set(RULES)


@pytest.mark.slow
def test_by_no_door_does_an_agent_come_in_where_the_host_refuses_agents(answers: Answers) -> None:
    let_in = {role: {door for door in DOORS if comes_in(answers, role, door)} for role in ("left", "refused")}
    assert let_in["left"] >= LETS_IN - {"POST api/v1/worlds/quick-join"}  # that one finds other worlds
    assert let_in["refused"] == set()


def comes_in(answers: Answers, role: str, door: str) -> bool:
    """Whether somebody is in the world after a knock that stores anything."""
    if not answers.at(door)[role].has_stored:
        return False
    cast, found = answers.cast, []
    places = WorldParticipant.objects.present().filter(world__short_id=cast.filled["world"], user=cast.people[role])
    knock(cast, role, door, BODIES.get(door, {}), look=lambda: found.append(places.exists()))
    return any(found)


@pytest.mark.slow
def test_every_link_and_form_leads_to_an_open_door(answers: Answers) -> None:
    shut = sorted({told for role in ROLES for told in shut_doors(answers, role)})
    assert not shut, "\n".join(shut)


def shut_doors(answers: Answers, role: str) -> Iterator[str]:
    """Links and forms of all pages that this person may see, which lead nowhere, or to where they may not go."""
    for page in pages_of(DOORS, role):
        here = "/" + page.removeprefix("GET ").removeprefix(HOME)
        for method, address in offered(answers.at(page)[role].text):
            door = door_of(method, urlsplit(address).path or here)
            if door not in DOORS:
                yield f"{role} on {page}: {method} {address} is no door"
            elif DOORS[door].of(role) in refused(role) and is_of_the_cast(answers.cast, address):
                yield f"{role} on {page}: {method} {address} is answered {DOORS[door].of(role)}"


def test_a_door_that_is_not_in_the_table_is_shut(cast: Cast) -> None:
    """Each address takes the methods that the table names and no other."""
    filled = {**cast.filled, "game": cast.game("member")}
    unnamed = [(method, route) for route in named() for method in METHODS if f"{method} {route}" not in DOORS]
    member = cast.people["member"]
    open_doors = [one for one in unnamed if status_behind(path_of(one[1], filled), one[0], member)[0] != 405]
    assert open_doors == []


def test_the_table_names_no_door_that_is_gone() -> None:
    assert {door.split(" ", 1)[1] for door in DOORS} == set(named())


def test_with_a_slash_at_its_end_an_address_is_the_same_door() -> None:
    views = {route: pattern.callback for route, pattern in routes()}
    slashed = {route for route, pattern in routes() if pattern.name is None}
    assert {route for route in slashed if views.get(route.removesuffix("/")) is not views[route]} == set()


@pytest.mark.slow
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
    return door == "POST play/<str:session_id>/ideas/<str:improvisation_id>" and role in {"host", "agent"}


@pytest.mark.slow
def test_nobody_of_them_comes_into_the_back_office(cast: Cast) -> None:
    let_in = []
    for role in ROLES:
        for address in back_office():
            status, sent_to = status_behind(address, "GET", cast.people.get(role, AnonymousUser()))
            if not (status in {403, 404} or SIGN_IN in sent_to or address in OPEN_TO_ALL):
                let_in.append((address, role, status))
    assert let_in == []


@pytest.mark.slow
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
