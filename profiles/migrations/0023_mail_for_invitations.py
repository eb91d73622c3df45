from django.db import migrations, models

ANY = models.Q(("worlds", True), ("decisions", True), ("invitations", True), _connector="OR")


class Migration(migrations.Migration):
    """Who wants to hear of invitations says so, as of the other news."""

    dependencies = [("profiles", "0022_fields_explain_themselves")]

    operations = [
        migrations.AddField(
            model_name="mailchoices",
            name="invitations",
            field=models.BooleanField(default=False, verbose_name="somebody invited them to a world"),
        ),
        migrations.RemoveIndex(model_name="mailchoices", name="digests_to_look_for"),
        migrations.AddIndex(
            model_name="mailchoices",
            index=models.Index(condition=ANY, fields=["due_at"], name="digests_to_look_for"),
        ),
    ]
