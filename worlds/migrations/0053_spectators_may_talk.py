from django.db import migrations, models


class Migration(migrations.Migration):
    """A host may let spectators speak, or send them away."""

    dependencies = [("worlds", "0052_who_may_export_the_audit")]

    operations = [
        migrations.AddField(
            model_name="sharedworld",
            name="spectators_talk",
            field=models.BooleanField(default=False, help_text="Whether spectators may speak to the whole world."),
        ),
        migrations.AlterField(
            model_name="worldstay",
            name="reason",
            field=models.CharField(
                choices=[
                    ("left", "Left"),
                    ("finished", "Finished"),
                    ("kicked", "Kicked"),
                    ("banned", "Banned"),
                    ("archived", "Archived"),
                    ("closed", "Closed"),
                ],
                max_length=16,
            ),
        ),
    ]
