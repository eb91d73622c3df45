import hashlib
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LONGEST = 4000


def text_field() -> models.ForeignKey[Any, Any]:
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(blank=True, null=True, on_delete=protect, related_name="+", to="worlds.playertext")


def each(rows: Any) -> Iterator[Any]:
    return rows.iterator(chunk_size=500)


def apart(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Move what hosts and moderators wrote to where it can be erased, with whom it speaks of."""
    kinds = {
        name: apps.get_model("worlds", name).objects
        for name in ("PlayerText", "WorldStay", "WorldBan", "Report", "ReportMove", "ModerationRecord")
    }

    def kept(author_id: Any, about_id: Any, words: str) -> Any:
        salt, words = secrets.token_hex(16), words[:LONGEST]
        text_hash = hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()
        who = {"author_id": author_id or about_id, "about_id": about_id}
        return kinds["PlayerText"].create(text=words, salt=salt, text_hash=text_hash, **who)

    hosts_apart(kinds, kept)
    reports_apart(kinds, kept)
    for record in each(kinds["ModerationRecord"].filter(action="hidden", reasons__0__has_key="reason")):
        text = kept(record.seen_by_id, record.author_id, record.reasons[0]["reason"])
        reasons = [{"category": "moderator"}]
        kinds["ModerationRecord"].filter(pk=record.pk).update(note_text=text, reasons=reasons)


def hosts_apart(kinds: dict[str, Any], kept: Callable[[Any, Any, str], Any]) -> None:
    for ban in each(kinds["WorldBan"].exclude(reason="")):
        kinds["WorldBan"].filter(pk=ban.pk).update(reason_text=kept(ban.by_id, ban.user_id, ban.reason))
    for stay in each(kinds["WorldStay"].exclude(note="").select_related("world").defer("world_state")):
        ban = kinds["WorldBan"].filter(world=stay.world_id, user=stay.user_id).first()
        host = ban.by_id if ban else stay.world.host_id
        kinds["WorldStay"].filter(pk=stay.pk).update(note_text=kept(host, stay.user_id, stay.note))


def reports_apart(kinds: dict[str, Any], kept: Callable[[Any, Any, str], Any]) -> None:
    for report in each(kinds["Report"]):
        kinds["PlayerText"].filter(pk=report.reason_id).update(about_id=report.about_id)
        if report.note:
            text = kept(report.decided_by_id, report.about_id, report.note)
            kinds["Report"].filter(pk=report.pk).update(note_text=text)
    for move in each(kinds["ReportMove"].exclude(why="").select_related("report")):
        kinds["ReportMove"].filter(pk=move.pk).update(why_text=kept(move.by_id, move.report.about_id, move.why))


def together(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write what is left of them back into the rows."""
    for name, field, text, longest in (
        ("WorldBan", "reason", "reason_text", 500),
        ("WorldStay", "note", "note_text", 500),
        ("Report", "note", "note_text", 1000),
        ("ReportMove", "why", "why_text", 1000),
    ):
        rows = apps.get_model("worlds", name).objects
        for row in each(rows.exclude(**{text: None}).select_related(text)):
            rows.filter(pk=row.pk).update(**{field: getattr(row, text).text[:longest]})
    records = apps.get_model("worlds", "ModerationRecord").objects
    for record in each(records.exclude(note_text=None).select_related("note_text")):
        records.filter(pk=record.pk).update(reasons=[{"category": "moderator", "reason": record.note_text.text}])


class Migration(migrations.Migration):
    dependencies = [("worlds", "0017_count_turns_played")]

    operations = [
        migrations.AddField(
            model_name="playertext",
            name="about_id",
            field=models.UUIDField(blank=True, db_index=True, null=True),
        ),
        migrations.AddField(model_name="worldban", name="reason_text", field=text_field()),
        migrations.AddField(model_name="worldstay", name="note_text", field=text_field()),
        migrations.AddField(model_name="report", name="note_text", field=text_field()),
        migrations.AddField(model_name="reportmove", name="why_text", field=text_field()),
        migrations.AddField(model_name="moderationrecord", name="note_text", field=text_field()),
        migrations.RunPython(apart, together),
        migrations.RemoveField(model_name="worldban", name="reason"),
        migrations.RemoveField(model_name="worldstay", name="note"),
        migrations.RemoveField(model_name="report", name="note"),
        migrations.RemoveField(model_name="reportmove", name="why"),
    ]
