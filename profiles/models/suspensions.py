"""Why and for how long somebody was shut out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from worlds.models.texts import words


class Suspension(models.Model):
    """One suspension of an account, kept as its history; `by` empty: on the command line.

    `until` empty: for good. It is over at `until`, or sooner when somebody lifted it. `with_owner` is the suspension of an agent's
    owner that this one of the agent goes with.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suspensions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason_text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey("worlds.Report", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    with_owner = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="of_agents")
    began_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "suspensions"
        ordering = ("-began_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("began_at")), name="suspensions_end_later"
            ),
        )

    def __str__(self) -> str:
        return f"suspension {self.pk}"

    @property
    def reason(self) -> str:
        return words(self.reason_text)
