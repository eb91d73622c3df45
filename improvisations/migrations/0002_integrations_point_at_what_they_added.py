from django.db import migrations, models


class Migration(migrations.Migration):
    """The table is empty still: nothing has integrated anything before this."""

    dependencies = [
        ("improvisations", "0001_what_players_share"),
        ("worlds", "0011_what_curation_added"),
    ]

    operations = [
        migrations.RemoveField(model_name="integration", name="addition"),
        migrations.RemoveField(model_name="integration", name="conflict"),
        migrations.AddField(
            model_name="integration",
            name="addition",
            field=models.ForeignKey(
                on_delete=models.PROTECT, related_name="integrations", to="worlds.scenarioaddition"
            ),
        ),
    ]
