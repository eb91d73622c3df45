import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0007_moderators_curate")]

    operations = [
        migrations.CreateModel(
            name="Avatar",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="avatar",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("image", models.BinaryField()),
                ("content_type", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the image")),
                ("created_at", models.DateTimeField(auto_now=True)),
            ],
            options={"db_table": "avatars"},
        ),
    ]
