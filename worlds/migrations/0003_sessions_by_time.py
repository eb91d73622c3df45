from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0002_keep_what_a_text_meant")]

    operations = [
        migrations.AddIndex(
            model_name="gamesession",
            index=models.Index(fields=["-last_turn_at"], name="sessions_by_last_turn"),
        ),
        migrations.AddIndex(
            model_name="gamesession",
            index=models.Index(fields=["created_at"], name="sessions_by_beginning"),
        ),
    ]
