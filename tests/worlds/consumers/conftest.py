from __future__ import annotations

from typing import Any

import pytest

from kleene_site.common import throttles
from tests.worlds.living import Living, shared_world


@pytest.fixture
def living(transactional_db: None, settings: Any) -> Living:
    """Ada, Ben and Cleo in one world; they may connect as often as a test needs."""
    settings.RATE_CONNECT = "1000/minute"
    throttles.counters_at.cache_clear()
    return shared_world("ada", "ben", "cleo")
