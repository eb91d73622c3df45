"""What it costs to read a typed text: the labelled lines of the bundled stories, and the worst text beside the most options.

Run from the project's folder: .venv/bin/python -m benchmarks.reading
Both kinds of likeness are measured, each in a process of its own, with its time to load and the memory that it takes.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.services.stories.labelled_lines import Moment

BUNDLED = Path(__file__).resolve().parent.parent / "worlds" / "scenarios"
BACKENDS = ("wordllama", "tokens")
LONGEST, MOST_OPTIONS = 500, 50  # characters of a text, options of a node
LINES = 400
ROUNDS = 50
MEDIAN_BUDGET, WORST_BUDGET = 3.0, 20.0  # milliseconds
WORDS = (
    *(
        "take",
        "open",
        "carry",
        "lantern",
        "ladder",
        "harbour",
        "captain",
        "window",
        "slowly",
        "behind",
        "kettle",
        "letter",
    ),
    *(
        "climb",
        "listen",
        "cellar",
        "garden",
        "whisper",
        "bridge",
        "shoulder",
        "barrel",
        "weather",
        "silver",
        "question",
    ),
)


def main() -> None:
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    print(
        f"milliseconds of CPU for one reading; the budgets are {MEDIAN_BUDGET} in the median, {WORST_BUDGET} at worst"
    )
    for backend in BACKENDS:
        environment = {**os.environ, "KLEENE_LIKENESS": backend}
        subprocess.run([sys.executable, "-m", "benchmarks.reading", backend], env=environment, check=True)  # noqa: S603


def measure(backend: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kleene_site.settings")
    import django

    django.setup()
    from worlds.likeness import chosen

    print(f"{backend}: {chosen.loaded()}")
    lines = labelled()
    read_in(lines)  # the options' vectors and words are made at the first reading of a node
    report("labelled lines", [each for _ in range(3) for each in read_in(lines)])
    worst = [worst_case()] * ROUNDS
    report("worst, first reading", read_in(worst[:1]))
    report(f"{LONGEST} characters, {MOST_OPTIONS} options", read_in(worst))


def report(label: str, costs: list[float]) -> None:
    costs = sorted(costs)
    print(f"  {label:<28} median {statistics.median(costs):6.2f}   most {costs[-1]:6.2f}")


def read_in(moments: list[Moment]) -> list[float]:
    """The milliseconds of CPU that each reading takes, likeness included."""
    from worlds.likeness.comparing import compare
    from worlds.rules.commands import Say
    from worlds.rules.meaning import read

    costs = []
    for moment in moments:
        began = time.process_time()
        likeness = compare(moment.line.typed, moment.now.scenario, moment.line.node).likeness(moment.now)
        read(Say(moment.line.typed), moment.now, likeness)
        costs.append(1000 * (time.process_time() - began))
    return costs


def labelled() -> list[Moment]:
    from worlds.rules.labelled.lines import line_from_json

    texts = (text for path in sorted((BUNDLED / "typed").glob("*.jsonl")) for text in path.read_text().splitlines())
    lines = random.Random(1).sample([line_from_json(text) for text in texts], LINES)  # noqa: S311 - no secret
    scenarios = {name: (BUNDLED / f"{name}.yaml").read_bytes() for name in {line.scenario for line in lines}}
    return moments(lines, scenarios)


def moments(lines: list, scenarios: dict[str, bytes]) -> list[Moment]:  # type: ignore[type-arg]
    from worlds.rules.labelled.moment import moment_of
    from worlds.rules.loading import load_scenario
    from worlds.services.stories.labelled_lines import Moment

    loaded = {name: load_scenario(source, name=name) for name, source in scenarios.items()}
    return [Moment(line, moment_of(line, loaded[line.scenario])) for line in lines]


def worst_case() -> Moment:
    """As many options as a node may have, and a text that means none of them with as many words as are read at all."""
    import json

    from worlds.rules.labelled.lines import LabelledLine

    draw = random.Random(2)  # noqa: S311 - no secret
    options = [
        {"id": f"o{number}", "text": " ".join(draw.choices(WORDS, k=8)).capitalize(), "next_node": "start"}
        for number in range(MOST_OPTIONS)
    ]
    story = {
        "name": "Worst",
        "initial_character": {"name": "Ada"},
        "initial_world": {"current_location": "here", "locations": [{"id": "here", "name": "Here"}]},
        "start_node": "start",
        "nodes": {
            "start": {"narrative": " ".join(draw.choices(WORDS, k=400)), "choice": {"prompt": "?", "options": options}}
        },
        "endings": {"end": {"type": "victory", "narrative": "End."}},
    }
    typed = "".join(f"{word}s{number} " for number, word in enumerate(draw.choices(WORDS, k=26)))
    typed = (typed + "x" * LONGEST)[:LONGEST]
    line = LabelledLine("worst", "worst", "start", typed, "improvise")
    return moments([line], {"worst": json.dumps(story).encode()})[0]


if __name__ == "__main__":
    main()
