"""An export of the audit: every row, no words of people, and any change in the file found at its line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kleene_site.audit import exporting
from kleene_site.audit.asked import Asked
from kleene_site.audit.exporting import HEADS, AuditExport
from kleene_site.audit.tables import TABLES
from profiles.services import deletion
from tests.kleene_site.audit.conftest import MARKER, Busy
from worlds.models import SharedWorld, TurnRecord
from worlds.services import events
from worlds.services.games.replay import verify_game
from worlds.services.games.world_verification import verify_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(busy: Busy, tmp_path: Path) -> Path:
    target = tmp_path / "audit.jsonl.gz"
    ran("export_audit", file=target)
    return target


def ran(*command: Any, **options: Any) -> str:
    told = StringIO()
    call_command(*command, stdout=told, **options)
    return told.getvalue()


def lines(source: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(source.read_bytes()).splitlines()]


def changed(source: Path, change: Callable[[list[bytes]], list[bytes]]) -> Path:
    """The same file, unpacked, changed and packed again."""
    target = source.with_name("changed.jsonl.gz")
    told = change(gzip.decompress(source.read_bytes()).splitlines(keepends=True))
    target.write_bytes(gzip.compress(b"".join(told)))
    return target


def refusal(source: Path) -> str:
    with pytest.raises(CommandError) as refused:
        ran("check_audit", source)
    return str(refused.value)


def test_an_export_has_every_row_in_the_order_of_keys_and_is_whole(exported: Path) -> None:
    told = lines(exported)
    for table in TABLES:
        found = [line[table.name]["values"]["id"] for line in told if table.name in line]
        assert found == list(table.model._default_manager.order_by("pk").values_list("pk", flat=True)), table.name
    head = next(line[HEADS]["values"] for line in told if "world" in line.get(HEADS, {}).get("values", {}))
    world = SharedWorld.objects.get()
    assert (head["record_hash"], head["event_hash"]) == (world.record_hash, world.event_hash)
    said = ran("check_audit", exported)
    assert f"is whole: {len(told) - 2} rows" in said
    assert told[-2][TABLES[-1].name]["seal"] in said


def test_it_has_hashes_in_place_of_words(exported: Path) -> None:
    assert MARKER not in gzip.decompress(exported.read_bytes()).decode().lower()
    hashes = {line["turn_records"]["values"]["text_hash"] for line in lines(exported) if "turn_records" in line}
    assert hashes - {None} == set(TurnRecord.objects.exclude(text=None).values_list("text__text_hash", flat=True))


def test_small_portions_make_the_same_rows(busy: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = list(AuditExport.of(Asked()).rows())
    monkeypatch.setattr(exporting, "A_BATCH", 2)
    in_portions = list(AuditExport.of(Asked()).rows())
    assert [row["values"] for _, row in at_once] == [row["values"] for _, row in in_portions]


def test_a_world_and_days_narrow_it(busy: Busy, tmp_path: Path) -> None:
    target = tmp_path / "world.jsonl.gz"
    ran("export_audit", world=busy.world.world.short_id, since="2026-01-01", until="2999-12-31", file=target)
    worlds = {line["turn_records"]["values"]["world_id"] for line in lines(target) if "turn_records" in line}
    assert worlds == {str(busy.world.world.pk)}
    assert lines(target)[0]["header"]["asked"]["since"] == "2026-01-01"
    nothing = tmp_path / "nothing.jsonl.gz"
    ran("export_audit", until="2001-01-01", file=nothing)
    assert {section for line in lines(nothing) for section in line} == {"header", HEADS, "manifest"}
    ran("check_audit", nothing)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"world": "wld_aaaaaaaa"}, "There is no world with this id."),
        ({"since": "yesterday"}, "yesterday is no date. Write it as 2026-01-31."),
    ],
)
def test_what_cannot_be_exported_is_told(db: None, options: dict[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        ran("export_audit", **options)


def test_an_export_overwrites_no_file(exported: Path) -> None:
    with pytest.raises(CommandError, match="an export never overwrites a file"):
        ran("export_audit", file=exported)


def test_the_first_line_that_differs_is_named(exported: Path) -> None:
    def alter(told: list[bytes]) -> list[bytes]:
        at = next(number for number, line in enumerate(told) if b'"turn_records"' in line)
        told[at] = told[at].replace(b'"kind":"', b'"kind":"x')
        told[-2] = told[-2].replace(b'"values":{', b'"values":{"more":1,')
        return told

    number = next(number for number, line in enumerate(lines(exported), 1) if "turn_records" in line)
    assert refusal(changed(exported, alter)).startswith(
        f"Line {number}, section turn_records: This line is not the one"
    )


def test_a_line_that_is_missing_is_found_at_the_next(exported: Path) -> None:
    assert refusal(changed(exported, lambda told: told[:4] + told[5:])).startswith("Line 5, section")


def test_what_else_is_no_export_is_told(exported: Path, tmp_path: Path) -> None:
    assert "the end of the file was cut off" in refusal(changed(exported, lambda told: told[:-1]))
    assert "is no export of the audit" in refusal(
        changed(exported, lambda told: [told[0].replace(b"kleene-audit", b"kleene-world"), *told[1:]])
    )
    assert "another version" in refusal(
        changed(exported, lambda told: [told[0].replace(b'"version":1', b'"version":9'), *told[1:]])
    )
    (tmp_path / "plain").write_text("{}\n")
    assert "not compressed by gzip" in refusal(tmp_path / "plain")
    assert "No such file" in refusal(tmp_path / "nowhere")


def test_words_that_are_erased_leave_every_chain_and_every_row_as_they_were(busy: Busy) -> None:
    before = {(section, json.dumps(row["values"])) for section, row in AuditExport.of(Asked()).rows()}
    deletion.erase_traces(busy.ben.pk)
    after = {(section, json.dumps(row["values"])) for section, row in AuditExport.of(Asked()).rows()}
    assert {row for row in before if row[0] != HEADS} <= after  # he has left the world, too
    world = busy.world.world.pk
    assert verify_world(world_id=world)["first_difference"] is None
    assert events.first_broken(world_id=world) is None
    deletion.erase_traces(busy.ada.pk)
    assert verify_game(session=busy.alone)["first_difference"] is None
    assert verify_world(world_id=world)["ok"]
