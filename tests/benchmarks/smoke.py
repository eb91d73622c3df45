"""Runs a benchmark at its smallest, for errors; what it measures so means nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.kleene_site.programs import environment, forked


def smoke_run(name: str, folder: Path, *words: str) -> dict[str, Any]:
    file = folder / f"{name}.json"
    done = forked("-m", f"benchmarks.{name}", "--quick", "--json", str(file), *words, env=environment(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("|"), done.stdout
    found: dict[str, Any] = json.loads(file.read_text())
    assert found["benchmark"] == name
    return found


def cases(results: dict[str, Any], *labels: str) -> set[tuple[str, ...]]:
    """Those that were measured."""
    return {tuple(run["case"][label] for label in labels) for run in results["runs"] if run["values"]}
