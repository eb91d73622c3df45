"""A world with everybody in it whom a door may meet, kept as rows, so that two doors can be asked in the same state of things."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from rest_framework_simplejwt.tokens import AccessToken

from common.throttles import CountersInMemory, counters
from presence.services.attendance import attendance
from profiles.models import User
from profiles.services import accounts, tokens
from tests import emptying
from tests.emptying import full_tables
from tests.worlds.services.ready_stories import GATE
from worlds.services import chat
from worlds.services.games import sessions
from worlds.services.membership import archiving, creating, hosting, joining, leaving, spectating
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

PASSWORD: Final = "a long enough passphrase"
PEOPLE: Final = ("ada", "ben", "cora", "dan", "eve", "fay", "gus", "ida", "joe", "kay", "moe")
StoredRows = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Stage:
    """The names under which requests speak of it: `ada_game`, `ada_token`, `world`; the database keeps its rows (`Emptier.keep`)."""

    names: Mapping[str, str]
    known: frozenset[str]  # every text that stands in a row
    masked: dict[str, str] = field(default_factory=dict)  # rows as cases compare them; most are as they were

    def reset(self) -> None:
        """As it was: rows, budgets, and what this process noticed."""
        emptying.emptier_of(connection.settings_dict["NAME"]).put_back()
        let_them_have_come_just_now()
        counting = counters()
        assert isinstance(counting, CountersInMemory)
        counting.storage.reset()
        attendance.forget()


def set_stage() -> Stage:
    people = {name: get_user_model().objects.create_user(name, display_name=name.title()) for name in PEOPLE}
    scenarios.import_scenario(source=GATE, slug="gate")
    names = together(people) | alone(people) | archived(people) | accounts_of(people)
    emptying.emptier_of(connection.settings_dict["NAME"]).keep(full_tables(connection))
    return Stage(names, frozenset(texts([json.loads(row) for found in told_rows().values() for row in found])))


def together(people: Mapping[str, User]) -> dict[str, str]:
    """One world with those who play, and those who do not any more."""
    joined = creating.create_world(user_id=people["ada"].pk, scenario_slug="gate", max_players=8)
    world, games = joined.world, {"ada": joined.session}
    for name in ("ben", "cora", "dan", "eve", "joe"):
        games[name] = joining.join_world(user_id=people[name].pk, world_id=world.pk).session
    guest = people["hal"] = accounts.create_guest(display_name="Hal")  # type: ignore[index]
    games["hal"] = joining.join_world(user_id=guest.pk, world_id=world.pk).session
    spectating.spectate_world(user_id=people["fay"].pk, world_id=world.pk)
    leaving.leave_world(user_id=people["cora"].pk, world_id=world.pk)
    hosting.kick_player(user_id=people["ada"].pk, world_id=world.pk, player=people["dan"].short_id)
    hosting.ban_player(user_id=people["ada"].pk, world_id=world.pk, player=people["eve"].short_id)
    plays(people["joe"], games["joe"], "run")
    plays(people["ben"], games["ben"], "wait", key="ben-1")
    chat.send_message(user_id=people["ben"].pk, world_id=world.pk, text="Hello.", idempotency_key="said-1")
    return {
        "world": world.short_id,
        "world_uuid": str(world.pk),
        **{f"{name}_game": game.short_id for name, game in games.items()},
        "ada_game_uuid": str(games["ada"].pk),
    }


def alone(people: Mapping[str, User]) -> dict[str, str]:
    """A game that goes on, and one that has ended."""
    going, ended = (sessions.start_solo(user_id=people["ida"].pk, scenario_slug="gate") for _ in range(2))
    plays(people["ida"], going, "wait", key="ida-1")
    plays(people["ida"], ended, "run")
    return {"ida_game": going.short_id, "ida_game_uuid": str(going.pk), "ida_ended": ended.short_id}


def archived(people: Mapping[str, User]) -> dict[str, str]:
    joined = creating.create_world(user_id=people["kay"].pk, scenario_slug="gate")
    archiving.archive_world(user_id=people["kay"].pk, world_id=joined.world.pk)
    return {"kay_game": joined.session.short_id, "kay_world": joined.world.short_id}


def accounts_of(people: Mapping[str, User]) -> dict[str, str]:
    names = forged(people["ada"])
    for name, person in people.items():
        names |= {f"{name}_{which}": token for which, token in tokens_of(person).items()}
        names |= {name: person.short_id, f"{name}_uuid": str(person.pk)}
    browser = Client()
    browser.force_login(people["ada"], backend="django.contrib.auth.backends.ModelBackend")
    key = browser.cookies["sessionid"].value
    assert SessionStore().exists(key)
    return names | {"ada_cookie": key}


def plays(person: User, game: Any, option: str, *, key: str | None = None) -> None:
    request = TurnRequest(option_id=option)
    playing.play_turn(user_id=person.pk, session_id=game.pk, request=request, idempotency_key=key)


def let_them_have_come_just_now() -> None:
    """Who came lately counts as online: else that would end between two requests, half a minute after the stage was set."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE world_participants SET joined_at = joined_at + (now() - newest.at)"
            " FROM (SELECT max(joined_at) AS at FROM world_participants WHERE left_at IS NULL) AS newest WHERE left_at IS NULL"
        )


def told_rows() -> StoredRows:
    """The rows of each table that has any, as JSON."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        tables = full_tables(connection)
        each = [f"SELECT '{name}', to_jsonb(each)::text FROM \"{name}\" AS each" for name in tables]  # noqa: S608 - names of our tables
        cursor.execute(" UNION ALL ".join(each))
        for table, row in cursor.fetchall():
            found.setdefault(table, []).append(row)
    return found


def texts(value: Any) -> Iterable[str]:
    """Every text in it, at whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def forged(person: User) -> dict[str, str]:
    """Tokens that our own key signed, and that open nothing."""
    expired, unsealed, nobody = (AccessToken(tokens.issue_pair(person)["access"]) for _ in range(3))  # type: ignore[arg-type]
    expired.set_exp(lifetime=timedelta(seconds=-5))
    del unsealed[tokens.SEAL]
    nobody[tokens.OWNER] = "usr_aaaaaaaa"
    return {"ada_expired": str(expired), "ada_unsealed": str(unsealed), "nobody_access": str(nobody)}


def tokens_of(person: User) -> dict[str, str]:
    pair = tokens.issue_pair(person)
    return {"access": pair["access"], "refresh": pair["refresh"]}
