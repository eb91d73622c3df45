"""Which names moderators took from somebody, and gave them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from worlds.models.append_only import AppendOnly
from worlds.models.texts import words


class Renaming(AppendOnly):
    """One renaming of an account. The names stand apart, so that they are erased with the account, and the row stays."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    names_text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "renamings"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"renaming {self.pk}"

    @property
    def names(self) -> str:
        """ "from ada (Ada) to ada_l (Ada L.)" """
        return words(self.names_text)
