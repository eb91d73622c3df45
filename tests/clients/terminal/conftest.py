"""One server for the tests of a file, at which one may type fast."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.worlds.consumers.served import Site, served
from tests.worlds.consumers.settled import OFTEN, living, settled

__all__ = ["living", "settled"]  # fixtures

RATES = {**OFTEN, "RATE_INPUT": "1000/minute", "RATE_CHAT": "1000/minute"}


@pytest.fixture(scope="module")
def site(settled: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), **RATES) as running:
        yield running
