"""Who lets themselves be seen, and when they were last heard of."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class PlayerPresence(models.Model):
    """One row a person, made when there is something to say; nobody is seen by strangers who has not asked to be."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="presence"
    )
    visible = models.BooleanField("seen by strangers", default=False)
    last_heartbeat = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "player_presence"

    def __str__(self) -> str:
        return f"presence of {self.pk}"
