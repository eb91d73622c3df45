from pathlib import Path
from subprocess import CompletedProcess
from typing import Final

import pytest

from tests import machine
from tests.kleene_site.programs import environment, python

MISSING = "no chromium is on the PATH"


PROBE: Final = "tests/kleene_site/services_probe.py"
WHOLE: Final = ("-o", f"testpaths={PROBE}")  # no file is named, and these are all there are


def probe(folder: Path, *words: str, **settings: str) -> CompletedProcess[str]:
    """A run on a machine without a browser, and on SQLite, so that it is quick."""
    env = environment(folder, PATH=str(folder), DATABASE_URL="sqlite:///embedded", **settings)
    return python("-m", "pytest", "-q", "-p", "no:cacheprovider", *words, env=env)


@pytest.mark.slow
def test_without_a_service_its_tests_are_skipped_and_the_last_lines_say_why(tmp_path: Path) -> None:
    done = probe(tmp_path, PROBE)
    *_, database, skipped, counts = done.stdout.splitlines()
    assert done.returncode == 0
    assert database == "Database of this run: SQLite (DATABASE_URL asks for SQLite)."
    assert skipped == f"Skipped 1 test: {MISSING}."
    assert counts.startswith("2 passed, 1 skipped, 1 deselected")


@pytest.mark.slow
def test_where_services_are_required_a_missing_one_fails(tmp_path: Path) -> None:
    done = probe(tmp_path, PROBE, KLEENE_REQUIRE_SERVICES="1")
    assert done.returncode == 1
    assert f"KLEENE_REQUIRE_SERVICES=1, but {MISSING}" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 passed, 1 deselected, 1 error")


@pytest.mark.slow
def test_long_tests_run_when_all_are_asked_for(tmp_path: Path) -> None:
    assert "3 passed" in probe(tmp_path, PROBE, "--all").stdout


@pytest.mark.slow
@pytest.mark.parametrize(("words", "counts"), [((), "1 passed, 1 skipped, 2 deselected"), (("--slow",), "2 passed")])
def test_a_run_of_the_whole_suite_leaves_slow_tests_out_unless_it_is_asked_for_them(
    tmp_path: Path, words: tuple[str, ...], counts: str
) -> None:
    assert counts in probe(tmp_path, *WHOLE, *words).stdout


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("-n", "2")], ids=["alone", "by workers"])
def test_a_file_that_is_named_runs_its_slow_tests_too(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert "2 passed, 1 skipped" in probe(tmp_path, PROBE, *words).stdout


@pytest.mark.parametrize("url", ["postgresql://me:hush@host/x", "redis://:hush@host:1/0"])
def test_what_was_tried_is_told_without_passwords(url: str) -> None:
    assert "hush" not in machine.without_password(url)
    assert "host" in machine.without_password(url)
