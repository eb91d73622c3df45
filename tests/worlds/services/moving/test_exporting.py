"""A world in one file: everything that it needs elsewhere, of one moment, and no words where none are wanted."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from common.json_lines import read_json_lines, write_json_lines
from tests.worlds.services.moving.moved import NAME, SAID, TYPED, MovedWorld, exported, is_whole, lines_of
from worlds.models import CriticalItemRecovery, Snapshot, TurnRecord, WorldEvent
from worlds.services.moving.moved_tables import SECTIONS, TABLES, VERSION

pytestmark = pytest.mark.django_db

COLUMNS = {
    "revisions": "number content_text content_hash origin based_on",
    "world": (
        "id short_id revision game_mode host visibility status time_policy quorum agents_allowed "
        "spectators_allowed spectators_talk ready_check player_count max_players world_state state_hash engine_version schema_version "
        "turn event_seq record_seq record_hash event_hash created_at last_activity_at archived_at"
    ),
    "additions": "key node content created_at retired_at conflict",
    "games": (
        "id short_id user revision game_mode character_name state offered turn scene beat turns_played number "
        "status ending_id ending_type cells tier rewinds state_hash record_hash engine_version schema_version "
        "created_at last_turn_at finished_at"
    ),
    "places": "user session role location joined_at left_at namesake character_name shows_character",
    "stays": (
        "user_id session role reason joined_at left_at world_state world_turn world_seq event_seq player_count revision"
    ),
    "anchors": "sequence event_hash of_records created_at",
    "records": (
        "session number world_seq world_hash kind turn scene beat node_id command text meaning ruling cell "
        "result revision engine_version idempotency_key body_hash state_hash previous_hash record_hash "
        "created_at"
    ),
    "events": "sequence type room actor_id audience payload text created_at event_hash",
    "recoveries": "world_seq position tick item reason old_location old_holder new_location created_at",
    "snapshots": "number saved_tick reason schema_version engine_version payload snapshot_hash created_at seal",
    "checkpoints": "session user_id number saved_tick schema_version engine_version snapshot_hash created_at",
    "inbox": "session errand created_at",
    "texts": "id author_id text salt text_hash redacted_at created_at",
}


def test_a_file_holds_every_row_in_order_and_says_in_its_header_how_many(moved: MovedWorld) -> None:
    lines = lines_of(moved.file)
    header, counts = lines[0]["header"], Counter(section for line in lines[1:-1] for section in line)
    assert (header["format"], header["version"], header["world"]) == ("kleene-world", VERSION, str(moved.world.pk))
    assert header["counts"] == {section: counts[section] for section in SECTIONS}
    assert list(counts) == [section for section in SECTIONS if counts[section]]
    kept = [model.objects.count() for model in (TurnRecord, WorldEvent, CriticalItemRecovery, Snapshot)]
    assert [counts[name] for name in ("records", "events", "recoveries", "snapshots")] == kept
    assert min(kept) > 0
    assert (counts["revisions"], counts["games"], counts["people"], counts["texts"]) == (2, 3, 3, 2)


def test_words_and_names_of_people_are_left_out_where_they_are_not_wanted(lived: MovedWorld, tmp_path: Path) -> None:
    told = gzip.decompress(exported(lived, tmp_path).file.read_bytes()).decode()
    (tmp_path / "world.jsonl.gz").unlink()
    untold = gzip.decompress(exported(lived, tmp_path, with_texts=False).file.read_bytes()).decode()
    assert [word in told for word in (TYPED, SAID, NAME, "Walker1")] == [True] * 4
    # The character's name is a part of the state that records are sealed with.
    assert [word in untold for word in (TYPED, SAID, NAME, "Walker1")] == [False, False, True, False]
    assert {
        (line["texts"]["text"], line["texts"]["salt"])
        for line in lines_of(tmp_path / "world.jsonl.gz")
        if "texts" in line
    } == {("", "")}


def test_the_command_writes_a_new_file_and_overwrites_none(lived: MovedWorld, tmp_path: Path) -> None:
    out, file = io.StringIO(), tmp_path / "there.gz"
    call_command("export_world", lived.world.short_id, file=file, stdout=out)
    records = TurnRecord.objects.count()
    assert out.getvalue() == f"Exported {lived.world.short_id} with {records} records to {file}.\n"
    with pytest.raises(CommandError, match="never overwrites a file"):
        call_command("export_world", str(lived.world.pk), file=file)
    with pytest.raises(CommandError, match="no world with this id"):
        call_command("export_world", "wld_aaaaaaaa", file=tmp_path / "other.gz")
    assert [each.name for each in tmp_path.iterdir()] == ["there.gz"]


def test_exporting_changes_nothing(moved: MovedWorld) -> None:
    assert is_whole(moved.world)


@pytest.mark.slow
def test_a_file_is_written_and_read_without_holding_its_rows(tmp_path: Path) -> None:
    file = tmp_path / "long.gz"
    tracemalloc.start()
    try:
        write_json_lines(
            file, {}, (("rows", {"number": number, "words": f"{number:0200}"}) for number in range(30_000))
        )
        with file.open("rb") as stream:
            assert sum(1 for _ in read_json_lines(stream, size=file.stat().st_size)) == 30_001
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000  # of six million bytes


def test_a_change_of_the_columns_that_move_raises_the_version_of_the_format() -> None:
    columns = {table.section: " ".join(column.name for column in table.columns) for table in TABLES}
    assert (VERSION, columns) == (1, COLUMNS)
