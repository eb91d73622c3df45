from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("improvisations", "0002_integrations_point_at_what_they_added")]

    operations = [
        migrations.AlterModelOptions(
            name="improvisation",
            options={
                "ordering": ("-created_at",),
                "permissions": (
                    ("moderate", "Can claim, approve and reject improvisations"),
                    ("integrate", "Can make approved improvisations a part of the story"),
                    ("add_consequences", "Can let integrated improvisations do more than improvising may"),
                ),
            },
        ),
    ]
