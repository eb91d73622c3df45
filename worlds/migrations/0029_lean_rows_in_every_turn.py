"""What every turn writes gets smaller: four indexes go that others begin with, and states are kept in lz4.

PostgreSQL only. On the embedded database an index less would mean that the table is made anew, and it has no compression.
"""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What outgrows its row is compressed, in lz4 in a fifth of the time. What is stored stays as it is.
COMPRESSED = (("game_sessions", "state"), ("shared_worlds", "world_state"), ("turn_records", "result"))
LZ4 = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"


class AlterIndexOnPostgres(migrations.AlterField):
    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)


def compress_with(method: str) -> Any:
    def compress(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(LZ4)
            if cursor.fetchone() != (True,):
                return
            for table, column in COMPRESSED:
                cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION {method}")

    return compress


def _key(to: str, related_name: str, *, is_optional: bool) -> models.ForeignKey:
    optional = {"null": True, "blank": True} if is_optional else {}
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(db_index=False, on_delete=protect, related_name=related_name, to=to, **optional)


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0028_effects_wait_in_inboxes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AlterIndexOnPostgres("gamesession", "user", _key(settings.AUTH_USER_MODEL, "game_sessions", is_optional=False)),
        AlterIndexOnPostgres("turnrecord", "session", _key("worlds.gamesession", "records", is_optional=True)),
        AlterIndexOnPostgres("turnrecord", "world", _key("worlds.sharedworld", "records", is_optional=True)),
        AlterIndexOnPostgres("worldevent", "world", _key("worlds.sharedworld", "events", is_optional=False)),
        migrations.RunPython(compress_with("lz4"), compress_with("default"), elidable=True),
    ]
