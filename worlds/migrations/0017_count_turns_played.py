from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROAMING = ("go", "get", "drop", "give")


def count(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Count the turns on the way to where each game stands, as its log has them."""
    sessions = apps.get_model("worlds", "GameSession").objects
    records = apps.get_model("worlds", "TurnRecord").objects
    for session_id in sessions.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500):
        told = records.filter(session_id=session_id).order_by("number")
        turns = _turns(told.values_list("number", "kind", "cell", "turn", "command__target"))
        if turns:
            sessions.filter(pk=session_id).update(turns_played=turns)


def _turns(records: Any) -> int:
    after = {0: 0}
    now = 0
    for number, kind, cell, turn, target in records:
        if kind == "import":
            now = turn - 1
        elif kind == "rewind":
            now = after.get(target, 0)
        else:
            now += bool(cell) or kind in ROAMING
        after[number] = now
    return now


class Migration(migrations.Migration):
    dependencies = [("worlds", "0016_leases_of_games_alone")]

    operations = [
        migrations.AddField("gamesession", "turns_played", models.PositiveIntegerField(default=0)),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
