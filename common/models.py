"""Who is at work on this database: processes, jobs, and tickets for streams. Moments are the database's own (`Now()`)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from common.limits import SHUTDOWN_REASON


class ProcessLease(models.Model):
    """A serving process that has said lately that it lives. `place` is where its `pid` means something."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.CharField(max_length=255)
    place = models.CharField(max_length=300)
    pid = models.PositiveIntegerField()
    # When the system started it, in the system's own measure: a pid is used again, both together are not.
    born = models.CharField(max_length=40, blank=True)
    shares_redis = models.BooleanField()
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "process_leases"

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}"


class JobLease(models.Model):
    """Who does a job now, and when it is due again. An expired lease is anybody's."""

    name = models.CharField(max_length=100, primary_key=True)
    holder = models.UUIDField(null=True, blank=True)
    acquired_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "job_leases"

    def __str__(self) -> str:
        return self.name


class StreamTicket(models.Model):
    """Lets one stream in, once, while what it was asked for with still lets in. Only the token's SHA-256 is kept."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)
    seal = models.CharField(max_length=128)
    credential_expires_at = models.DateTimeField(null=True)
    session_key = models.CharField(max_length=40, blank=True)
    family = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "stream_tickets"

    def __str__(self) -> str:
        return f"ticket of {self.user_id}"


class EndedFamily(models.Model):
    """Tokens that descend from one sign-in, ended before their time. Kept until the last of them has expired."""

    family = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "ended_token_families"
        verbose_name_plural = "ended families"

    def __str__(self) -> str:
        return f"ended family {self.family}"


class PlannedShutdown(models.Model):
    """When all servers on this database stop, why, and by whose plan; there is one row at most, and none once it is over."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    at = models.DateTimeField()
    reason = models.CharField(max_length=SHUTDOWN_REASON, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "planned_shutdowns"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_planned_shutdown"),)
        permissions = (("plan_shutdown", "Can plan and cancel a shutdown of all servers"),)

    def __str__(self) -> str:
        return f"shutdown at {self.at}"
