from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# (codename, name): Django writes permissions only after all migrations, so those that are missing are made here.
GRANTED = [
    ("view_improvisation", "Can view improvisation"),
    ("moderate", "Can claim, approve and reject improvisations"),
    ("integrate", "Can make approved improvisations a part of the story"),
]


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="improvisations", model="improvisation"
    )
    permissions = apps.get_model("auth", "Permission").objects
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    for codename, name in GRANTED:
        permission, _ = permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        moderators.permissions.add(permission)


def withdraw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    granted = moderators.permissions.filter(
        content_type__app_label="improvisations", codename__in=[codename for codename, _ in GRANTED]
    )
    moderators.permissions.remove(*granted)


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0006_privacy_and_leaving_for_good"),
        ("improvisations", "0001_what_players_share"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
