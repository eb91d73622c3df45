"""Games and worlds kept as files: what was played once verifies in every later version.

A file holds rows as they were stored: content, games, records, words, events. `KLEENE_STORE_GAMES=1 pytest
tests/worlds/services/games/test_stored_games.py` writes those that this version has none of; a file that is there is
never written again, as it is a game of its version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.contrib.auth import get_user_model
from django.core import serializers
from django.db import models, transaction

from profiles.models import User
from tests.kleene_site.programs import ROOT
from tests.worlds.services.critical_items.conftest import POLICIES, STORY
from tests.worlds.services.games.random_worlds import RandomWorld
from tests.worlds.services.ideas import climb, plea
from tests.worlds.services.older_rows import stored_game, stored_world
from tests.worlds.services.ready_stories import GATE
from worlds.models import (
    CriticalItemRecovery,
    GameSession,
    PlayerText,
    Scenario,
    ScenarioAddition,
    ScenarioRevision,
    SharedWorld,
    TurnRecord,
    WorldEvent,
    WorldParticipant,
    WorldStay,
)
from worlds.rules.storage import ENGINE_VERSION
from worlds.services.games import preferences, rewind
from worlds.services.games.sessions import start_solo
from worlds.services.membership import creating, joining
from worlds.services.stories import overlays
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

FOLDER: Final = ROOT / "tests" / "fixtures" / "games"
KEPT: Final = (
    Scenario, ScenarioRevision, SharedWorld, ScenarioAddition, PlayerText, GameSession, WorldParticipant, WorldStay,
    TurnRecord, WorldEvent, CriticalItemRecovery,
)  # fmt: skip
OF_PEOPLE: Final = ("username", "short_id", "display_name", "colour")


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def load(path: Path) -> None:
    """Store the rows of a file; columns that came since have their defaults, those that went are left out."""
    with transaction.atomic():
        for row in serializers.deserialize("python", json.loads(path.read_text()), ignorenonexistent=True):
            row.save()


def store(name: str) -> Path:
    """Write all games that are there as this version's file of this name, a row a line."""
    rows = [*serializers.serialize("python", User.objects.order_by("pk"), fields=OF_PEOPLE)]
    for model in KEPT:
        rows += serializers.serialize("python", model._default_manager.order_by("pk"), fields=_columns(model))
    path = FOLDER / f"engine_{ENGINE_VERSION}_{name}.json"
    lines = (json.dumps(row, ensure_ascii=False, default=_spelt, separators=(",", ":")) for row in rows)
    path.write_text("[" + ",\n".join(lines) + "]\n")
    return path


def _columns(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.local_fields if not field.generated]


def _spelt(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _people(*names: str) -> Iterator[User]:
    for name in names:
        yield get_user_model().objects.create_user(name, display_name=name.title())


def _says(user: User, game: GameSession, *commands: str) -> None:
    """Each is an option's id, or words with a blank in them."""
    for said in commands:
        request = TurnRequest(None, said) if " " in said else TurnRequest(said)
        play_turn(user_id=user.pk, session_id=game.pk, request=request)


def _free_text() -> None:
    [ada] = _people("ada")
    source = (ROOT / "worlds" / "scenarios" / "first_light.yaml").read_bytes()
    import_scenario(source=source, slug="first-light")
    game = start_solo(user_id=ada.pk, scenario_slug="first-light", character_name="Nell")
    _says(ada, game, "search for the kitty", "hum to the cat", "count the stars", "scratch its ears")
    preferences.change_settings(user_id=ada.pk, session_id=game.pk, improvisation_temperature=8)
    _says(ada, game, "kiss the cat", "look around", "head back to the door", "sing an old song")
    PlayerText.objects.order_by("created_at")[1].redact()  # erased words leave the seal whole


def _rewind() -> None:
    [ada] = _people("ada")
    import_scenario(source=GATE, slug="gate")
    game = start_solo(user_id=ada.pk, scenario_slug="gate")
    _says(ada, game, "take_key", "wait", "say please to the keeper")
    rewind.rewind_game(user_id=ada.pk, session_id=game.pk, steps=2)
    _says(ada, game, "open_gate", "stay")
    rewind.rewind_game(user_id=ada.pk, session_id=game.pk, to="T2")
    _says(ada, game, "wait", "undo that turn", "wait", "open_gate")


def _shared() -> None:
    import_scenario(source=(STORY + POLICIES).encode(), slug="mill")
    RandomWorld("mill", list(_people("ada", "ben", "cleo")), seed=11).live(70)


def _overlays() -> None:
    ada, ben = _people("ada", "ben")
    import_scenario(source=GATE, slug="gate")
    opened = creating.create_world(user_id=ada.pk, scenario_slug="gate")
    world, other = opened.world.pk, joining.join_world(user_id=ben.pk, world_id=opened.world.pk).session
    _says(ada, opened.session, "wait")
    overlays.add_to_world(world_id=world, addition=climb(), author_id=ada.pk)
    _says(ben, other, "imp_climbing", "back")
    overlays.add_to_world(world_id=world, addition=plea(), author_id=ben.pk)
    _says(ada, opened.session, "I sing for the keeper", "imp_climbing")
    overlays.take_out_of_world(world_id=world, key="imp_climbing")
    _says(ben, other, "wait", "take_key")


def _migrated() -> None:
    ada, ben = _people("ada", "ben")
    import_scenario(source=GATE, slug="gate")
    alone = start_solo(user_id=ada.pk, scenario_slug="gate")
    opened = creating.create_world(user_id=ada.pk, scenario_slug="gate")
    other = joining.join_world(user_id=ben.pk, world_id=opened.world.pk).session
    stored_game(alone)
    stored_world(opened.world, opened.session, other)
    _says(ada, alone, "open_gate", "stay")
    _says(ada, opened.session, "wait")
    _says(ben, other, "wait")


RECIPES: Final[dict[str, Callable[[], None]]] = {
    "free_text": _free_text,
    "rewind": _rewind,
    "shared": _shared,
    "overlays": _overlays,
    "migrated": _migrated,
}
