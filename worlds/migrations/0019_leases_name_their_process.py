from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0018_reasons_stand_apart")]

    operations = [
        migrations.AddField(
            model_name="turnlease",
            name="process",
            field=models.UUIDField(blank=True, null=True),
        ),
    ]
