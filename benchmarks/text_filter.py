"""What judging a text costs: the first one of a process, ordinary ones, and the worst that could be thought of.

Run from the project's folder: .venv/bin/python -m benchmarks.text_filter
"""

from __future__ import annotations

import random
import statistics
import time

from common.text_filter import screen

LONGEST = 500
ROUNDS = 200
TALE = "The miller walked on, past the ruined tower, and did not look back at what he had left behind. " * 6
ORDINARY = {
    "a greeting": "Hello there!",
    "a sentence": TALE[:96],
    "a full page": TALE[:LONGEST],
    "a hit": "well, sh1t. " + TALE[:96],
}
NASTY = {
    "pulled apart": "f.u c_k " * 100,
    "leet": "i|l!1@$" * 100,
    "entities": "&#102;" * 100,
    "stars": "f*" * 250,
    "ligatures": "\ufdfa" * LONGEST,
    "marks": "a\u0336" * 250,
    "cut at the cap": "@ss " * 1_000_000,
}


def main() -> None:
    print(f"first text of a process, with the import of the dictionary: {timed('Hello') / 1000:.0f} ms")
    print(f"then, in microseconds, texts of at most {LONGEST} signs:")
    for kind, text in (ORDINARY | NASTY).items():
        costs = sorted(timed(text) for _ in range(ROUNDS))
        print(f"{kind:>16}: median {statistics.median(costs):7.0f}   95 of 100 within {costs[ROUNDS * 95 // 100]:7.0f}")
    print(f"{'worst of chance':>16}: {max(min(timed(text) for _ in range(3)) for text in by_chance()):14.0f}")


def by_chance() -> list[str]:
    """Texts of the signs that the dictionary reads as something else."""
    dice = random.Random(3)  # noqa: S311 - repeatable on purpose
    alphabets = ("fuck.* ", "@$!|1a. ", "as. _-|", "&#;x10a", "shit*#")
    return ["".join(dice.choices(alphabet, k=LONGEST)) for alphabet in alphabets for _ in range(50)]


def timed(text: str) -> float:
    started = time.perf_counter_ns()
    screen(text, longest=LONGEST)
    return (time.perf_counter_ns() - started) / 1000


if __name__ == "__main__":
    main()
