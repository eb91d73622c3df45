from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0010_overlays_belong_to_worlds")]

    operations = [
        migrations.CreateModel(
            name="ScenarioAddition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("node", models.CharField(max_length=200)),
                ("content", models.JSONField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conflict",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why the newest revision could not keep it"
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="additions", to="worlds.scenario"),
                ),
                (
                    "world",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="additions",
                        to="worlds.sharedworld",
                    ),
                ),
            ],
            options={
                "db_table": "scenario_additions",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(world=None),
                        fields=("scenario", "key"),
                        name="one_addition_per_key_and_scenario",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(world__isnull=False),
                        fields=("world", "key"),
                        name="one_addition_per_key_and_world",
                    ),
                ],
            },
        ),
    ]
