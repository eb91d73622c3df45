from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from worlds.models import guards


def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.guard(editor.connection, guards.IN_IMPROVISATIONS)


def lift(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.lift(editor.connection, guards.IN_IMPROVISATIONS)


class Migration(migrations.Migration):
    dependencies = [("improvisations", "0006_reasons_stand_apart"), ("worlds", "0021_the_database_guards_history")]

    operations = [migrations.RunPython(guard, lift)]
