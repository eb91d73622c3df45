"""Templates are read in a review, so they keep to lines that a review can show."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

LONGEST = 120


def templates() -> list[Path]:
    return sorted((settings.BASE_DIR / "templates").rglob("*.html"))


def test_no_line_of_a_template_is_longer_than_120_characters() -> None:
    long = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LONGEST
    ]
    assert long == []
    assert len(templates()) > 100
