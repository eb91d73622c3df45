"""How fast the admin's page of a large revision answers: `python -m benchmarks.revision_page [NODES]`.

Makes a database of its own on the server that DATABASE_URL (or the tests' PostgreSQL) names, and drops it.
Prints milliseconds: the first look, which draws and compiles, then the median and the slowest of several.
"""

from __future__ import annotations

import json
import logging
import os
import statistics
import sys
import time
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.test import Client  # noqa: E402 - after the settings
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402

from profiles.models import User  # noqa: E402
from worlds.services.stories.scenarios import import_scenario  # noqa: E402

ROUNDS: Final = 9


def main() -> None:
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    logging.disable(logging.INFO)  # a line for each request
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        report(nodes)
    finally:
        teardown_databases(made, verbosity=0)


def report(nodes: int) -> None:
    revision = import_scenario(source=json.dumps(story(nodes)).encode(), slug="large").revision
    desk = Client()
    desk.force_login(User.objects.create_superuser("root"))
    path = f"/admin/worlds/scenariorevision/{revision.pk}/change/"
    first, *later = [asked(desk, path) for _ in range(ROUNDS + 1)]
    size = len(desk.get(path).content)
    print(
        f"{nodes} nodes, {size / 1000:.0f} kB: first {first:.0f}, then {statistics.median(later):.0f} to {max(later):.0f}"
    )
    other = [asked(desk, f"{path}?part=7") for _ in range(ROUNDS)]
    print(f"another part: first {other[0]:.0f}, then {statistics.median(other[1:]):.0f} to {max(other[1:]):.0f}")


def asked(desk: Client, path: str) -> float:
    began = time.perf_counter()
    answer = desk.get(path)
    took = 1000 * (time.perf_counter() - began)
    assert answer.status_code == 200, answer.status_code
    return took


def story(nodes: int) -> dict[str, Any]:
    """Rooms one after another, each with a way ahead and one to some room near it."""
    rooms = {f"room_{at}": room(at, nodes) for at in range(nodes)}
    return {
        "name": "A large story",
        "initial_character": {"name": "Ada", "traits": {"courage": 5}},
        "initial_world": {"current_location": "yard", "locations": [{"id": "yard", "name": "Yard"}]},
        "start_node": "room_0",
        "nodes": rooms,
        "endings": {"home": {"narrative": "Home.", "type": "victory"}, "lost": {"narrative": "Lost.", "type": "death"}},
    }


def room(at: int, nodes: int) -> dict[str, Any]:
    ahead = f"room_{at + 1}" if at + 1 < nodes else "home"
    aside = f"room_{min(nodes - 1, max(0, at + at * 7919 % 24 - 3))}" if at else "lost"
    on = {"id": "on", "text": f"On from {at}", "cell": "chooses", "next_node": ahead}
    off = {"id": "off", "text": f"Aside at {at}", "cell": "avoids", "next_node": aside}
    return {
        "title": f"Room {at}",
        "narrative": "You stand in a room. " * 4,
        "choice": {"prompt": "What?", "options": [on, off]},
    }


if __name__ == "__main__":
    main()
