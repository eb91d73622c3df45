"""What waits to be sent is called an e-mail, as everywhere else. Only names change: rows stay."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0016_suspensions_end"),
    ]

    operations = [
        migrations.RenameModel(old_name="Letter", new_name="OutgoingEmail"),
        migrations.AlterModelTable(name="outgoingemail", table="outgoing_emails"),
    ]
