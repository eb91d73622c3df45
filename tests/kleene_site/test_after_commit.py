"""What is done after a commit is lost where a process is killed in between: each place says what makes up for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from common import jobs
from tests.kleene_site.programs import ROOT

AFTER: Final = {"on_commit", "after_commit"}
APPS: Final = ("agents", "common", "cosmos", "improvisations", "kleene_site", "leaderboards", "presence", "profiles", "relations", "worlds")  # fmt: skip
NEWS: Final = "it only tells streams, and rows say the same to whoever asks"
MEMORY: Final = "it only forgets what this process holds, which a killed one holds no longer"

# Where something waits for a commit, and what makes up for it: a sentence, or the jobs that do it again.
PLACES: Final[dict[str, str | tuple[str, ...]]] = {
    "common/storing.py": "it is the way itself",
    "common/table_changes.py": "pages that are kept are made anew after some seconds",
    "cosmos/services/layouts.py": NEWS,
    "cosmos/services/log.py": NEWS,
    "improvisations/services/transitions.py": ("sync-stars", "notice-achievements", "judge-new-games", "judge-all-games"),
    "presence/services/announcing.py": NEWS,
    "presence/services/attendance.py": "whoever is there is noted again by their next sign of life",
    "presence/services/departures.py": MEMORY,
    "relations/services/blocks.py": ("part-blocked-players",),
    "worlds/services/events.py": NEWS,
    "worlds/services/games/seen_view.py": "it comes before the answer: a look that was never answered showed nothing",
    "worlds/services/games/sessions.py": ("judge-new-games", "judge-all-games", "notice-achievements"),
    "worlds/services/groups/bonds.py": NEWS,
    "worlds/services/hiding.py": ("tell-hidden-lines",),
    "worlds/services/membership/reading_along.py": NEWS,
    "worlds/services/membership/inbox.py": ("apply-inboxes",),
    "worlds/services/membership/namesakes.py": MEMORY,
    "worlds/services/membership/players.py": NEWS,
    "worlds/services/membership/starting.py": NEWS,
    "worlds/services/membership/whereabouts.py": "it was done before the commit, too",
    "worlds/services/moving/assigning.py": MEMORY,
    "worlds/services/notify.py": "streams that may not go on are found by their next look at their credentials",
    "worlds/services/renaming.py": MEMORY,
    "worlds/services/turns/result.py": "a follower stays where they stand, whole, and is left behind at the leader's next move",
}  # fmt: skip


def waits_for_commits() -> Iterator[str]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
            if any(name_of(call) in AFTER for call in calls):
                yield path.relative_to(ROOT).as_posix()


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_each_place_is_known_and_what_makes_up_for_it() -> None:
    assert set(waits_for_commits()) == set(PLACES)


def test_the_jobs_that_make_up_for_it_are_registered() -> None:
    named = {name for made_up in PLACES.values() if isinstance(made_up, tuple) for name in made_up}
    assert named <= set(jobs.registered)
