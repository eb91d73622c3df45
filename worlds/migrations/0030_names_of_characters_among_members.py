"""A member's row holds the name that they gave their character, so that whoever names them reads one row."""

from typing import Any

from django.db import migrations, models


def name_characters(apps: Any, _schema_editor: Any) -> None:
    """A session's own name may be the author's: only the record of joining says whether the player gave one."""
    places = apps.get_model("worlds", "WorldParticipant").objects.filter(user__is_active=True)
    joined = apps.get_model("worlds", "TurnRecord").objects.filter(kind="join", session__places__isnull=False)
    for session_id, command in joined.values_list("session_id", "command").iterator():
        if name := command.get("character_name"):
            places.filter(session_id=session_id).update(character_name=name)


class Migration(migrations.Migration):
    dependencies = [("worlds", "0029_lean_rows_in_every_turn")]

    operations = [
        migrations.AddField(
            model_name="worldparticipant",
            name="character_name",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.RunPython(name_characters, migrations.RunPython.noop, elidable=True),
    ]
