"""Which moderators want an e-mail when something waits for them."""

from __future__ import annotations

from django.db import models

from profiles.models.accounts import User


class ModeratorMail(models.Model):
    """A moderator who asked for e-mails about new items. Without a row: none.

    An e-mail tells what came after `told_from` and up to `told_until`, so that writing it again makes the same one.
    `due_at` is when to look again. All are aware, UTC.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="moderator_mail")
    told_from = models.DateTimeField()
    told_until = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "moderator_mail"
        verbose_name_plural = "moderator mail"

    def __str__(self) -> str:
        return f"moderator mail of {self.user}"
