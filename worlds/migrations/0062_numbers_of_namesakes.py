from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0061_lines_of_the_sky_are_reported"),
    ]

    operations = [
        migrations.AlterField(
            model_name="worldparticipant",
            name="namesake",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="number among people of the same name"),
        ),
    ]
