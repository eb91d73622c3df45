import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0015_scenarios_remember_their_file")]

    operations = [
        migrations.AlterField(
            model_name="turnlease",
            name="world",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="turn_leases",
                to="worlds.sharedworld",
            ),
        ),
        migrations.AlterField(
            model_name="turnlease",
            name="location",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="turnlease",
            constraint=models.UniqueConstraint(
                condition=models.Q(world=None), fields=("holder",), name="one_lease_per_game_alone"
            ),
        ),
    ]
