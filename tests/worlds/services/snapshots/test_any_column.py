"""A value that is changed in any column of what a world and a game store is found and located: read off the models, so that a new column is tried too."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import pytest
from django.db import models
from django.db.models import QuerySet

from tests.lifting import history_open
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER, MYSTERY
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.models import GameSession, SharedWorld, Snapshot, TurnRecord, WorldEvent
from worlds.models.versions import IncompatibleVersion
from worlds.services.games import preferences, rewind, sessions
from worlds.services.games.replay import verify_game
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import creating
from worlds.services.snapshots.taking import take_game_snapshot, take_world_snapshot
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db

MODELS: Final[tuple[type[models.Model], ...]] = (GameSession, SharedWorld, TurnRecord, WorldEvent, Snapshot)
SURROGATE: Final = {"id", "short_id"}
LONG_AGO: Final = timedelta(days=400)


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    for name in ("RATE_INPUT", "RATE_READ", "RATE_START", "RATE_REPLAY"):
        setattr(settings, name, "100000/minute")


@pytest.fixture
def lived(people: MakesPeople) -> RandomWorld:
    """A world that people lived in and a game alone, each with a snapshot."""
    import_scenario(source=(FOLDER / f"{FLAGSHIP}.yaml").read_bytes(), slug=FLAGSHIP)
    import_scenario(source=(FOLDER / f"{MYSTERY}.yaml").read_bytes(), slug=MYSTERY)
    players = people(5)
    creating.create_world(user_id=players[4].pk, scenario_slug=FLAGSHIP)
    sessions.start_solo(user_id=players[4].pk, scenario_slug=FLAGSHIP)
    world = RandomWorld(FLAGSHIP, players[:4], seed=4)
    world.live(25)
    take_world_snapshot(world_id=world.world.pk, reason="interval", most=12)
    _play_alone(players[0].pk)
    return world


def _play_alone(user_id: uuid.UUID) -> GameSession:
    game = sessions.start_solo(user_id=user_id, scenario_slug=FLAGSHIP)
    for text in ("look around", "sing to the river"):
        play_turn(user_id=user_id, session_id=game.pk, request=TurnRequest(input=text))
    preferences.change_settings(user_id=user_id, session_id=game.pk, improvisation_temperature=3)
    rewind.rewind_game(user_id=user_id, session_id=game.pk, steps=1)
    take_game_snapshot(session_id=game.pk, reason="interval")
    return game


def differences() -> list[str]:
    """Where verifying everything that is stored finds a difference."""
    found = [_place(partial(verify_world, world_id=world.pk)) for world in SharedWorld.objects.all()]
    alone = GameSession.objects.at_hand().filter(world=None)
    found += [_place(partial(verify_game, session=game)) for game in alone]
    return [place for place in found if place]


def _place(verify: Callable[[], Any]) -> str:
    try:
        difference = verify()["first_difference"]
    except IncompatibleVersion:
        return "version"
    return "" if difference is None else str(difference["path"])


def columns_of(model: type[models.Model]) -> list[Any]:
    fields: list[Any] = list(model._meta.concrete_fields)
    return [field for field in fields if field.name not in SURROGATE and not field.generated]


def rows_of(model: type[models.Model]) -> QuerySet[Any]:
    return QuerySet(model).order_by("pk")


def another(row: Any, field: Any) -> Any:
    """Another value that the database takes for a column."""
    now = getattr(row, field.attname)
    if field.is_relation:
        return _another_key(row, field, now)
    if isinstance(field, models.DateTimeField):
        return (now or datetime.fromisoformat("2026-01-01T00:00:00+00:00")) - LONG_AGO
    if isinstance(field, models.BooleanField):
        return not now
    if isinstance(field, models.IntegerField):
        return (
            now + 1 if field.name == "max_players" else now - 1 if field.name == "player_count" else (now or 0) + 3000
        )
    if isinstance(field, models.UUIDField):
        return uuid.uuid4()
    if isinstance(field, models.JSONField):
        return ["nowhere"] if now != ["nowhere"] else []
    return _another_word(field, now)


def _another_word(field: Any, now: Any) -> str:
    if field.choices:
        return next(str(value) for value, _ in field.choices if value != now)
    return "x" if now != "x" else "y"


def _another_key(row: Any, field: Any, now: Any) -> Any:
    keys = rows_of(field.related_model).exclude(pk=now)
    if isinstance(row, TurnRecord) and field.name == "session":
        keys = keys.exclude(records__number=row.number)  # one record per number
    if isinstance(row, Snapshot):
        keys = keys.exclude(snapshots__number=row.number)
    found = keys.values_list("pk", flat=True).first()
    assert found is not None, f"nothing else for {field.name}"
    return found


def subjects(model: type[models.Model]) -> list[Any]:
    """Rows to change: of a world, and of a game alone."""
    rows = list(rows_of(model))
    if model is GameSession:
        return [next(row for row in rows if row.world_id), next(row for row in rows if not row.world_id)]
    if model is TurnRecord:
        worded = next(row for row in rows if row.world_id and row.text_id)
        return [worded, next(row for row in rows if not row.world_id and row.number == 2)]
    if model is Snapshot:
        return rows
    if model is SharedWorld:
        return [next(row for row in rows if row.player_count > 1)]
    return [rows[len(rows) // 2]]


def changed_columns(row: Any, field: Any) -> dict[str, Any]:
    """What to write so that a column says something else and the database takes it."""
    changed = {field.attname: another(row, field)}
    if isinstance(row, Snapshot) and field.name in {"world", "session"}:  # it is of one of the two
        changed["session_id" if field.name == "world" else "world_id"] = None
    return changed


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=[model._meta.db_table for model in MODELS])
def test_a_value_that_is_changed_in_any_column_is_found_and_located(
    lived: RandomWorld, model: type[models.Model]
) -> None:
    assert differences() == []
    unseen = []
    for field in columns_of(model):
        for row in subjects(model):
            changed = changed_columns(row, field)
            with history_open():
                rows_of(model).filter(pk=row.pk).update(**changed)
            if not differences():
                unseen.append((field.name, str(row), changed))
            with history_open():
                rows_of(model).filter(pk=row.pk).update(**{name: getattr(row, name) for name in changed})
    assert unseen == []
    assert differences() == []
