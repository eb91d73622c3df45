from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("profiles", "0015_proved_addresses")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="suspended_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=Q(suspended_until__isnull=True) | Q(suspended_at__isnull=False, anonymised_at__isnull=True),
                name="only_suspensions_end",
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                fields=["suspended_until"],
                condition=Q(suspended_until__isnull=False),
                name="suspensions_that_end",
            ),
        ),
    ]
