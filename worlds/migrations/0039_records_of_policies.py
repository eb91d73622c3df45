from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0038_anchors_count_what_follows"),
    ]

    operations = [
        migrations.AlterField(
            model_name="turnrecord",
            name="kind",
            field=models.CharField(
                choices=[
                    ("start", "Start"),
                    ("join", "Join"),
                    ("choice", "Choice"),
                    ("text", "Text"),
                    ("go", "Go"),
                    ("get", "Get"),
                    ("drop", "Drop"),
                    ("give", "Give"),
                    ("leave", "Leave"),
                    ("rewind", "Rewind"),
                    ("settings", "Settings"),
                    ("abandon", "Abandon"),
                    ("policy", "Policy"),
                    ("maintenance", "Maintenance"),
                    ("inbox", "Inbox"),
                    ("revision", "Revision"),
                    ("import", "Import"),
                    ("migrate", "Migrate"),
                ],
                max_length=16,
            ),
        ),
    ]
