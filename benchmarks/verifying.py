"""Verifying a world's log: records a second of CPU, and the memory of the process that does it, whole and from a snapshot.

Run from the project's folder: .venv/bin/python -m benchmarks.verifying [RECORDS ...]    (1,000 and 1,000,000 unless told)
Each log is made in a database of its own on PostgreSQL (`benchmarks.long_world`) and verified by `manage.py verify_world`, in
a process of its own. A million records take tens of minutes to make, and three gigabytes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from typing import Final, NamedTuple

from tests.kleene_site.databases import prepared_database
from tests.kleene_site.programs import ROOT

SIZES: Final = (1_000, 1_000_000)
MEASURED: Final = """
import resource, sys, time
import django
from django.core.management import call_command
django.setup()
began, used = time.monotonic(), time.process_time()
call_command(*sys.argv[1:])
print("TOOK", time.monotonic() - began, time.process_time() - used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main(sizes: tuple[int, ...]) -> None:
    print(
        "| Records | Whole: s, s of CPU, records/s of CPU, peak MB | Taking a snapshot: s of CPU | From it: s of CPU |"
    )
    print("|---|---|---|---|")
    for size in sizes:
        with prepared_database() as url, tempfile.TemporaryDirectory() as data:
            env = os.environ | {
                "DATABASE_URL": url,
                "KLEENE_DATA": data,
                "DJANGO_SETTINGS_MODULE": "kleene_site.settings",
            }
            began = time.monotonic()
            world = _run(["-m", "benchmarks.long_world", str(size)], env).split()[-1]
            print(f"made {size:,} records in {time.monotonic() - began:.0f} s", file=sys.stderr)
            whole = _measured(["verify_world", world], env)
            taken = _measured(["take_snapshots", world], env)
            quick = _measured(["verify_world", world, "--since=newest"], env)
            rate = f"{size / whole.cpu:,.0f}"
            told = f"{whole.seconds:.1f}, {whole.cpu:.1f}, {rate}, {whole.memory / 1024:.0f}"
            print(f"| {size:,} | {told} | {taken.cpu:.1f} | {quick.cpu:.2f} |", flush=True)


class Cost(NamedTuple):
    """Of a command without the start of Python and of the models: seconds, and the peak of memory in kB."""

    seconds: float
    cpu: float
    memory: int


def _measured(words: list[str], env: dict[str, str]) -> Cost:
    found = re.search(r"^TOOK (\S+) (\S+) (\d+)$", _run(["-c", MEASURED, *words], env), re.MULTILINE)
    assert found is not None, "the command ended"
    return Cost(float(found[1]), float(found[2]), int(found[3]))


def _run(words: list[str], env: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


if __name__ == "__main__":
    main(tuple(int(word.replace(",", "")) for word in sys.argv[1:]) or SIZES)
