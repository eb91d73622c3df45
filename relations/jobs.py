"""What relations do in the background."""

from datetime import timedelta

from common.jobs import Job, register
from relations.services import mutes


def register_jobs() -> None:
    register(Job("forget-mutes", timedelta(hours=1), mutes.forget_those_over))
