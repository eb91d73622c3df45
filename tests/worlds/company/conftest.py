from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.kleene_site.databases import data, embedded, prepared_database
from tests.worlds.company.sites import Site
from tests.worlds.feed.redis_of_our_own import OwnRedis

__all__ = ["data", "embedded"]

Opens = Callable[..., Site]


@pytest.fixture
def made() -> list[Site]:
    """The sites of this test."""
    return []


@pytest.fixture
def opens(data: Path, made: list[Site]) -> Iterator[Opens]:
    """Makes sites on this test's own folder of data; whatever runs is killed at its end."""

    def open_site(**settings: str) -> Site:
        site = Site(data, **settings)
        made.append(site)
        return site

    yield open_site
    _kill(made)
    assert [site.troubles() for site in made] == [[] for _ in made]


@pytest.fixture
def postgres_url(made: list[Site]) -> Iterator[str]:
    """The URL of a prepared PostgreSQL database of this test's own."""
    with prepared_database() as url:
        yield url
        _kill(made)


@pytest.fixture
def own_redis(tmp_path: Path, made: list[Site]) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path)
    server.start()
    yield server
    _kill(made)
    server.stop()


def _kill(sites: Iterable[Site]) -> None:
    """Kill before anything that they use is taken from them, in whichever order a test names its fixtures."""
    for site in sites:
        site.kill()
