"""A site with a story for several people, and two who have come to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.company import ROAD, join, live, make_world
from tests.browser.conftest import Opens
from tests.browser.site import served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("road")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    with served(data, road) as address:
        yield address


@pytest.fixture
def elena(opens: Opens) -> Page:
    return opens()


@pytest.fixture
def kael(opens: Opens) -> Page:
    return opens()


@pytest.fixture
def world(elena: Page, kael: Page) -> str:
    made = make_world(elena, "Elena")
    join(kael, "Kael", made)
    live(elena)
    live(kael)
    return made
