from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("improvisations", "0004_views_of_the_queue")]

    operations = [
        migrations.AddField(
            model_name="improvisation",
            name="wording",
            field=models.CharField(blank=True, max_length=500, verbose_name="wording as an option"),
        ),
    ]
