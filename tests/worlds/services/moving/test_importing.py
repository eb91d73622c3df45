"""A world taken in elsewhere: the same world, proved again, in which people go on; and every file that is refused."""

from __future__ import annotations

import gzip
import io
import shutil
import tracemalloc
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from common import json_lines
from profiles.models import User
from tests.kleene_site.databases import data, embedded, postgres_url
from tests.kleene_site.programs import environment, manage
from tests.worlds.services.moving.moved import (
    Lines,
    MovedWorld,
    empty_database,
    exported,
    is_whole,
    lines_of,
    rewritten,
)
from tests.worlds.services.older_rows import stored_world
from worlds.models import GameSession, PlayerText, Scenario, ScenarioRevision, SharedWorld, TurnRecord, WorldParticipant
from worlds.services.membership import joining
from worlds.services.membership.joining import Joined
from worlds.services.moving import importing
from worlds.services.moving.moved_tables import MovedTable
from worlds.services.turns import record_log
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

__all__ = ["data", "embedded", "postgres_url"]

pytestmark = pytest.mark.django_db


def imported(file: Path) -> str:
    out = io.StringIO()
    call_command("import_world", file, stdout=out)
    return out.getvalue()


def refused(file: Path) -> str:
    with pytest.raises(CommandError) as refusal:
        imported(file)
    return str(refusal.value)


def test_a_world_is_the_same_where_it_came_to(moved: MovedWorld) -> None:
    before = lines_of(moved.file)
    empty_database()
    said = imported(moved.file)
    assert said.startswith(f"Imported {moved.world.short_id} with {moved.world.record_seq + 1} records and 3 games")
    here = SharedWorld.objects.get()
    assert (here.pk, here.short_id, here.state_hash, here.event_seq) == (
        moved.world.pk,
        moved.world.short_id,
        moved.world.state_hash,
        moved.world.event_seq,
    )
    assert here.created_at == moved.world.created_at
    assert is_whole(here)
    moved.file.unlink()
    after = lines_of(exported(moved, moved.file.parent).file)
    for section in ("story", "revisions", "games", "places", "stays", "events", "recoveries", "snapshots", "texts"):
        assert rows(after, section) == rows(before, section), section
    assert rows(after, "records")[:-1] == rows(before, "records")


def rows(lines: Lines, section: str) -> list[Any]:
    return [line[section] for line in lines if section in line]


def test_nobody_can_sign_in_to_the_accounts_of_those_who_played_it(moved: MovedWorld) -> None:
    was = dict(User.objects.values_list("pk", "short_id"))
    empty_database()
    imported(moved.file)
    people = User.objects.all()
    assert {user.pk: user.short_id for user in people} == was
    assert {(user.is_active, user.has_usable_password(), user.username.startswith("imported-")) for user in people} == {
        (False, False, True)
    }
    assert {user.display_name for user in people} == {"Walker0", "Walker1", "Walker2"}


def test_the_story_is_found_by_its_content_and_else_kept_apart_from_what_is_offered(moved: MovedWorld) -> None:
    """The scenario that is here is newer than the one that the world was played in, and keeps its newest revision."""
    file = moved.file
    empty_database()
    imported(file)
    assert list(Scenario.objects.values_list("slug", "is_enabled")) == [("mill", False)]
    empty_database()
    other = Scenario.objects.create(slug="mill", name="Another mill")
    imported(file)
    assert list(Scenario.objects.order_by("pk").values_list("slug", "is_enabled")) == [
        ("mill", True),
        ("mill-moved", False),
    ]
    assert other.newest is None


def test_a_file_without_texts_is_taken_in_with_nobodys_words(lived: MovedWorld, tmp_path: Path) -> None:
    file = exported(lived, tmp_path, with_texts=False).file
    empty_database()
    imported(file)
    assert set(PlayerText.objects.values_list("text", "salt")) == {("", "")}
    assert set(User.objects.values_list("display_name", flat=True)) == {"Imported player"}
    assert is_whole(lived.world)


def test_accounts_that_are_here_stay_apart_from_those_in_the_file(moved: MovedWorld) -> None:
    """A file could name anybody: their games are another account's then, and the log says whose they were."""
    ada = moved.adas.user
    empty_database()
    here = User.objects.create_user("somebody", pk=ada.pk)
    imported(moved.file)
    game = GameSession.objects.select_related("user").get(pk=moved.adas.pk)
    assert game.user.pk != here.pk
    assert game.user.username.startswith("imported-")
    record = TurnRecord.objects.filter(kind="import").get()
    assert record.command["games"][str(game.pk)]["was"]["id"] == str(ada.pk)
    assert SharedWorld.objects.get().host_id == game.user.pk
    assert is_whole(moved.world)


