"""What worlds do in the background."""

from datetime import timedelta

from common.jobs import Job, register
from worlds.services import housekeeping, moderation_records
from worlds.services.games import previewing
from worlds.services.groups import parting
from worlds.services.membership import inbox
from worlds.services.snapshots import due
from worlds.services.stories import choice_counts, play_counts


def register_jobs() -> None:
    register(Job("archive-idle-worlds", timedelta(hours=1), housekeeping.archive_idle_worlds))
    register(Job("free-places", timedelta(minutes=1), housekeeping.free_places))
    register(Job("end-old-previews", timedelta(hours=1), previewing.end_old_previews))
    register(Job("part-blocked-players", timedelta(seconds=30), parting.part_those_apart))
    register(Job("apply-inboxes", timedelta(seconds=30), inbox.apply_all_inboxes))
    register(Job("count-plays", timedelta(minutes=5), play_counts.count_plays))
    register(Job("erase-flagged-texts", timedelta(days=1), moderation_records.erase_old_words))
    register(Job("count-choices", timedelta(minutes=10), choice_counts.count_choices))
    hour, thread = timedelta(hours=1), "snapshots"  # a thread of its own: a long log holds up nothing else
    register(Job("take-snapshots", timedelta(seconds=15), due.take_due_snapshots, lease=hour, thread=thread))
    register(Job("take-missed-snapshots", hour, due.take_missed_snapshots, lease=hour, thread=thread))
    register(Job("trim-event-logs", timedelta(days=1), housekeeping.trim_event_logs, lease=timedelta(hours=1)))
