from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0049_entitlements"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="turnrecord",
            index=models.Index(
                condition=models.Q(("kind__in", ("revision", "migrate"))),
                fields=["world", "world_seq"],
                name="upgrades_of_a_world",
            ),
        ),
        migrations.AddIndex(
            model_name="turnrecord",
            index=models.Index(
                condition=models.Q(("kind__in", ("revision", "migrate"))),
                fields=["session", "number"],
                name="upgrades_of_a_game",
            ),
        ),
    ]
