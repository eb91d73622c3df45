"""The benchmark of the servers runs to its end; what it measures here means nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.kleene_site.programs import environment, forked


@pytest.mark.slow
def test_the_benchmark_measures_a_server_with_both_routes(tmp_path: Path) -> None:
    done = forked("-m", "benchmarks.servers", "0.2", "1", "uvicorn, as", env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("ms |") == 4
    runs = json.loads((tmp_path / "servers.json").read_text())["runs"]
    assert [run["app"].partition(":")[0] for run in runs] == ["benchmarks.servers", "kleene_site.asgi"]
