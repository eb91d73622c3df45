from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leaderboards", "0002_what_moderators_may_see"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="judgement",
            index=models.Index(
                condition=models.Q(("reason", ""), _negated=True), fields=["-judged_at"], name="suspicious_judgements"
            ),
        ),
    ]
