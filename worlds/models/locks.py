"""Whose turn it is at a place."""

from __future__ import annotations

from django.db import models

from worlds import limits


class LocationLock(models.Model):
    """One row per world and place, for `select_for_update` and nothing else.

    It is never updated: PostgreSQL keeps those who wait for a row in order only while nobody writes it.
    """

    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="location_locks")
    location = models.CharField(max_length=limits.STORED_STORY_ID)

    class Meta:
        db_table = "location_locks"
        constraints = (models.UniqueConstraint(fields=("world", "location"), name="one_lock_per_place"),)

    def __str__(self) -> str:
        return self.location


class TurnLease(models.Model):
    """A turn that a slow narrator is still wording: at a place of a world, or in a game alone, which has no world.

    The id is the fencing token: taking over an expired lease deletes it and inserts another with a greater id,
    so a late holder finds its own gone.
    """

    id = models.BigAutoField(primary_key=True)
    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.CASCADE, null=True, blank=True, related_name="turn_leases"
    )
    location = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    holder = models.ForeignKey("worlds.GameSession", on_delete=models.CASCADE, related_name="+")
    # The one that has the turn: one that is gone holds nothing. Empty in a process that nobody would miss.
    process = models.UUIDField(null=True, blank=True)
    acquired_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "turn_leases"
        constraints = (
            models.UniqueConstraint(fields=("world", "location"), name="one_lease_per_place"),
            models.UniqueConstraint(
                fields=("holder",), condition=models.Q(world=None), name="one_lease_per_game_alone"
            ),
        )

    def __str__(self) -> str:
        return f"lease {self.pk}"


class TurnTicket(models.Model):
    """A place in the queue for a leased place; the oldest with a fresh heartbeat goes first."""

    id = models.BigAutoField(primary_key=True)
    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="turn_tickets")
    location = models.CharField(max_length=limits.STORED_STORY_ID)
    session = models.ForeignKey("worlds.GameSession", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()

    class Meta:
        db_table = "turn_tickets"
        indexes = (models.Index(fields=("world", "location", "id"), name="tickets_in_order"),)

    def __str__(self) -> str:
        return f"ticket {self.pk}"
