from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from worlds.models import guards


def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.guard(editor.connection, guards.OF_THE_STAFF)


def lift(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.lift(editor.connection, guards.OF_THE_STAFF)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0025_no_names_in_the_admins_log")]

    operations = [migrations.RunPython(guard, lift)]
