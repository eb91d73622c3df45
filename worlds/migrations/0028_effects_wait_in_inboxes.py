"""The index of what waits in inboxes is called after that."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0027_covers_of_stories"),
    ]

    operations = [
        migrations.RenameIndex("InboxEffect", new_name="waiting_inbox_effects", old_name="unopened_letters"),
    ]
