from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0059_previews_of_a_scene"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="sharedworld",
            options={
                "ordering": ("-last_activity_hour", "-last_activity_at"),
                "permissions": (("move_players", "Can move players of worlds, and go anywhere in worlds"),),
            },
        ),
    ]
