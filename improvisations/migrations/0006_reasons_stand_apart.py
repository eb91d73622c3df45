import hashlib
import secrets
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LONGEST = 4000


def text_field() -> models.ForeignKey[Any, Any]:
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(blank=True, null=True, on_delete=protect, related_name="+", to="worlds.playertext")


def apart(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Move what moderators wrote to where it can be erased; what the house noted itself stays in the rows."""
    texts = apps.get_model("worlds", "PlayerText").objects
    rows, moves = (apps.get_model("improvisations", name).objects for name in ("Improvisation", "ImprovisationMove"))

    def kept(author_id: Any, about_id: Any, words: str) -> Any:
        salt, words = secrets.token_hex(16), words[:LONGEST]
        text_hash = hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()
        who = {"author_id": author_id or about_id, "about_id": about_id}
        return texts.create(text=words, salt=salt, text_hash=text_hash, **who)

    for row in rows.exclude(reviewer_notes="").only("reviewer_id", "author_id", "reviewer_notes").iterator(500):
        text = kept(row.reviewer_id, row.author_id, row.reviewer_notes)
        rows.filter(pk=row.pk).update(reviewer_notes_text=text)
    said = moves.exclude(by=None).exclude(noted__in=("", "claimed")).exclude(to_status="integrated")
    for move in said.select_related("improvisation").iterator(500):
        text = kept(move.by_id, move.improvisation.author_id, move.noted)
        moves.filter(pk=move.pk).update(why_text=text, noted="")


def together(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write what is left of them back into the rows."""
    rows, moves = (apps.get_model("improvisations", name).objects for name in ("Improvisation", "ImprovisationMove"))
    for row in rows.exclude(reviewer_notes_text=None).select_related("reviewer_notes_text").iterator(500):
        rows.filter(pk=row.pk).update(reviewer_notes=row.reviewer_notes_text.text)
    for move in moves.exclude(why_text=None).select_related("why_text").iterator(500):
        moves.filter(pk=move.pk).update(noted=move.why_text.text)


class Migration(migrations.Migration):
    dependencies = [
        ("improvisations", "0005_wording_of_the_option"),
        ("worlds", "0018_reasons_stand_apart"),
    ]

    operations = [
        migrations.RenameField(model_name="improvisationmove", old_name="why", new_name="noted"),
        migrations.AddField(model_name="improvisationmove", name="why_text", field=text_field()),
        migrations.AddField(model_name="improvisation", name="reviewer_notes_text", field=text_field()),
        migrations.RunPython(apart, together),
        migrations.RemoveField(model_name="improvisation", name="reviewer_notes"),
    ]
