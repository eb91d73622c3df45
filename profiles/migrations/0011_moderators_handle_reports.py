from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# (codename, name): Django writes permissions only after all migrations, so those that are missing are made here.
GRANTED = [("view_report", "Can view report"), ("handle_report", "Can claim and decide reports")]


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="worlds", model="report")
    permissions = apps.get_model("auth", "Permission").objects
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    for codename, name in GRANTED:
        permission, _ = permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        moderators.permissions.add(permission)


def withdraw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    moderators = apps.get_model("auth", "Group").objects.get(name="moderators")
    codenames = [codename for codename, _ in GRANTED]
    moderators.permissions.remove(
        *moderators.permissions.filter(content_type__app_label="worlds", codename__in=codenames)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0010_moderators_see_achievements"),
        ("worlds", "0012_what_players_report"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
