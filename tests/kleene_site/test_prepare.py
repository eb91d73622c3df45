from pathlib import Path

import pytest

from tests.kleene_site.programs import environment, manage
from tests.kleene_site.test_serving import free_port


def prepare(data: Path, **settings: str) -> str:
    done = manage("prepare", env=environment(data, **settings))
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    data = tmp_path_factory.mktemp("data")
    return data, prepare(data)


@pytest.mark.slow
def test_a_first_preparation_brings_scenarios_and_accounts(prepared: tuple[Path, str]) -> None:
    data, said = prepared
    assert "is now revision 1" in said
    assert "not shown again" in said
    assert manage("doctor", env=environment(data)).returncode == 0


@pytest.mark.slow
def test_a_second_preparation_brings_nothing_new_and_shows_no_password(prepared: tuple[Path, str]) -> None:
    data, _ = prepared
    said = prepare(data)
    assert "is now" not in said
    assert "not shown again" not in said


@pytest.mark.slow
def test_production_has_hashed_static_files_and_no_demo_accounts(data: Path) -> None:
    said = prepare(data, DEBUG="0", SECRET_KEY="k" * 40)
    assert "moderator" not in said
    assert (data / "static" / "staticfiles.json").exists()


def test_a_database_that_is_down_stops_the_preparation_with_one_sentence(tmp_path: Path) -> None:
    done = manage("prepare", env=environment(tmp_path, DATABASE_URL=f"postgresql://me@127.0.0.1:{free_port()}/x"))
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database does not answer: ")
    assert "Traceback" not in done.stderr
