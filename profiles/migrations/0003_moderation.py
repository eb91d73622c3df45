from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_moderators_group")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [
                    ("suspend_user", "Can suspend accounts and lift suspensions"),
                    ("rename_user", "Can rename accounts"),
                    ("appoint_moderator", "Can make moderators, and withdraw the role"),
                ]
            },
        ),
        migrations.AddField(
            model_name="user",
            name="signed_out_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
