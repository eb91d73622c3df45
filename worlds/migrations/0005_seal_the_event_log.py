from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0004_shared_worlds"),
    ]

    operations = [
        migrations.AddField(
            model_name="sharedworld",
            name="event_hash",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
