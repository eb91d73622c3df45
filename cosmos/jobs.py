"""What the sky does in the background."""

from datetime import timedelta

from common.jobs import Job, register
from cosmos.services import catching_up, clusters, log, removing


def register_jobs() -> None:
    register(Job("enrich-stars", timedelta(seconds=2), catching_up.enrich_waiting, thread="cosmos"))
    register(Job("sync-stars", timedelta(seconds=30), catching_up.sync_stars, thread="cosmos"))
    register(Job("cluster-stars", timedelta(minutes=1), clusters.rebuild_clusters, thread="cosmos"))
    register(Job("trim-cosmos-log", timedelta(hours=1), log.trim_log, thread="cosmos"))
    register(Job("tell-hidden-lines", timedelta(seconds=30), removing.tell_hidden_lines, thread="cosmos"))
    register(Job("forget-old-lines", timedelta(hours=1), removing.forget_old_lines, thread="cosmos"))
