"""What the boards do in the background."""

from datetime import timedelta

from common.jobs import Job, register
from leaderboards.services import catch_up


def register_jobs() -> None:
    register(Job("judge-new-games", timedelta(seconds=15), catch_up.catch_up_lately))
    register(Job("judge-all-games", timedelta(hours=1), catch_up.verify_waiting, lease=timedelta(hours=1)))
