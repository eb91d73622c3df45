"""Aliases: a player's own short names of commands, over every door and in every game."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from profiles.services import deletion, export
from tests.worlds.living_world import Living
from tests.worlds.services.typed_commands.green import green_world, over_http
from worlds import limits
from worlds.models import CommandAlias
from worlds.services import aliases
from worlds.services.games import sessions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    return green_world("ada", "ben")


def ada(living: Living, line: str) -> dict[str, Any]:
    return over_http(living, living.people[0], line)


def test_an_alias_runs_what_it_stands_for_with_the_words_behind_it(living: Living) -> None:
    ada(living, "alias to go")
    ada(living, "alias Hence to mill")
    assert ada(living, "HENCE")["text"].startswith("The Mill. It turns.")
    assert ada(living, "alias hence")["text"] == "hence runs: to mill"
    assert not over_http(living, living.people[1], "hence")["success"]


def test_an_alias_holds_in_the_box_of_a_game_alone_too(living: Living) -> None:
    ada(living, "alias pockets inventory")
    session = sessions.start_solo(user_id=living.people[0].pk, scenario_slug="green")
    client = Client()
    client.force_login(living.people[0])
    page = client.post(f"/play/{session.short_id}", {"input": "/pockets"}, follow=True).content.decode()
    assert "You carry knife." in page


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("alias a b", "alias_loops"),
        ("alias look look at lamp", "alias_loops"),
        ("alias help look", "alias_hides_command"),
        ("alias /unalias look", "alias_hides_command"),
        (f"alias {'x' * (limits.ALIAS_NAME + 1)} look", "invalid_input"),
        (f"alias x {'y' * (limits.ALIAS_COMMAND + 1)}", "invalid_input"),
    ],
)
def test_an_alias_that_nobody_could_use_is_refused(living: Living, line: str, code: str) -> None:
    ada(living, "alias b a")
    assert ada(living, line)["result"] == {"code": code}
    assert aliases.aliases_of(user_id=living.people[0].pk) == {"b": "a"}


def test_a_player_has_so_many_aliases_and_may_change_each(living: Living) -> None:
    me = living.people[0].pk
    for number in range(limits.ALIASES):
        aliases.set_alias(user_id=me, name=f"n{number}", command="look")
    assert ada(living, "alias more look")["result"] == {"code": "too_many_aliases"}
    assert ada(living, "alias n0 who")["success"]
    assert ada(living, "unalias n1")["success"]
    assert ada(living, "alias more look")["success"]


def test_what_aliases_stand_for_is_no_longer_than_a_command(living: Living) -> None:
    me = living.people[0].pk
    for name, after in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "say")):
        aliases.set_alias(user_id=me, name=name, command=f"{after} {'x' * 190}")
    client = Client()
    client.force_login(living.people[0])
    path = f"/api/v1/worlds/{living.world.short_id}/commands"
    assert client.post(path, {"command": "a"}, content_type="application/json").status_code == 400


def test_aliases_are_in_the_export_of_their_owner_and_go_with_them(living: Living) -> None:
    ada(living, "alias n go mill")
    mine, bens = (b"".join(export.everything_about(user_id=one.pk)).decode() for one in living.people)
    assert '"aliases":[{"name":"n","command":"go mill"' in mine
    assert '"aliases":[]' in bens
    deletion.erase_traces(living.people[0].pk)
    assert not CommandAlias.objects.exists()
