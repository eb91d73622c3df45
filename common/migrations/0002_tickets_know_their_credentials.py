from django.db import migrations, models


class Migration(migrations.Migration):
    """A ticket from before holds no seal, and so lets nobody in: it would have lived for half a minute."""

    dependencies = [("common", "0001_processes_jobs_and_tickets")]

    operations = [
        migrations.AddField(
            model_name="streamticket",
            name="seal",
            field=models.CharField(default="", max_length=128),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="streamticket",
            name="credential_expires_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="streamticket",
            name="session_key",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
    ]
