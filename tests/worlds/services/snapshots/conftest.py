"""Worlds and games that have been lived in, with nobody's budget in the way."""

from __future__ import annotations

from typing import Any, Protocol

import pytest

from tests.keeping import kept
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.services.stories.scenarios import import_scenario


class MakesWorlds(Protocol):
    def __call__(self, deeds: int) -> RandomWorld: ...


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    for name in ("RATE_INPUT", "RATE_READ", "RATE_START", "RATE_REPLAY"):
        setattr(settings, name, "100000/minute")


@pytest.fixture
def lives(people: MakesPeople) -> MakesWorlds:
    """A world of four people in which so much was done."""

    def live(deeds: int) -> RandomWorld:
        return kept(f"a world of {deeds} deeds", lambda: make(deeds))

    def make(deeds: int) -> RandomWorld:
        source = (FOLDER / f"{FLAGSHIP}.yaml").read_bytes()
        import_scenario(source=source, slug=FLAGSHIP)
        world = RandomWorld(FLAGSHIP, people(4), seed=3)
        world.live(deeds)
        return world

    return live


@pytest.fixture
def lived(lives: MakesWorlds) -> RandomWorld:
    return lives(30)
