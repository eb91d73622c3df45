"""What one scripted turn costs, early and late in a long game, alone and among eight in a shared world.

Run from the project's folder: .venv/bin/python -m benchmarks.rules_play [SCENARIO.yaml]
Without a file it takes the largest bundled scenario.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from worlds.rules.commands import Choose
from worlds.rules.loading import load_scenario
from worlds.rules.offering import offers
from worlds.rules.opening import begin
from worlds.rules.party import Company
from worlds.rules.state import State
from worlds.rules.turns import play

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario

BUNDLED = Path(__file__).resolve().parent.parent / "worlds" / "scenarios"
BUDGET = 150  # microseconds, for a scripted turn in the median
MEASURED_AT = (10, 100, 1_000, 10_000)
ROUNDS = 500
NAMES = tuple(f"player-{number}" for number in range(8))
EIGHT = Company(NAMES[0], NAMES, whereabouts=dict.fromkeys(NAMES[1:], "anywhere"))


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else max(BUNDLED.glob("*.yaml"), key=lambda file: file.stat().st_size)
    scenario = load_scenario(path.read_bytes(), name=path.stem)
    print(f"{scenario.name} ({path.name}): microseconds for one scripted turn, the budget is {BUDGET}")
    for turn, state in zip(MEASURED_AT, games(scenario), strict=True):
        report(f"turn {turn:>6}, alone", sorted(measured(scenario, state, None)))
        report(f"turn {turn:>6}, among eight", sorted(measured(scenario, among_eight(scenario, state), EIGHT)))


def report(label: str, costs: list[float]) -> None:
    low, high = costs[len(costs) // 100], costs[-len(costs) // 100]
    print(f"{label:<24} median {statistics.median(costs):6.1f}   98 of 100 within {low:.1f} to {high:.1f}")


def among_eight(scenario: Scenario, state: State) -> State:
    """The state as one of eight would have it: placed items are held, and time is kept."""
    shared = state.copy()
    shared.player.clock = shared.world.time
    carried = [item for item in state.player.character.inventory if item in scenario.placed_items]
    shared.world.holders = {item: [EIGHT.me] for item in carried}
    return shared


def games(scenario: Scenario) -> list[State]:
    """The states of one long game at the turns to measure at: it goes where it has been least, and never to an end."""
    path, found = [begin(scenario).after], list[State]()
    tried, visits = dict[int, set[str]](), Counter[str]()
    while len(found) < len(MEASURED_AT):
        state = path[-1]
        if state.player.turn >= MEASURED_AT[len(found)]:
            found.append(state)
            continue
        onward = [(option, after) for option, after in ways_on(scenario, state) if option not in seen(tried, path)]
        if not onward:  # every way from here ends the story: take the step back, and another way
            path.pop()
            tried.pop(len(path), None)
            continue
        option, after = min(onward, key=lambda way: visits[way[1].player.node])
        seen(tried, path).add(option)
        visits[after.player.node] += 1
        path.append(after)
        tried.pop(len(path) - 1, None)
    return found


def seen(tried: dict[int, set[str]], path: list[State]) -> set[str]:
    return tried.setdefault(len(path) - 1, set())


def ways_on(scenario: Scenario, state: State) -> list[tuple[str, State]]:
    """Scripted options that neither end the story nor leave the turn uncounted, and the state after each."""
    steps = [(option, play(scenario, state, Choose(option)).after) for option in scripted(scenario, state)]
    return [
        (option, after) for option, after in steps if not after.player.finish and after.player.turn > state.player.turn
    ]


def scripted(scenario: Scenario, state: State) -> list[str]:
    listed = (offer.option for offer in offers(scenario, state) if not offer.locked)
    return [option.id for option in listed if option.next_node is not None]


def measured(scenario: Scenario, state: State, company: Company | None) -> list[float]:
    commands = [Choose(option) for option in scripted(scenario, state)]
    return [timed(scenario, state, command, company) for _ in range(ROUNDS) for command in commands]


def timed(scenario: Scenario, state: State, command: Choose, company: Company | None) -> float:
    started = time.perf_counter_ns()
    play(scenario, state, command, None, company)
    return (time.perf_counter_ns() - started) / 1000


if __name__ == "__main__":
    main()
