import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worlds", "0023_mark_those_of_one_name")]

    operations = [
        migrations.AddField(
            model_name="moderationrecord",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="worlds.gamesession",
            ),
        ),
        migrations.AddField(
            model_name="moderationrecord",
            name="place",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterModelOptions(
            name="moderationrecord",
            options={
                "ordering": ("-id",),
                "verbose_name": "noticed text",
                "verbose_name_plural": "noticed words",
            },
        ),
        migrations.AddIndex(
            model_name="moderationrecord",
            index=models.Index(condition=models.Q(seen_at=None), fields=["-id"], name="unseen_moderation"),
        ),
    ]
