"""Who may begin games of scenarios that ask for an entitlement."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from worlds import limits


class Entitlement(models.Model):
    """A player may begin games of a scenario. `code` is the id of the code that they redeemed, null where staff granted it.

    A row is withdrawn, never deleted: its code stays used.
    """

    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="entitlements",
        verbose_name="player",
    )
    scenario = models.ForeignKey("worlds.Scenario", on_delete=models.CASCADE, related_name="entitlements")
    granted_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    code = models.CharField("code redeemed", max_length=limits.ENTITLEMENT_ID, unique=True, null=True, blank=True)
    created_at = models.DateTimeField("since", auto_now_add=True, help_text="When it was given (UTC).")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="When the staff withdrew it (UTC); empty while it counts."
    )

    class Meta:
        db_table = "entitlements"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "scenario"), condition=models.Q(withdrawn_at=None), name="one_entitlement_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} may play {self.scenario}"
