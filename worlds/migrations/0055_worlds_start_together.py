from django.db import migrations, models


class Migration(migrations.Migration):
    """A world may wait until all its players are ready."""

    dependencies = [("worlds", "0054_invitations_are_used_up")]

    operations = [
        migrations.AddField(
            model_name="sharedworld",
            name="ready_check",
            field=models.BooleanField(
                default=False, help_text="Whether turns wait until all players are ready, or the host starts."
            ),
        ),
    ]
