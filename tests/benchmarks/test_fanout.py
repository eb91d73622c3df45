from pathlib import Path

import pytest

from benchmarks.harness.results import Options, Results
from benchmarks.peers.installing import NotInstalled, npm_packages
from tests.benchmarks.smoke import cases, smoke_run

pytestmark = pytest.mark.timeout(180)


@pytest.mark.postgres
@pytest.mark.redis
def test_chat_and_turns_are_measured_beside_a_bare_server(tmp_path: Path) -> None:
    found = smoke_run("fanout", tmp_path)
    servers = {"bare asyncio and websockets", "Kleene, chat", "Kleene, turns"}
    assert cases(found, "Server") == {(server,) for server in servers}
    assert all(run["values"]["delivered"] > 0 for run in found["runs"])


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
