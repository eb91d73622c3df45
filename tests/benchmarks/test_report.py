"""Tables of the document come from what a benchmark wrote, and only from runs that mean something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import report

RESULTS: dict[str, Any] = {
    "benchmark": "turns",
    "began": "2030-05-06T07:08:09+00:00",
    "cores": 2,
    "load": [0.1, 2.0],
    "quick": False,
    "rounds": 3,
    "seconds": 3.0,
    "columns": [{"name": "turns", "title": "Turns a second", "digits": 0}],
    "runs": [{"case": {"Way": "HTTP"}, "values": {"turns": rate}, "reason": ""} for rate in (10, 20, 30)],
}
DOCUMENT = "# All\n\n<!-- turns -->\nold\n<!-- /turns -->\n\nMore.\n"


def test_a_table_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    file, document = tmp_path / "turns.json", tmp_path / "doc.md"
    file.write_text(json.dumps(RESULTS))
    document.write_text(DOCUMENT)
    report.main([str(file)], document)
    assert document.read_text() == (
        "# All\n\n<!-- turns -->\n"
        "Measured on 2030-05-06, 3 interleaved rounds, medians and ranges, 2 cores that were otherwise idle"
        " (load 0.1 at the beginning, 2.0 at the end).\n\n"
        "| Way | Turns a second |\n|---|---|\n| HTTP | 20 (10 to 30) |\n<!-- /turns -->\n\nMore.\n"
    )


def test_a_busy_machine_is_told() -> None:
    assert "busy with other work" in report.with_results(DOCUMENT, RESULTS | {"load": [4.0, 4.0]})


def test_a_quick_run_is_refused() -> None:
    with pytest.raises(ValueError, match="--quick"):
        report.with_results(DOCUMENT, RESULTS | {"quick": True})


def test_a_benchmark_without_a_place_is_refused() -> None:
    with pytest.raises(LookupError):
        report.with_results(DOCUMENT, RESULTS | {"benchmark": "unheard"})


@pytest.mark.parametrize("name", ["turns", "fanout", "requests", "burst", "growth", "memory"])
def test_the_document_has_a_place_for_every_benchmark(name: str) -> None:
    assert report.with_results(report.DOCUMENT.read_text(), RESULTS | {"benchmark": name})
