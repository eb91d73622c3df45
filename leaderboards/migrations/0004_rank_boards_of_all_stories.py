from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leaderboards", "0003_find_suspicious_games"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="leaderboardentry",
            index=models.Index(
                condition=models.Q(("scenario", None)),
                fields=["category", "placing", "achieved_at", "id"],
                name="entries_of_all_stories",
            ),
        ),
        migrations.AddIndex(
            model_name="leaderboardperiodentry",
            index=models.Index(
                condition=models.Q(("scenario", None)),
                fields=["category", "period", "starts_on", "placing", "achieved_at", "id"],
                name="period_entries_of_all_stories",
            ),
        ),
    ]
