from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0021_the_database_guards_history")]

    operations = [
        migrations.AddField(
            model_name="worldparticipant",
            name="namesake",
            field=models.PositiveSmallIntegerField("of those of one name, the how manyth", default=1),
        ),
    ]
