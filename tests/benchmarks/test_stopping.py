"""A benchmark that is stopped takes everything with it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.harness.proc import with_children
from tests.kleene_site.programs import ROOT, environment

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(180)]


@pytest.mark.slow
def test_a_benchmark_that_is_told_to_stop_ends_the_servers_that_it_started(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "benchmarks.burst"]
    program = subprocess.Popen(words, cwd=ROOT, env=environment(tmp_path), stderr=subprocess.DEVNULL)
    while not (serving := [pid for pid in with_children(program.pid) if is_server(pid)]):
        assert program.poll() is None
        time.sleep(0.05)
    program.send_signal(signal.SIGTERM)
    program.wait()
    assert [pid for pid in serving if is_server(pid)] == []


def is_server(pid: int) -> bool:
    try:
        return b"\0serve\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
