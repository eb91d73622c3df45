from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0004_what_moderators_may_do")]

    operations = [
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["-date_joined"], name="newest_accounts_first"),
        ),
    ]
