"""Public links to players' stories."""

from __future__ import annotations

import secrets
from typing import Final

from django.db import models

TOKEN_BYTES: Final = 24  # 192 random bits


def new_story_token() -> str:
    """What stands in the address of a public story; nobody guesses it."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class StoryLink(models.Model):
    """Lets whoever has its token read one player's story. Revoked, it is deleted; a new one has another token.

    `closed_at` is set by moderators: the row stays, so that the player cannot make a new one.
    """

    session = models.OneToOneField("worlds.GameSession", on_delete=models.CASCADE, related_name="story_link")
    token = models.CharField(max_length=48, unique=True, default=new_story_token, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField("closed by a moderator", null=True, blank=True)

    class Meta:
        db_table = "story_links"

    def __str__(self) -> str:
        return f"link to the story of {self.session_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
