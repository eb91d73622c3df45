from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Django writes permissions only after all migrations, so this one is made here.
SEES = "view_sharedworld"


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="worlds", model="sharedworld"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=SEES, defaults={"name": "Can view shared world"}
    )
    apps.get_model("auth", "Group").objects.get(name="moderators").permissions.add(permission)


def withdraw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    moderators.permissions.remove(*moderators.permissions.filter(codename=SEES))


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0018_words_of_the_admin"),
        ("worlds", "0004_shared_worlds"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
