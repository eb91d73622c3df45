"""One server for a file of tests: what they write stays until the last, for a server may keep what it has read.

Each test has a world and people of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.worlds.consumers.served import Site, served
from tests.worlds.living_world import Living, shared_world

OFTEN: Final = {"RATE_CONNECT": "100000/minute"}
numbers: Final = count()


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database, committed to by all tests of the file; emptied when their server has gone."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)


@pytest.fixture(scope="module")
def site(settled: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), **OFTEN) as running:
        yield running


@pytest.fixture(scope="module", params=["uvicorn", "daphne"])
def either_site(
    request: pytest.FixtureRequest, settled: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Each test runs once under each server."""
    with served(tmp_path_factory.mktemp("site"), **OFTEN, KLEENE_SERVER=request.param) as running:
        yield running


@pytest.fixture
def living(settled: None) -> Living:
    """Ada, Ben and Cleo in one world, who have namesakes in the worlds of other tests."""
    number = next(numbers)
    return shared_world(*(f"{name}{number}" for name in ("ada", "ben", "cleo")))
