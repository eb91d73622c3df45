from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import worlds
from worlds.rules.understanding.features import NAMES
from worlds.services.stories.labelled_lines import LinesWrong, Moment, moments_of_lines
from worlds.services.stories.learning import learned_weights

HOME = Path(worlds.__file__).parent
LINES = HOME / "scenarios" / "typed"
WEIGHTS = HOME / "rules" / "understanding" / "weights.py"
HEAD = '''"""What each feature weighs: learned from labelled lines by `manage.py learn_reading`, which writes this file."""

from __future__ import annotations

from typing import Final

# The logarithm of the odds that each adds for a value of 1, with likeness and by words alone.
LEARNED: Final = (
'''
FOOT = """)
WEIGHTS: Final = tuple(weight for _, weight, _ in LEARNED)
WITHOUT_LIKENESS: Final = tuple(weight for _, _, weight in LEARNED)
"""


class Command(BaseCommand):
    help = (
        "Learn how much each feature of a typed text weighs, from the labelled lines beside the bundled stories, and write "
        "the weights into worlds/rules/understanding/weights.py (or print them). Needs the word vectors."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--print", action="store_true", help="print the weights and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        found = _moments()
        text = weights_module(learned_weights(found, by_words_alone=False), learned_weights(found, by_words_alone=True))
        if options["print"]:
            self.stdout.write(text)
            return
        WEIGHTS.write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(found)} lines learned from.")


def weights_module(with_likeness: Sequence[float], by_words_alone: Sequence[float]) -> str:
    """The module that holds the weights."""
    rows = zip(NAMES, with_likeness, by_words_alone, strict=True)
    return HEAD + "".join(f'    ("{name}", {one:.2f}, {other:.2f}),\n' for name, one, other in rows) + FOOT


def _moments() -> list[Moment]:
    found: list[Moment] = []
    for path in sorted(LINES.glob("*.jsonl")):
        try:
            found += moments_of_lines(path.read_text(encoding="utf-8"), [LINES.parent])
        except LinesWrong as trouble:
            raise CommandError(f"{path.name}: {trouble}") from trouble
    return found
