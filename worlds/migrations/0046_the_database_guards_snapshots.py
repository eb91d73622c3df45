from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from worlds.models import guards


def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.guard(editor.connection, guards.SAVED)


def lift(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.lift(editor.connection, guards.SAVED)


class Migration(migrations.Migration):
    dependencies = [("worlds", "0045_snapshots_and_checkpoints")]

    operations = [migrations.RunPython(guard, lift)]
