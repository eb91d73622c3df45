"""Short names that players give to typed commands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from worlds import limits


class CommandAlias(models.Model):
    """A name that stands for a typed command, for one player wherever they play. `name` is folded, and one word."""

    owner: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="command_aliases"
    )
    name = models.CharField(max_length=limits.ALIAS_NAME)
    command = models.CharField(max_length=limits.ALIAS_COMMAND)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "command_aliases"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("owner", "name"), name="one_alias_per_player_and_name"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(command=""), name="aliases_stand_for_something"),
        )

    def __str__(self) -> str:
        return f"alias {self.pk}"
