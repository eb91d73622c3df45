from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kleene_site.databases import data, embedded, postgres_url
from tests.worlds.company.sites import Site
from tests.worlds.feed.redis_of_our_own import OwnRedis

__all__ = ["data", "embedded", "postgres_url"]

Opens = Callable[..., Site]


@pytest.fixture
def opens(data: Path) -> Iterator[Opens]:
    """Makes sites on this test's own folder of data; whatever runs is killed at its end."""
    made: list[Site] = []

    def open_site(**settings: str) -> Site:
        site = Site(data, **settings)
        made.append(site)
        return site

    yield open_site
    for site in made:
        site.kill()
    assert [site.troubles() for site in made] == [[] for _ in made]


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path)
    server.start()
    yield server
    server.stop()
