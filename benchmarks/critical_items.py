"""What keeping critical items costs a turn of The Loose Parish: in the rules, and as a whole with its statements.

Run from the project's folder: .venv/bin/python -m benchmarks.critical_items [GAMES]
With GAMES it plays as many random games in company, with and without the policies, and says
what was lost; `tests/worlds/rules/critical_items/campaign.py` has the games.
"""

from __future__ import annotations

import itertools
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from worlds.rules import party
from worlds.rules.commands import Choose
from worlds.rules.critical_items import maintenance
from worlds.rules.critical_items.policies import Maintenance, maintenance_of
from worlds.rules.loading import load_scenario
from worlds.rules.party import Company
from worlds.rules.turns import play

if TYPE_CHECKING:
    from worlds.rules.state import World

ROUNDS: Final = 7
TIMES: Final = 2_000  # of one side in a round, in the rules
TURNS: Final = 60  # the same, as whole turns
BUDGET: Final = 50  # microseconds
FILE: Final = Path(__file__).resolve().parent.parent / "worlds" / "scenarios" / "loose_parish.yaml"
STORY: Final = load_scenario(FILE.read_bytes(), name="parish")
NAMES: Final = tuple(f"player-{number}" for number in range(8))
SEATS: Final = dict(zip(NAMES, list(STORY.locations)[:8], strict=True))


def main() -> None:
    print(f"Maintenance of {len(STORY.critical_items)} items among eight, in microseconds; the budget is {BUDGET}")
    interleaved({name: partial_of(world) for name, world in worlds().items()}, TIMES)
    print("A scripted turn in the rules, in microseconds")
    interleaved({"without policies": turn_of(None), "with them": turn_of(maintenance_of(STORY))}, TIMES)
    whole_turns()
    if len(sys.argv) > 1:
        campaign(int(sys.argv[1]))


def interleaved(sides: Mapping[str, Callable[[], object]], times: int) -> None:
    """Medians of each round, in which the sides alternate, and of those the median, the least and the most."""
    medians: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        taken = [{name: timed(do) for name, do in sides.items()} for _ in range(times)]
        for name, found in medians.items():
            found.append(statistics.median(one[name] for one in taken))
    for name, found in medians.items():
        print(f"  {name:<44} {statistics.median(found):7.1f}   ({min(found):.1f} to {max(found):.1f})")


def timed(do: Callable[[], object]) -> float:
    started = time.perf_counter_ns()
    do()
    return (time.perf_counter_ns() - started) / 1000


def worlds() -> dict[str, World]:
    """Worlds at tick 100, from the plainest to those in which much has to be searched."""
    fresh = party.open_world(STORY)
    fresh.maintenance = Maintenance(seen=dict.fromkeys(NAMES, 90))
    held = replace(fresh, items={}, holders={policy.item: [NAMES[0]] for policy in STORY.critical_items})
    ashore = replace(fresh, items={"weir_gate": [policy.item for policy in STORY.critical_items]})
    rigged = replace(ashore, flags={**ashore.flags, "ferry_rigged": True, "weir_open": True})
    one_ashore = replace(fresh, items={**fresh.items, "chain_house": [], "weir_gate": ["maul"]})
    just_now = {policy.item: 95 for policy in STORY.critical_items}
    cooling = replace(ashore, maintenance=replace(fresh.maintenance, recovered=just_now))
    return {
        "without policies": replace(fresh, maintenance=None),
        "everything where it belongs": fresh,
        "everything in players' hands": held,
        "everything behind doors that are open": rigged,
        "everything out of reach, cooling down": cooling,
        "one out of reach, brought back": one_ashore,
        "everything out of reach, brought back": ashore,
    }


def partial_of(world: World) -> Callable[[], object]:
    return lambda: maintenance.maintain(STORY, world, SEATS, tick=100, actor=NAMES[0])


def turn_of(kept: Maintenance | None) -> Callable[[], object]:
    world = party.open_world(STORY)
    joined = party.join(STORY, replace(world, maintenance=kept), Company(NAMES[0], NAMES[:1])).after
    company = Company(NAMES[0], NAMES, whereabouts={name: place for name, place in SEATS.items() if name != NAMES[0]})

    def turn() -> object:
        step = play(STORY, joined, Choose("take_line"), None, company)
        return step if kept is None else maintenance.after_turn(STORY, step, company, turns=0)

    return turn


def whole_turns() -> None:
    """`play_turn` to its commit on PostgreSQL, in worlds of the same story with and without its policies."""
    from tests.kleene_site.databases import prepared_database

    with prepared_database() as url, tempfile.TemporaryDirectory() as data:
        where = {"DATABASE_URL": url, "KLEENE_DATA": data, "ALLOWED_HOSTS": "testserver", "REDIS_URL": ""}
        often = dict.fromkeys(("RATE_INPUT", "RATE_START", "RATE_READ"), "1000000/minute")
        os.environ |= {"DJANGO_SETTINGS_MODULE": "kleene_site.settings", "DEBUG": "1", **where, **often}
        _whole_turns()


def _whole_turns() -> None:
    import django

    django.setup()
    from django.db import connection, reset_queries

    try:
        sides = {"without policies": _turn_in_world("plain"), "with them": _turn_in_world("kept")}
        for name, turn in sides.items():
            turn()  # a place's first turn makes its row
            reset_queries()
            turn()
            print(f"A whole turn {name}: {len(connection.queries)} statements")
        print("A whole turn, in microseconds")
        interleaved({name: _forgetful(turn) for name, turn in sides.items()}, TURNS)
    finally:
        connection.close()


def _turn_in_world(slug: str) -> Callable[[], object]:
    from django.contrib.auth import get_user_model

    from worlds.services.membership import creating
    from worlds.services.stories.scenarios import import_scenario
    from worlds.services.turns.playing import TurnRequest, play_turn

    source = FILE.read_text()
    if slug == "plain":
        source = re.sub(r"(?ms)^critical_items:.*?(?=^initial_character:)", "", source)
    import_scenario(source=source.encode(), slug=slug)
    person = get_user_model().objects.create_user(slug)
    joined = creating.create_world(user_id=person.pk, scenario_slug=slug)
    session = joined.session.pk
    for option in ("take_line", "go_out", "to_chapel"):
        play_turn(user_id=person.pk, session_id=session, request=TurnRequest(option_id=option))
    up_and_down = itertools.cycle(("to_belfry", "go_down"))  # no story time passes by it

    def turn() -> object:
        asked = TurnRequest(option_id=next(up_and_down))
        return play_turn(user_id=person.pk, session_id=session, request=asked)

    return turn


def _forgetful(turn: Callable[[], object]) -> Callable[[], object]:
    """Django keeps the statements of a process that debugs."""
    from django.db import reset_queries

    def played() -> object:
        reset_queries()
        return turn()

    return played


def campaign(games: int) -> None:
    from tests.worlds.rules.critical_items.campaign import lost_in

    for keeps, told in ((True, "with"), (False, "without")):
        lost = lost_in(games, keeps=keeps)
        print(f"{games} random games {told} policies: {sum(map(len, lost.values()))} items lost, in {len(lost)} games")


if __name__ == "__main__":
    main()
