from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests import machine
from tests.kleene_site.programs import environment, python

MISSING = "no chromium is on the PATH"


def probe(folder: Path, *words: str, **settings: str) -> CompletedProcess[str]:
    """A run on a machine without a browser, and on SQLite, so that it is quick."""
    env = environment(folder, PATH=str(folder), DATABASE_URL="sqlite:///embedded", **settings)
    return python(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/kleene_site/services_probe.py", *words, env=env
    )


def test_without_a_service_its_tests_are_skipped_and_the_last_lines_say_why(tmp_path: Path) -> None:
    done = probe(tmp_path)
    *_, database, skipped, counts = done.stdout.splitlines()
    assert done.returncode == 0
    assert database == "Database of this run: SQLite (DATABASE_URL asks for SQLite)."
    assert skipped == f"Skipped 1 test: {MISSING}."
    assert counts.startswith("1 passed, 1 skipped, 1 deselected")


def test_where_services_are_required_a_missing_one_fails(tmp_path: Path) -> None:
    done = probe(tmp_path, KLEENE_REQUIRE_SERVICES="1")
    assert done.returncode == 1
    assert f"KLEENE_REQUIRE_SERVICES=1, but {MISSING}" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 passed, 1 deselected, 1 error")


def test_long_tests_run_when_all_are_asked_for(tmp_path: Path) -> None:
    assert "2 passed" in probe(tmp_path, "--all").stdout


@pytest.mark.parametrize("url", ["postgresql://me:hush@host/x", "redis://:hush@host:1/0"])
def test_what_was_tried_is_told_without_passwords(url: str) -> None:
    assert "hush" not in machine.without_password(url)
    assert "host" in machine.without_password(url)
