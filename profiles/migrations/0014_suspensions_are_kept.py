import hashlib
import secrets
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q
from django.db.models.functions import Now

SUSPENDED, LIFTED = "Suspended: ", "Suspension lifted."


def keep(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make rows of the suspensions that the admin's log tells of, with reasons that can be erased."""
    users, suspensions = (apps.get_model("profiles", name).objects for name in ("User", "Suspension"))
    texts, entries = apps.get_model("worlds", "PlayerText").objects, apps.get_model("admin", "LogEntry").objects
    told = entries.filter(content_type__app_label="profiles", content_type__model="user")

    def kept(author_id: Any, about_id: Any, words: str) -> Any:
        salt = secrets.token_hex(16)
        text_hash = hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()
        return texts.create(author_id=author_id, about_id=about_id, text=words, salt=salt, text_hash=text_hash)

    for entry in told.filter(change_message__startswith=SUSPENDED).order_by("pk").iterator(500):
        user = users.filter(pk=entry.object_id).first()
        if user is None:
            continue
        lifted = told.filter(object_id=entry.object_id, change_message=LIFTED, pk__gt=entry.pk).order_by("pk").first()
        suspensions.create(
            user=user,
            by_id=entry.user_id,
            reason_text=kept(entry.user_id, user.pk, entry.change_message.removeprefix(SUSPENDED)),
            began_at=entry.action_time,
            lifted_at=lifted and lifted.action_time,
            lifted_by_id=lifted and lifted.user_id,
        )
        entries.filter(pk=entry.pk).update(change_message="Suspended.")
    for user in users.exclude(suspended_at=None).exclude(suspensions__lifted_at=None, suspensions__isnull=False):
        text = kept(user.pk, user.pk, user.suspended_reason)
        suspensions.create(user=user, reason_text=text, began_at=user.suspended_at)
    gone = users.exclude(anonymised_at=None).values("pk")
    texts.filter(Q(author_id__in=gone) | Q(about_id__in=gone), redacted_at=None).update(text="", redacted_at=Now())


def forget(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the reasons back to the accounts that are shut now."""
    users, suspensions = (apps.get_model("profiles", name).objects for name in ("User", "Suspension"))
    for each in suspensions.filter(lifted_at=None).exclude(user__suspended_at=None).select_related("reason_text"):
        users.filter(pk=each.user_id).update(suspended_reason=each.reason_text.text[:500])


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0013_letters"),
        ("worlds", "0018_reasons_stand_apart"),
        ("improvisations", "0006_reasons_stand_apart"),  # whatever it keeps apart goes for who has left already
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason_text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="worlds.playertext"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.report",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "suspensions", "ordering": ("-began_at", "-pk")},
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("began_at")), name="suspensions_end_later"
            ),
        ),
        migrations.RunPython(keep, forget),
        migrations.RemoveField(model_name="user", name="suspended_reason"),
    ]
