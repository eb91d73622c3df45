from django.db import migrations, models


class Migration(migrations.Migration):
    """An invitation counts who came in with it, and may be for so many."""

    dependencies = [("worlds", "0053_spectators_may_talk")]

    operations = [
        migrations.AddField(
            model_name="invite",
            name="max_uses",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Empty: as many as there are seats.", null=True
            ),
        ),
        migrations.AddField(
            model_name="invite",
            name="uses",
            field=models.PositiveSmallIntegerField(default=0, help_text="People who have come in with it."),
        ),
    ]