def test_a_world_that_is_here_is_refused(moved: MovedWorld) -> None:
    count = TurnRecord.objects.count()
    assert refused(moved.file) == (
        "This world or a part of it is here already, and nothing was imported."
        f" It is {moved.world.short_id}. (already_here)"
    )
    assert TurnRecord.objects.count() == count


def first(lines: Lines, section: str, at: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = rows(lines, section)[at]
    return found


def changed(section: str, at: int = 0, **values: Any) -> Callable[[Lines], None]:
    return lambda lines: first(lines, section, at).update(values)


def without(section: str) -> Callable[[Lines], Lines]:
    def cut(lines: Lines) -> Lines:
        lines[0]["header"]["counts"][section] = 0
        return [line for line in lines if section not in line]

    return cut


def last_record_left_out(lines: Lines) -> Lines:
    lines[0]["header"]["counts"]["records"] -= 1
    last = [line for line in lines if "records" in line][-1]
    return [line for line in lines if line is not last]


def forged(lines: Lines) -> None:
    """Another deed in the last record, sealed as it must be, and the world's row beside it: only a replay finds it."""
    record, world = first(lines, "records", -1), first(lines, "world")
    number = record["revision"]
    text = next(
        line["revisions"]["content_hash"] for line in lines if line.get("revisions", {}).get("number") == number
    )
    record["command"] = {"option_id": "climb", "option_text": "Climb"}
    row = TurnRecord(
        **{
            name: value
            for name, value in record.items()
            if name not in {"session", "revision", "text", "text_hash", "created_at"}
        }
    )
    row.session_id, row.world_id = uuid.UUID(record["session"]), uuid.UUID(world["id"])
    row.created_at = datetime.fromisoformat(record["created_at"])
    row.revision = ScenarioRevision(content_hash=text)
    record["record_hash"] = world["record_hash"] = record_log.record_seal(row)
    game = next(line["games"] for line in lines if line.get("games", {}).get("id") == record["session"])
    game["record_hash"] = record["record_hash"]


ALTERED: list[tuple[str, Callable[[Lines], Lines | None], str]] = [
    ("another format", changed("header", format="kleene-garden"), "(foreign_file)"),
    ("a newer format", changed("header", version=2), "(incompatible_version)"),
    ("a newer engine", changed("header", engine_version="99"), "(incompatible_version)"),
    ("a newer schema", changed("header", schema_version=99), "(incompatible_version)"),
    ("a header that counts wrongly", changed("header", counts={"records": 1}), "does not say how many lines"),
    ("another world", changed("header", world=str(uuid.uuid4())), "another world than the header says"),
    ("no records", without("records"), "section texts: The world's last record is"),
    ("no events", without("events"), "The world's last event is"),
    ("no games", without("games"), "no game of the section games"),
    ("no people", without("people"), "nobody of the section people"),
    ("no revisions", without("revisions"), "no revision of the section revisions"),
    ("no texts", without("texts"), "refers to what is not in it"),
    ("no recoveries", without("recoveries"), "Playing it again gives another world"),
    ("no places", without("places"), "Playing it again gives another world"),
    ("a log that was cut off", last_record_left_out, "The world's last record is"),
    ("another cell", changed("records", 5, cell="escape"), "section records: Record 6 is not sealed to the one before"),
    ("another payload", changed("events", 1, payload={"a": 1}), "section events: Event 2 is not sealed to event 1"),
    ("a number that is none", changed("records", 5, turn="five"), "turn is of another kind"),
    ("a status that is none", changed("games", 1, status="winning"), "status is none of the values"),
    ("a column more", changed("games", 1, is_admin=True), "is_admin is unknown"),
    ("another story", changed("revisions", content_text="{}"), "content_text is not what content_hash is of"),
    ("other words", changed("texts", text="what nobody said"), "other words than the ones that were kept"),
    ("another snapshot", changed("snapshots", saved_tick=9), "The snapshot is not as it was sealed"),
    ("a state of no version", changed("world", world_state={}), "(incompatible_version)"),
    ("a state of its own", changed("world", turn=99), "Playing it again gives another world"),
    ("options that are none", changed("games", 0, offered=[[]]), "It cannot be played again: TypeError"),
    ("a game that is over", changed("games", 0, status="completed"), "Playing it again gives another world"),
    ("a deed that was not done", forged, "Playing it again gives another world"),
    ("a NUL", changed("games", 0, character_name="A\0"), "character_name holds a NUL"),
]


@pytest.mark.slow
def test_a_file_that_was_altered_is_refused_also_where_its_checksums_were_made_anew(
    moved: MovedWorld, tmp_path: Path
) -> None:
    empty_database()
    file = tmp_path / "altered.gz"
    for what, change, said in ALTERED:
        shutil.copy(moved.file, file)
        rewritten(file, change)
        assert said in refused(file), what
        assert not nothing_here(), what


def nothing_here() -> list[str]:
    models: tuple[Any, ...] = (SharedWorld, GameSession, TurnRecord, User, Scenario, PlayerText)
    return [model.__name__ for model in models if model.objects.exists()]


def test_a_file_that_was_damaged_on_its_way_is_refused(moved: MovedWorld, tmp_path: Path) -> None:
    empty_database()
    whole, file = moved.file.read_bytes(), tmp_path / "damaged.gz"
    lines = gzip.decompress(whole).splitlines(keepends=True)
    middle = len(whole) // 2
    swapped = b"".join([*lines[:20], lines[21], lines[20], *lines[22:]])
    for damaged, said in [
        (b"", "The file is empty. (foreign_file)"),
        (b"Once upon a time", "not compressed by gzip. (foreign_file)"),
        (gzip.compress(b"Once upon a time\n"), "not a JSON object with one section. (foreign_file)"),
        (whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :], "(damaged_file)"),
        (whole[:middle], "cut off"),
        (whole[:-4], "cut off"),
        (gzip.compress(b"".join(lines[:-1])), "The manifest is missing"),
        (gzip.compress(b"".join(lines) + lines[-1]), "Something follows on the manifest"),
        (gzip.compress(b"".join(lines).replace(b"Walker1", b"Walker9")), "its checksum differs"),
        (gzip.compress(swapped), "(damaged_file)"),
        (gzip.compress(b"".join([lines[0], b"[1]\n", *lines[1:]])), "Line 2: The line is not a JSON object"),
    ]:
        file.write_bytes(damaged)
        assert said in refused(file), said
    assert not nothing_here()


