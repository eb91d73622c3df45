import hashlib
import re
import secrets
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RENAMED, NEUTRAL = "Renamed ", "Renamed."
RECOMPUTED = re.compile(r"(Read \d+ games) of .* (again and recomputed all entries of this player\.)", re.DOTALL)


def told_of_people(apps: Apps) -> Any:
    entries = apps.get_model("admin", "LogEntry").objects
    return entries.filter(content_type__app_label="profiles", content_type__model="user").order_by("pk")


def move(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Names of people go from the log, which nobody can change any more, to where they can be erased."""
    users, renamings = (apps.get_model("profiles", name).objects for name in ("User", "Renaming"))
    short_ids = dict(users.values_list("pk", "short_id"))
    texts, by_text = apps.get_model("worlds", "PlayerText").objects, {str(pk): pk for pk in short_ids}
    for entry in told_of_people(apps).iterator(500):
        user_id = by_text.get(entry.object_id)
        if entry.change_message.startswith(f"{RENAMED}from ") and user_id:
            text = kept(texts, entry.user_id, user_id, entry.change_message.removeprefix(RENAMED).rstrip("."))
            renamings.create(user_id=user_id, by_id=entry.user_id, names_text=text, at=entry.action_time)
            entry.change_message = NEUTRAL
        entry.change_message = RECOMPUTED.sub(r"\1 \2", entry.change_message)
        entry.object_repr = short_ids.get(user_id, "user")
        entry.save(update_fields=["change_message", "object_repr"])


def kept(texts: Any, author_id: Any, about_id: Any, words: str) -> Any:
    salt = secrets.token_hex(16)
    text_hash = hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()
    return texts.create(author_id=author_id, about_id=about_id, text=words, salt=salt, text_hash=text_hash)


def move_back(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The names that are still known; an entry and the renaming that it tells of have the same order."""
    for user_id in apps.get_model("profiles", "Renaming").objects.order_by().values_list("user", flat=True).distinct():
        renamings = apps.get_model("profiles", "Renaming").objects.filter(user=user_id).order_by("pk")
        entries = told_of_people(apps).filter(object_id=str(user_id), change_message=NEUTRAL)
        for entry, names in zip(entries, renamings.values_list("names_text__text", flat=True), strict=False):
            entry.change_message = f"{RENAMED}{names}." if names else NEUTRAL
            entry.save(update_fields=["change_message"])


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0024_names_that_moderators_changed"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("worlds", "0018_reasons_stand_apart"),
    ]

    operations = [migrations.RunPython(move, move_back, elidable=True)]
