import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """How far each member has read stands with the member, where a browser kept it."""

    dependencies = [("worlds", "0041_pages_of_followers")]

    operations = [
        migrations.CreateModel(
            name="LastLook",
            fields=[
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="last_look",
                        serialize=False,
                        to="worlds.worldparticipant",
                    ),
                ),
                ("sequence", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "last_looks"},
        )
    ]
