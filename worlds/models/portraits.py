"""Portraits of characters."""

from __future__ import annotations

from django.db import models


class CharacterPortrait(models.Model):
    """The portrait of a game's character: a square picture, encoded anew by us."""

    session = models.OneToOneField(
        "worlds.GameSession", on_delete=models.CASCADE, primary_key=True, related_name="portrait"
    )
    image = models.BinaryField()
    digest = models.CharField("SHA-256 of the image", max_length=64)

    class Meta:
        db_table = "character_portraits"
        verbose_name = "portrait"

    def __str__(self) -> str:
        return f"portrait of {self.session_id}"
