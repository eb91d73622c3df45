from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0009_remember_where_turns_were_played")]

    operations = [
        migrations.AddField(
            model_name="scenariorevision",
            name="world",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.PROTECT,
                related_name="overlays",
                to="worlds.sharedworld",
            ),
        ),
        migrations.AddField(
            model_name="scenariorevision",
            name="based_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to="worlds.scenariorevision",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenariorevision",
            constraint=models.CheckConstraint(
                condition=models.Q(origin="overlay", world__isnull=False)
                | (~models.Q(origin="overlay") & models.Q(world__isnull=True)),
                name="overlays_belong_to_a_world",
            ),
        ),
    ]
