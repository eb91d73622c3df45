"""A site with a story for several people, and two who have come to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.company import ROAD, join, live, make_world
from tests.browser.conftest import Opens
from tests.browser.site import served


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps what it stores."""
    return tmp_path_factory.mktemp("road")


@pytest.fixture(scope="session")
def site(data: Path) -> Iterator[str]:
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    with served(data, road) as address:
        yield address


@pytest.fixture
def elena(opens: Opens) -> Page:
    return opens(None)


@pytest.fixture
def kael(opens: Opens) -> Page:
    return opens(None)


@pytest.fixture
def world(elena: Page, kael: Page) -> str:
    made = make_world(elena, "Elena")
    join(kael, "Kael", made)
    live(elena)
    live(kael)
    return made
