from django.db import migrations, models


class Migration(migrations.Migration):
    """Worlds say whether they came from another installation, and games whether boards may count them."""

    dependencies = [("worlds", "0050_snapshots_at_upgrades")]

    operations = [
        migrations.AddField(
            model_name="gamesession",
            name="may_score",
            field=models.BooleanField(
                default=True,
                help_text="Off for a game of a world that was imported: boards, profiles and achievements leave it out.",
            ),
        ),
        migrations.AddField(
            model_name="sharedworld",
            name="imported_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the world was imported from another installation (UTC); its games never score.",
                null=True,
            ),
        ),
    ]
