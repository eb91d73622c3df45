"""Stars that a player put in an order of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from common.ids import new_playlist_id
from cosmos import limits
from cosmos.models.entries import CosmosEntry


class Playlist(models.Model):
    """A player's own list of stars; nobody else reads it. `changed_at` is when its title or its stars last changed."""

    short_id = models.CharField(max_length=12, unique=True, default=new_playlist_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="playlists")
    title = models.CharField(max_length=limits.PLAYLIST_TITLE)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "cosmos_playlists"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.short_id


class PlaylistEntry(models.Model):
    """One star of a playlist, at its place from 0 on."""

    playlist = models.ForeignKey(Playlist, on_delete=models.CASCADE, related_name="places")
    entry = models.ForeignKey(CosmosEntry, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "cosmos_playlist_entries"
        ordering = ("playlist", "place")
        constraints = (
            models.UniqueConstraint(fields=("playlist", "place"), name="one_star_per_place"),
            models.UniqueConstraint(fields=("playlist", "entry"), name="a_star_once_in_a_playlist"),
        )

    def __str__(self) -> str:
        return f"{self.place}"
