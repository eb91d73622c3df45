"""What binds a player's place to other places of the same world, for as long as both hold a seat."""

from __future__ import annotations

from typing import Any

from django.db import models


def _bond(words: str) -> models.ForeignKey[Any, Any]:
    """To another place of the same world, for as long as both hold a seat."""
    return models.ForeignKey(
        "self", verbose_name=words, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )


def _since() -> models.DateTimeField[Any, Any]:
    return models.DateTimeField(null=True, blank=True, editable=False)


class BoundPlace(models.Model):
    """`trails` is the place of the player after whom they go, `party` that of their party's leader, for a leader their own.

    `asks` and `party_asks` are of a request that waits. All of it ends with their seat (`services/groups`).
    """

    trails = _bond("goes along with")
    trails_since = _since()
    asks = _bond("asks to go along with")
    asked_at = _since()
    party = _bond("in the party led by")
    party_since = _since()
    party_asks = _bond("invited to the party led by")
    party_asked_at = _since()

    class Meta:
        abstract = True
