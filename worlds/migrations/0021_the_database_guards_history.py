from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from worlds.models import guards


def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.guard(editor.connection, guards.IN_WORLDS)


def lift(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.lift(editor.connection, guards.IN_WORLDS)


class Migration(migrations.Migration):
    dependencies = [("worlds", "0020_anchors_of_event_logs")]

    operations = [migrations.RunPython(guard, lift)]
