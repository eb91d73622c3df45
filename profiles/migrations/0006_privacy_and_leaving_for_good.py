from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0005_newest_accounts_first")]

    operations = [
        migrations.AddField(model_name="user", name="stats_public", field=models.BooleanField(default=True)),
        migrations.AddField(model_name="user", name="activity_public", field=models.BooleanField(default=True)),
        migrations.AddField(
            model_name="user",
            name="anonymised_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("anonymised_at__isnull", True), ("is_active", False), _connector="OR"),
                name="anonymised_means_gone",
            ),
        ),
    ]
