"""What presence does in the background. Without any worker everybody still stands as they stand; only nobody is told."""

from datetime import timedelta

from common.jobs import Job, register
from presence.services.announcing import announce_changes


def announce_departures() -> str:
    told = announce_changes()
    return f"told of {told} who came or went" if told else ""


def register_jobs() -> None:
    register(Job("announce-presence", timedelta(seconds=5), announce_departures))
