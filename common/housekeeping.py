"""What common itself does in the background."""

from datetime import timedelta

from django.core.management import call_command
from django.db.models.functions import Now

from common import jobs
from common.models import EndedFamily, ProcessLease, StreamTicket
from common.planned_shutdown import forget_past_shutdown


def clear_expired() -> str:
    """Delete tickets and process leases that have run out. Job leases stay: they also tell when a job is due."""
    tickets, _ = StreamTicket.objects.filter(expires_at__lte=Now()).delete()
    forget_past_shutdown()
    processes, _ = ProcessLease.objects.filter(expires_at__lte=Now()).delete()
    return f"removed {tickets} tickets and {processes} process leases" if tickets or processes else ""


def clear_sign_ins() -> str:
    """Delete cookies' sessions and token records that have run out; nobody is signed out by it."""
    call_command("clearsessions")
    call_command("flushexpiredtokens")
    EndedFamily.objects.filter(expires_at__lte=Now()).delete()
    return "removed sign-ins that had run out"


def register_jobs() -> None:
    jobs.register(jobs.Job("clear-expired", timedelta(minutes=1), clear_expired))
    jobs.register(jobs.Job("clear-sign-ins", timedelta(days=1), clear_sign_ins))
