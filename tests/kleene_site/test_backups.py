"""Backups: one file while the site is played on, and a whole installation out of it elsewhere."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.kleene_site.databases import data, embedded, postgres_url, prepared_database
from tests.kleene_site.programs import environment, manage
from tests.worlds.company.bursts import Burst, recorded
from tests.worlds.company.seats import Seat, seated
from tests.worlds.company.sites import Site
from tests.worlds.company.streams import marks, posting

__all__ = ["data", "embedded", "postgres_url"]

Env = dict[str, str]
TURNS = 15  # of each of eight players in two worlds
# What both kinds do by the same lines of ours is tried on one of them, unless everything is.
ONE = pytest.mark.parametrize(
    "here",
    [
        pytest.param("sqlite", marks=pytest.mark.sqlite),
        pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.long]),
    ],
    indirect=True,
)
BOTH = [pytest.param("sqlite", marks=pytest.mark.sqlite), pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def here(request: pytest.FixtureRequest, data: Path) -> Env:
    """The settings of a prepared installation."""
    where = {"DATABASE_URL": request.getfixturevalue("postgres_url")} if request.param == "postgres" else {}
    return environment(data, **where)


@pytest.fixture
def elsewhere(here: Env, embedded: Path, tmp_path: Path) -> Iterator[Env]:
    """Another installation on the same kind of database, with the same key."""
    folder = Path(shutil.copytree(embedded, tmp_path / "elsewhere"))
    key = Path(here["KLEENE_DATA"]) / "secret_key"
    if key.exists():
        shutil.copy(key, folder)
    if "DATABASE_URL" not in here:
        yield environment(folder)
        return
    with prepared_database() as url:
        yield environment(folder, DATABASE_URL=url)


def backed_up(env: Env, target: Path) -> Path:
    done = manage("backup", str(target), env=env)
    assert done.returncode == 0, done.stderr
    return target


def refused(env: Env, file: Path, *words: str) -> str:
    done = manage("restore", str(file), *words, env=env)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def site_of(env: Env) -> Site:
    return Site(Path(env["KLEENE_DATA"]), **({"DATABASE_URL": env["DATABASE_URL"]} if "DATABASE_URL" in env else {}))


@pytest.mark.slow
async def test_what_is_backed_up_under_load_is_played_on_elsewhere(here: Env, elsewhere: Env, tmp_path: Path) -> None:
    site, burst, file = site_of(here), Burst(), tmp_path / "backup.zip"
    seats = [seat for world in seated(site.env, worlds=2, hands=4) for seat in world]
    site.start()
    try:
        async with posting((site, seat) for seat in seats) as posters, asyncio.TaskGroup() as tasks:
            tasks.create_task(burst.play(posters, go_on=lambda taken: taken < TURNS))
            await burst.answered(TURNS)
            before = set(burst.answers)
            await asyncio.to_thread(backed_up, here, file)
        assert set(burst.answers) == {key for world in worlds_of(seats) for key in recorded(here, world)}
    finally:
        site.kill()
    restored = manage("restore", str(file), env=elsewhere)
    assert restored.returncode == 0, restored.stderr
    kept = {key for world in worlds_of(seats) for key in recorded(elsewhere, world)}
    assert before <= kept <= set(burst.answers)
    for world in worlds_of(seats):
        verified = manage("verify_world", world, env=elsewhere)
        assert verified.returncode == 0, verified.stderr
    await play_on(elsewhere, seats)


async def play_on(env: Env, seats: list[Seat]) -> None:
    """Every player goes on by the credentials that they had."""
    site, burst = site_of(env), Burst()
    site.start()
    try:
        had = [await marks(site, seat) for seat in seats]
        async with posting((site, seat) for seat in seats) as posters:
            await burst.play(posters, go_on=lambda taken: taken < 1)
        assert [await marks(site, seat) for seat in seats] == [count + 4 for count in had]
    finally:
        site.kill()
    assert site.troubles() == []


def worlds_of(seats: list[Seat]) -> list[str]:
    return sorted({seat.world_id for seat in seats})


@ONE
def test_a_backup_overwrites_no_file_and_leaves_no_part_of_one(here: Env, tmp_path: Path) -> None:
    file = backed_up(here, tmp_path / "backup.zip")
    again = manage("backup", str(file), env=here)
    assert (again.returncode, "never overwrites a file" in again.stderr) == (1, True)
    assert [each.name for each in tmp_path.glob("*backup*")] == ["backup.zip"]


@ONE
def test_a_damaged_a_foreign_and_a_newer_file_are_refused_and_nothing_is_changed(
    here: Env, elsewhere: Env, tmp_path: Path
) -> None:
    file = backed_up(here, tmp_path / "backup.zip")
    seated(elsewhere, worlds=1, hands=1)
    was = content(elsewhere)
    whole = file.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "bent.zip").write_bytes(whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:])
    (tmp_path / "other.zip").write_bytes(b"Once upon a time")
    rewritten(file, tmp_path / "newer.zip", migrations=["worlds.9999_of_tomorrow"])
    rewritten(file, tmp_path / "altered.zip", sha256="0" * 64)
    rewritten(file, tmp_path / "kind.zip", kind="oracle")
    for name, said in {
        "cut": "no backup of Kleene",
        "bent": "damaged",
        "other": "no backup of Kleene",
        "newer": "newer version",
        "altered": "damaged",
        "kind": "another kind of database",
    }.items():
        assert said in refused(elsewhere, tmp_path / f"{name}.zip", "--replace"), name
    refused(elsewhere, tmp_path / "absent.zip", "--replace")
    assert content(elsewhere) == was


def rewritten(file: Path, target: Path, **about: Any) -> None:
    """The same backup, which says something else of itself."""
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as made:
        made.writestr("database", source.read("database"))
        made.writestr("manifest.json", json.dumps({**json.loads(source.read("manifest.json")), **about}))


@pytest.mark.slow
def test_a_database_in_use_is_replaced_only_where_that_is_asked_for(here: Env, elsewhere: Env, tmp_path: Path) -> None:
    [[seat]] = seated(here, worlds=1, hands=1)
    file = backed_up(here, tmp_path / "backup.zip")
    seated(elsewhere, worlds=1, hands=2, name="other")
    assert "--replace" in refused(elsewhere, file)
    assert manage("restore", str(file), "--replace", env=elsewhere).returncode == 0
    assert content(elsewhere)["shared_worlds"] == content(here)["shared_worlds"] == 1
    assert manage("verify_world", seat.world_id, env=elsewhere).returncode == 0


@ONE
def test_a_served_database_is_never_restored(here: Env, tmp_path: Path) -> None:
    file, site = backed_up(here, tmp_path / "backup.zip"), site_of(here)
    site.start()
    try:
        assert "serves this database" in refused(here, file, "--replace")
    finally:
        site.kill()
    assert manage("restore", str(file), env=here).returncode == 0


@pytest.mark.slow
def test_what_is_restored_guards_its_history_again(here: Env, elsewhere: Env, tmp_path: Path) -> None:
    seated(here, worlds=1, hands=1)
    manage("restore", str(backed_up(here, tmp_path / "backup.zip")), env=elsewhere)
    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.IntegrityError), match="append-only"):
        execute(elsewhere, "UPDATE turn_records SET kind = 'other'")


def content(env: Env) -> dict[str, int]:
    tables = ("users", "shared_worlds", "turn_records")
    return {table: execute(env, f"SELECT count(*) FROM {table}") for table in tables}  # noqa: S608 - names from this file


def execute(env: Env, command: str) -> int:
    if url := env.get("DATABASE_URL"):
        with psycopg.connect(url) as line:
            return int(line.execute(command.encode()).fetchone()[0])  # type: ignore[index]
    file = sqlite3.connect(Path(env["KLEENE_DATA"]) / "kleene.sqlite3")
    try:
        return int(file.execute(command).fetchone()[0])
    finally:
        file.close()
