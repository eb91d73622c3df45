"""The table of goals is read off the files of one run, and says plainly what was not met or not measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import goals, report


def measured(*runs: tuple[dict[str, str], dict[str, float]]) -> dict[str, Any]:
    return {"runs": [{"case": case, "values": values, "reason": ""} for case, values in runs]}


FILES = {
    "requests": measured(
        ({"Request": "chat line", "Connections": "16"}, {"server_cpu_ms": 0.9}),
        ({"Request": "chat line", "Connections": "1"}, {"server_cpu_ms": 5.0}),
        ({"Request": "chat line", "Connections": "16"}, {"server_cpu_ms": 1.0}),
        ({"Request": "chat line", "Connections": "16"}, {"server_cpu_ms": 1.4}),
    ),
    "fanout": measured(
        ({"Sockets": "200", "Lines a second": "50", "Server": "socket.io"}, {"p95": 1.0}),
        ({"Sockets": "200", "Lines a second": "50", "Server": "Kleene, chat"}, {"p95": 4.0}),
        ({"Sockets": "200", "Lines a second": "50", "Server": "socket.io"}, {"p95": 2.0}),
        ({"Sockets": "200", "Lines a second": "50", "Server": "Kleene, chat"}, {"p95": 4.0}),
    ),
}
LINE = goals.request("chat line", "server_cpu_ms")
OF_SOCKET_IO = goals.ratio(goals.line(200, 50, "Kleene, chat"), goals.line(200, 50, "socket.io"))


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        (goals.Goal("line", 1.0, LINE), "1.00 (0.90 to 1.40) | at most 1 | yes"),
        (goals.Goal("line", 0.99, LINE), "1.00 (0.90 to 1.40) | at most 0.99 | no"),
        (goals.Goal("line", 1.0, LINE, least=True), "1.00 (0.90 to 1.40) | at least 1 | yes"),
        (goals.Goal("line", 1.01, LINE, 1, least=True), "1.0 (0.9 to 1.4) | at least 1.01 | no"),
        (goals.Goal("line", 3, OF_SOCKET_IO), "3.00 (2.00 to 4.00) | at most 3 | yes"),
    ],
)
def test_the_median_decides_whether_a_goal_is_met(goal: goals.Goal, told: str) -> None:
    assert goal.row(FILES) == f"| line | {told} |"


def test_what_was_not_measured_is_not_met() -> None:
    other = goals.ratio(goals.line(200, 50, "Kleene, chat"), goals.line(200, 50, "bare"))
    assert goals.Goal("line", 3, other).row(FILES) == "| line | not measured | at most 3 | no |"


def test_a_benchmark_whose_file_is_there_is_not_run_again(tmp_path: Path) -> None:
    (tmp_path / "requests.json").write_text(json.dumps(FILES["requests"]))
    assert goals._file(tmp_path / "requests.json", "requests", "") == FILES["requests"]


def test_the_document_has_a_place_for_them() -> None:
    assert "| line |" in report.with_lines(report.DOCUMENT.read_text(), "goals", ["| line |"])