@pytest.mark.slow
def test_a_file_made_to_fill_memory_is_refused_before_it_does(
    moved: MovedWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 1_000_000)
    monkeypatch.setattr(json_lines, "SLACK", 1_000_000)
    empty_database()
    header = gzip.decompress(moved.file.read_bytes()).splitlines(keepends=True)[0]
    file = tmp_path / "bomb.gz"
    for bomb, said in [
        (b'{"story":{"name":"' + b"a" * 100_000_000, "Line 2: A line is longer than 1000000 bytes"),
        (b'{"story":{}}\n' * 8_000_000, "(damaged_file)"),
        (b'{"story":' + b"[" * 900_000 + b"\n", "Line 2: The line is not a JSON object"),
    ]:
        file.write_bytes(gzip.compress(header + bomb))
        tracemalloc.start()
        try:
            assert said in refused(file)
            assert tracemalloc.get_traced_memory()[1] < 20_000_000
        finally:
            tracemalloc.stop()


def test_rows_are_written_a_batch_at_a_time(moved: MovedWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "A_BATCH", 3)
    sizes: list[int] = []

    def counted(table: MovedTable, found: list[Any]) -> None:
        sizes.append(len(found))
        store(table, found)

    store = importing._store
    monkeypatch.setattr(importing, "_store", counted)
    empty_database()
    imported(moved.file)
    assert max(sizes) == 3
    assert is_whole(moved.world)


def test_a_text_that_is_here_is_no_text_of_a_world_that_comes(moved: MovedWorld) -> None:
    kept = PlayerText.objects.values().first()
    assert kept is not None
    empty_database()
    PlayerText.objects.create(**kept)
    assert "A text of it is here. (already_here)" in refused(moved.file)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_world_goes_to_the_other_kind_of_database_and_back(
    moved: MovedWorld, data: Path, postgres_url: str, tmp_path: Path
) -> None:
    other = {"DATABASE_URL": postgres_url} if connection.vendor == "sqlite" else {}
    env, back = environment(data, **other), tmp_path / "back.gz"
    there = manage("import_world", str(moved.file), env=env)
    assert there.returncode == 0, there.stderr
    again = manage("export_world", moved.world.short_id, "--file", str(back), env=env)
    assert again.returncode == 0, again.stderr
    empty_database()
    imported(back)
    assert is_whole(moved.world)
    assert WorldParticipant.objects.filter(world=moved.world).count() == 3


def test_a_world_of_an_older_engine_is_brought_up_to_date_as_it_comes_in(
    elena: User, kael: User, opened: Joined, tmp_path: Path
) -> None:
    other = joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session
    for option in ("take_key", "wait"):
        play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest(option))
    stored_world(opened.world, opened.session, other, engine="2")
    file = exported(MovedWorld(opened.world, opened.session, other, tmp_path), tmp_path).file
    assert lines_of(file)[0]["header"]["engine_version"] == "2"
    empty_database()
    imported(file)
    assert list(TurnRecord.objects.order_by("world_seq").values_list("kind", flat=True))[-2:] == ["migrate", "import"]
    assert is_whole(opened.world)
