"""What axe finds wrong with a page, and how pages look to whom."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from playwright.sync_api import Page, ViewportSize

Colours: TypeAlias = Literal["light", "dark"]

WIDE: Final[ViewportSize] = {"width": 1400, "height": 900}
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
SERIOUS: Final = {"serious", "critical"}
# What a change of colours can spoil; everything else was looked at in the light.
OF_COLOURS: Final = ["color-contrast", "link-in-text-block"]
RUN: Final = "async ([part, only]) => (await axe.run(part, only ? {runOnly: only} : {})).violations"


def assert_no_serious_fault(page: Page, axe: str, colours: Colours, *, part: str = "html") -> None:
    """None of axe's serious findings in this part of the page; in the dark only its colours are looked at."""
    page.evaluate(axe)
    found = page.evaluate(RUN, [part, OF_COLOURS if colours == "dark" else None])
    serious = [(it["id"], [node["html"][:200] for node in it["nodes"]]) for it in found if it["impact"] in SERIOUS]
    assert serious == [], (page.url, colours)
