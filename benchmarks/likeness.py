"""How often an embedder puts ideas of one theme near each other, and a picture of them in the sky.

Run from the project's folder: .venv/bin/python -m benchmarks.likeness [EMBEDDER [PICTURE.svg]]
It prints a table for the embedder (default: wordllama), and draws where the command relayout_cosmos puts the ideas.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cosmos.rules.positions import Position
    from tests.cosmos.labelled import Idea

COLOURS = ["#b3261e", "#1d5fa8", "#a05a00", "#2e7d32", "#6a3fb5", "#00707a", "#8d3c74", "#5d5a00", "#0b57d0", "#7a4b2b"]
STYLE = "text { font: 12px sans-serif } .paper { fill: #fbfaf7 } .word { fill: #222 } .sign { fill: #fff; font-weight: bold; text-anchor: middle }"


def main(embedder: str, picture: str | None) -> None:
    os.environ |= {"KLEENE_EMBEDDER": embedder, "DJANGO_SETTINGS_MODULE": "kleene_site.settings"}
    os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
    import django

    django.setup()
    from cosmos.rules.layout import laid_out
    from tests.cosmos.labelled import labelled_ideas, near_their_like, vectors_of

    ideas = labelled_ideas()
    vectors = vectors_of(ideas)
    found = near_their_like(ideas, vectors)
    print("| Theme | Ideas | With their theme among their three nearest |\n|---|---|---|")
    for theme, count in found.items():
        print(f"| {theme} | {sum(idea.theme == theme for idea in ideas)} | {count} |")
    print(f"| all | {len(ideas)} | {sum(found.values())} |")
    if picture is not None:
        places = laid_out([f"idea {number}" for number in range(len(ideas))], vectors)
        Path(picture).write_text("\n".join(drawn(ideas, places)) + "\n")


def drawn(ideas: list[Idea], places: list[Position]) -> Iterator[str]:
    """The sky from above, a letter and a colour for each theme, and a list of the letters beside it."""
    themes = list(dict.fromkeys(idea.theme for idea in ideas))
    yield '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 520" role="img" aria-label="50 ideas in the sky, by theme">'
    yield f'<style>{STYLE}</style><rect class="paper" width="660" height="520"/>'
    for idea, (x, y, _) in sorted(zip(ideas, places, strict=True), key=lambda pair: pair[1][2]):
        number = themes.index(idea.theme)
        yield f"<g><title>{escape(idea.text)}</title>{_star(260 + x * 4.8, 260 - y * 4.8, number)}</g>"
    for number, theme in enumerate(themes):
        yield f'{_star(540, 40 + number * 26, number)}<text class="word" x="556" y="{44 + number * 26}">{escape(theme)}</text>'
    yield "</svg>"


def _star(x: float, y: float, number: int) -> str:
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{COLOURS[number]}"/>'
    return f'{circle}<text class="sign" x="{x:.1f}" y="{y + 4:.1f}">{chr(ord("A") + number)}</text>'


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "wordllama", sys.argv[2] if len(sys.argv) > 2 else None)
