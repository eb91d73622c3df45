"""Tests that hold for whichever server serves: they ask for the fixture `server`."""

from __future__ import annotations

import pytest

from tests.kleene_site.programs import CHOSEN


@pytest.fixture(params=["uvicorn", "daphne"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every program that the test starts serves by this one."""
    name: str = request.param
    monkeypatch.setitem(CHOSEN, "KLEENE_SERVER", name)
    return name
