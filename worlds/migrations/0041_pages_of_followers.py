from django.db import migrations, models


class Migration(migrations.Migration):
    """A row for each open page of a follower, so that one that was closed is not taken for open again."""

    dependencies = [("worlds", "0040_critical_items")]

    operations = [
        migrations.RemoveConstraint(model_name="follower", name="one_follower_per_place_and_person"),
        migrations.AddField(
            model_name="follower", name="visit", field=models.CharField(blank=True, default="", max_length=16)
        ),
        migrations.AddField(model_name="follower", name="left_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(
                fields=("place", "user", "visit"), name="one_follower_per_place_person_and_visit"
            ),
        ),
    ]
