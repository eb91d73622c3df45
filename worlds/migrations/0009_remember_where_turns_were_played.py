from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0008_what_was_said_under_a_key")]

    operations = [
        migrations.AddField(
            model_name="turnrecord",
            name="node_id",
            field=models.CharField(blank=True, max_length=200, verbose_name="node that it was played at"),
        ),
    ]
