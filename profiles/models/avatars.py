"""A player's uploaded picture; a player without one gets a picture drawn from their id and colour."""

from __future__ import annotations

from django.db import models

from profiles.models.accounts import User


class Avatar(models.Model):
    """A square picture, encoded anew by us. It lies in the database, where every process sees it."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="avatar")
    image = models.BinaryField()
    content_type = models.CharField(max_length=20)
    digest = models.CharField("SHA-256 of the image", max_length=64)
    created_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "avatars"

    def __str__(self) -> str:
        return f"picture of {self.pk}"
