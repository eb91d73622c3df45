from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0014_what_was_left_is_remembered")]

    operations = [
        migrations.AddField(
            model_name="scenario",
            name="file_name",
            field=models.CharField(blank=True, default="", max_length=255, verbose_name="imported from"),
        ),
    ]
