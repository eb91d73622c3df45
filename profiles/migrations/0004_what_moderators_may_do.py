from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# (app, model, codename, name): Django writes permissions only after all migrations, so those that are missing are made here.
GRANTED = [
    ("worlds", "scenario", "view_scenario", "Can view scenario"),
    ("worlds", "scenariorevision", "view_scenariorevision", "Can view scenario revision"),
    ("worlds", "gamesession", "view_gamesession", "Can view game session"),
    ("worlds", "turnrecord", "view_turnrecord", "Can view turn record"),
    ("profiles", "user", "view_user", "Can view user"),
    ("profiles", "user", "suspend_user", "Can suspend accounts and lift suspensions"),
]


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    for app, model, codename, name in GRANTED:
        kind, _ = content_types.get_or_create(app_label=app, model=model)
        permission, _ = permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        moderators.permissions.add(permission)


def withdraw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    codenames = [codename for _, _, codename, _ in GRANTED]
    moderators.permissions.remove(*moderators.permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0003_moderation"),
        ("worlds", "0001_scenarios_sessions_and_their_log"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
