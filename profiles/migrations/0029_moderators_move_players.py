from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Until now both were done with the permission to change worlds: whoever was given that keeps them.
FORMER = ("worlds", "sharedworld", "change_sharedworld", "Can change shared world")
MOVES = ("worlds", "sharedworld", "move_players", "Can move players of worlds, and go anywhere in worlds")
STOPS = ("common", "plannedshutdown", "plan_shutdown", "Can plan and cancel a shutdown of all servers")


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    former, moves, stops = (permission(apps, *row) for row in (FORMER, MOVES, STOPS))
    for group in former.group_set.all():
        group.permissions.add(moves, stops)
    for user in former.user_set.all():
        user.user_permissions.add(moves, stops)
    apps.get_model("auth", "Group").objects.get(name="moderators").permissions.add(moves)


def withdraw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for row in (MOVES, STOPS):
        gone = permission(apps, *row)
        gone.group_set.clear()
        gone.user_set.clear()


def permission(apps: Apps, label: str, model: str, codename: str, name: str) -> Any:
    """Django writes permissions only after all migrations, so those that are missing are made here."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=label, model=model)
    of_kind = apps.get_model("auth", "Permission").objects
    return of_kind.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0028_moderators_take_voices"),
        ("common", "0006_the_planner_of_a_shutdown"),
        ("worlds", "0060_staff_that_moves_players"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
