"""E-mails that are still to be written and sent."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from profiles.models.accounts import User


class OutgoingEmail(models.Model):
    """Somebody asked for an e-mail to an address. What it says is looked up when it is written.

    `user` is the account that it is about; without one, it is about all that name the address.
    """

    class Kind(models.TextChoices):
        NEW_PASSWORD = "new-password"  # noqa: S105
        CONFIRM_ADDRESS = "confirm-address"
        ADDRESS_CHANGED = "address-changed"
        DIGEST = "digest"
        MODERATION = "moderation"

    kind = models.CharField(max_length=20)
    address = models.EmailField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        db_table = "outgoing_emails"
        ordering = ("due_at", "pk")

    def __str__(self) -> str:
        return f"{self.kind} e-mail {self.pk}"
