from pathlib import Path

import pytest

from benchmarks.harness.results import Options, Results
from benchmarks.peers.installing import NotInstalled, npm_packages


def test_a_peer_whose_packages_cannot_be_installed_leaves_its_row_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotInstalled, match="npm is missing") as refusal:
        npm_packages(tmp_path, "socket.io")
    results = Results("fanout", [], Options(None, quick=True, rounds=1, seconds=0))
    results.leave_open({"Server": "socket.io"}, str(refusal.value))
    results.finish()
    assert "| socket.io | npm is missing |" in capsys.readouterr().out
