from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# (model, codename, name): Django writes permissions only after all migrations, so those that are missing are made here.
GRANTED = [
    ("silence", "view_silence", "Can view silence"),
    ("silence", "add_silence", "Can add silence"),
    ("silence", "change_silence", "Can change silence"),
]


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    for model, codename, name in GRANTED:
        kind, _ = content_types.get_or_create(app_label="relations", model=model)
        permission, _ = permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        moderators.permissions.add(permission)


def withdraw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    codenames = [codename for _, codename, _ in GRANTED]
    moderators.permissions.remove(*moderators.permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0027_agents_are_known"),
        ("relations", "0001_whom_people_mute_block_and_follow"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
