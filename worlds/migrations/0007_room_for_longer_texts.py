from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0006_remember_what_was_offered")]

    operations = [
        migrations.AlterField(
            model_name="playertext",
            name="text",
            field=models.CharField(blank=True, max_length=4000),
        ),
    ]
