from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.moving.moved import MovedWorld, exported, lived_world


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    for name in ("RATE_INPUT", "RATE_START", "RATE_REPLAY"):
        setattr(settings, name, "100000/minute")


@pytest.fixture
def lived(people: MakesPeople) -> MovedWorld:
    return lived_world(people(3))


@pytest.fixture
def moved(lived: MovedWorld, tmp_path: Path) -> MovedWorld:
    """The same, and its file."""
    return exported(lived, tmp_path)
