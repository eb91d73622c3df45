"""Players choose for each world whether people outside it see their character; where nobody has chosen, accounts decide."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0030_names_of_characters_among_members")]

    operations = [
        migrations.AddField(
            model_name="worldparticipant",
            name="shows_character",
            field=models.BooleanField(blank=True, default=None, null=True, verbose_name="outsiders see the character"),
        ),
    ]
