"""A turn changes no indexed column any more, and there is room beside each row for its next version.

PostgreSQL then writes the new row on the page of the old one and leaves the indexes alone (a HOT update). Lists in the order of
moments go by the hour (common/hours.py). Both tables are written anew, and locked meanwhile.
"""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from common import hours

# Per cent of a page that inserts fill. Worlds are few, and each is written by up to eight players.
FILLED = (("game_sessions", 70), ("shared_worlds", 50))


def leave_room(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table, percent in FILLED:
            schema_editor.execute(f"ALTER TABLE {table} SET (fillfactor = {percent})")


def fill(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table, _ in FILLED:
            schema_editor.execute(f"ALTER TABLE {table} RESET (fillfactor)")


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0046_the_database_guards_snapshots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(leave_room, fill, elidable=True),  # first: what makes the tables anew leaves it, too
        migrations.RemoveIndex("gamesession", "sessions_of_a_player"),
        migrations.RemoveIndex("gamesession", "sessions_by_last_turn"),
        migrations.RemoveIndex("sharedworld", "worlds_by_activity"),
        migrations.AddField("gamesession", "last_turn_hour", hours.hour_of("last_turn_at")),
        migrations.AddField("sharedworld", "last_activity_hour", hours.hour_of("last_activity_at")),
        migrations.AlterModelOptions(
            "gamesession", {"ordering": ("-last_turn_hour", "-last_turn_at"), "verbose_name": "game"}
        ),
        migrations.AlterModelOptions("sharedworld", {"ordering": ("-last_activity_hour", "-last_activity_at")}),
        migrations.AddIndex("gamesession", models.Index(fields=("user",), name="sessions_of_a_player")),
        migrations.AddIndex("gamesession", models.Index(fields=("-last_turn_hour",), name="sessions_by_hour")),
        migrations.AddIndex("sharedworld", models.Index(fields=("-last_activity_hour",), name="worlds_by_hour")),
    ]
