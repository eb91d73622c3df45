"""From an ending to its place on a board, in a world with a long log: seconds, where a snapshot was taken before.

Run from the project's folder: .venv/bin/python -m benchmarks.judging [RECORDS ...]    (1,000 and 10,000 unless told)
The log is made in a database of its own on PostgreSQL (`benchmarks.long_world`). Its newest snapshot is 500 records old, as
it is at most where the worker keeps up; then somebody plays to an ending, and the boards judge it by what play tells them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import Final

from tests.kleene_site.databases import prepared_database
from tests.kleene_site.programs import ROOT

SIZES: Final = (1_000, 10_000)
TAIL: Final = 500
INSIDE: Final = "--inside"


def main(sizes: tuple[int, ...]) -> None:
    print("| Records | After the snapshot | From the ending to the board: s | s of CPU |")
    print("|---|---|---|---|")
    for size in sizes:
        with prepared_database() as url, tempfile.TemporaryDirectory() as data:
            env = os.environ | {
                "DATABASE_URL": url,
                "KLEENE_DATA": data,
                "DJANGO_SETTINGS_MODULE": "kleene_site.settings",
            }
            words = [sys.executable, "-m", "benchmarks.judging", INSIDE, str(size)]
            done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own
            assert done.returncode == 0, done.stderr[-3000:]
            print(done.stdout.splitlines()[-1], flush=True)


def judge(size: int) -> str:
    """A line of the table, in a process whose settings name a database of its own."""
    from benchmarks.long_world import LongWorld
    from leaderboards.models import Judgement, LeaderboardEntry
    from worlds.services.snapshots.taking import take_world_snapshot
    from worlds.services.turns.playing import play_turn
    from worlds.services.turns.request import TurnRequest

    long = LongWorld()
    long.grow(size - TAIL)
    take_world_snapshot(world_id=long.world.pk, reason="interval")
    long.grow(size - 2)
    game = long.games[0]
    play_turn(user_id=game.user_id, session_id=game.pk, request=TurnRequest(option_id="out"))
    began, used = time.monotonic(), time.process_time()
    play_turn(user_id=game.user_id, session_id=game.pk, request=TurnRequest(option_id="rest"))
    seconds, cpu = time.monotonic() - began, time.process_time() - used  # the turn, and what its commit set off
    assert Judgement.objects.get(session=game).verdict == Judgement.Verdict.VERIFIED
    assert LeaderboardEntry.objects.filter(user_id=game.user_id).exists()
    return f"| {size:,} | {TAIL} | {seconds:.1f} | {cpu:.1f} |"


if __name__ == "__main__":
    if sys.argv[1:2] == [INSIDE]:
        import django

        django.setup()
        print(judge(int(sys.argv[2])))
    else:
        main(tuple(int(word.replace(",", "")) for word in sys.argv[1:]) or SIZES)
