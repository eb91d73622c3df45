import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0024_where_words_were_noticed")]

    operations = [
        migrations.CreateModel(
            name="RevisionDrawing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("format", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drawings",
                        to="worlds.scenariorevision",
                    ),
                ),
            ],
            options={
                "db_table": "revision_drawings",
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "number"), name="one_drawing_of_each_part")
                ],
            },
        ),
    ]
