import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Min
from django.utils import timezone


def anchor(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Say where logs begin that were trimmed before there were anchors; the hash of what went is not known."""
    firsts = (
        apps.get_model("worlds", "WorldEvent").objects.order_by().values("world_id").annotate(first=Min("sequence"))
    )
    anchors = apps.get_model("worlds", "EventAnchor")
    anchors.objects.bulk_create(
        anchors(world_id=row["world_id"], sequence=row["first"] - 1, event_hash="", created_at=timezone.now())
        for row in firsts.filter(first__gt=1)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0019_leases_name_their_process"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveBigIntegerField(verbose_name="last event forgotten")),
                ("event_hash", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "world",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="anchors", to="worlds.sharedworld"
                    ),
                ),
            ],
            options={
                "db_table": "world_event_anchors",
                "ordering": ("world_id", "sequence"),
                "constraints": [models.UniqueConstraint(fields=("world", "sequence"), name="one_anchor_per_event")],
            },
        ),
        migrations.RunPython(anchor, migrations.RunPython.noop),
    ]
