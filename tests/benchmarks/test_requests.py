from pathlib import Path

import pytest

from benchmarks.harness.kinds import KINDS
from tests.benchmarks.smoke import cases, smoke_run

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(180)]


def test_requests_of_every_kind_are_measured_over_one_connection_and_over_many(tmp_path: Path) -> None:
    found = cases(smoke_run("requests", tmp_path), "Request", "Connections")
    assert found == {(kind, connections) for kind in KINDS for connections in ("1", "16")}


def test_a_burst_is_answered_whole_and_idle_sockets_cost_no_thread_and_no_connection(tmp_path: Path) -> None:
    found = smoke_run("burst", tmp_path)
    burst, few, many = (run["values"] for run in found["runs"])
    assert (burst["requests"], burst["broken"], burst["unanswered"]) == (300, 0, 0)
    assert many["threads"] <= few["threads"]
    assert many["database_connections"] <= few["database_connections"]
