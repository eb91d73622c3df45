"""Every typed command, typed by everybody: a command that the table does not name fails, and so does another answer."""

from __future__ import annotations

from typing import Final

import pytest
from django.contrib.auth.models import Permission

from common.errors import KleeneError
from profiles.models import User
from tests.doors.cast import INSIDE, ROLES, Cast
from tests.doors.commands_table import COMMANDS, WORDS
from tests.doors.doors import knock, undone
from worlds.services.typed_commands.running import run_command
from worlds.services.typed_commands.table import VERBS
from worlds.services.typed_commands.verbs import WATCHING, Reply

pytestmark = pytest.mark.django_db

DOOR: Final = "POST api/v1/worlds/<str:world_id>/commands"
OF_STAFF: Final = {"clerk": "stranger", "staff": "member"}  # who stands where they do
COLUMNS: Final = (*ROLES, *OF_STAFF)
LINES: Final = [line.split("|") for line in COMMANDS.strip().splitlines()[1:]]  # the first names columns
ROWS: Final = {verb.strip(): dict(zip(COLUMNS, told.split(), strict=True)) for verb, told in LINES}
NO_SUCH: Final = "There is no such command."


@pytest.mark.slow
def test_every_command_answers_everybody_as_the_table_says(cast: Cast) -> None:
    wrong = []
    for verb in VERBS:
        line = f"{verb.name} {WORDS.get(verb.name, '')}".strip()
        told = {role: answered(cast, role, line) for role in COLUMNS}
        if told != ROWS.get(verb.name):
            wrong.append(f"{verb.name} | {' '.join(told.values())}")
    assert not wrong, "\n".join(wrong)


def test_the_table_names_no_command_that_is_gone() -> None:
    names = {verb.name for verb in VERBS}
    assert set(ROWS) <= names
    assert set(WORDS) <= names


def test_outside_nobody_types_anything() -> None:
    told = {told for row in ROWS.values() for role, told in row.items() if is_outside(role)}
    assert told == {"401", "403", "404"}


def test_commands_of_the_staff_are_there_for_nobody_else() -> None:
    of_staff = [ROWS[verb.name] for verb in VERBS if verb.who == "staff"]
    assert {row["staff"] for row in of_staff} == {"yes"}
    assert {row[role] for row in of_staff for role in INSIDE} == {"?"}


def test_a_spectator_is_told_to_join_where_a_command_is_for_players() -> None:
    watched = {name for name, row in ROWS.items() if row["spectator"] == "watch"}
    assert watched == {verb.name for verb in VERBS if verb.who == "player"}


def test_an_agent_has_the_commands_of_a_player() -> None:
    assert {name for name, row in ROWS.items() if row["agent"] != row["member"]} == set()


def is_outside(role: str) -> bool:
    return OF_STAFF.get(role, role) not in INSIDE


def answered(cast: Cast, role: str, line: str) -> str:
    """By the service that every door to commands calls, and by a door where that asks first who is there."""
    if role in {"unknown", "suspended"}:
        return str(knock(cast, role, DOOR, {"command": line}).status)
    person = cast.people[OF_STAFF.get(role, role)]
    with undone():
        if role in OF_STAFF:
            employ(person)
        try:
            return in_a_word(run_command(user_id=person.pk, world_id=cast.filled["world"], command=line))
        except KleeneError as refusal:
            return str(refusal.status)


def employ(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=("move_players", "plan_shutdown")))


def in_a_word(reply: Reply) -> str:
    if reply.success:
        return "yes"
    if reply.text == WATCHING:
        return "watch"
    return "?" if reply.text.startswith(NO_SUCH) else "no"
