from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("presence", "0001_who_lets_themselves_be_seen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="playerpresence",
            options={"verbose_name_plural": "presence"},
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="announced",
            field=models.CharField(
                choices=[("online", "online"), ("idle", "idle"), ("offline", "offline")],
                db_column="status",
                default="offline",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="chosen",
            field=models.CharField(
                choices=[("online", "Online"), ("away", "Away"), ("busy", "Busy")],
                default="online",
                max_length=8,
                verbose_name="says of themselves",
            ),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="game_mode",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="is_connected",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="location",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="noted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="scenario",
            field=models.CharField(blank=True, db_column="scenario_id", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="session_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="turn",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="playerpresence",
            name="world_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="playerpresence",
            index=models.Index(
                condition=models.Q(("announced", "online")), fields=["scenario"], name="idx_presence_scenario"
            ),
        ),
        migrations.AddIndex(
            model_name="playerpresence",
            index=models.Index(
                condition=models.Q(("announced", "offline"), _negated=True),
                fields=["announced"],
                name="idx_presence_around",
            ),
        ),
    ]
