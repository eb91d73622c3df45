"""What axe finds wrong with a page, and how pages look to whom."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

from playwright.sync_api import Page, ViewportSize

Colours: TypeAlias = Literal["light", "dark"]

WIDE: Final[ViewportSize] = {"width": 1400, "height": 900}
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
# How pages are looked at: what hangs on width or colours shows on one of these. With --all, `everywhere` adds the other two.
LOOKS: Final[list[tuple[ViewportSize, Colours]]] = [(WIDE, "light"), (PHONE, "dark")]
SERIOUS: Final = {"serious", "critical"}
# What a change of colours can spoil; everything else was looked at in the light.
OF_COLOURS: Final = ["color-contrast", "link-in-text-block"]
RUN: Final = """async ([part, only]) => (await axe.run(part, {resultTypes: ["violations"], ...(only && {runOnly: only})}))
    .violations.map((it) => ({id: it.id, impact: it.impact, nodes: it.nodes.map((node) => node.html.slice(0, 200))}))"""
Fault: TypeAlias = dict[str, Any]


def width_of(page: Page) -> int:
    """In pixels, of all that there is on the page, which may stick out of its window; as it looks with its style sheets."""
    page.wait_for_load_state("load")  # a click leads to a page that may have no stylesheet yet
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def faults_of(page: Page, axe: str, *, part: str = "html", only: list[str] | None = None) -> list[Fault]:
    """What axe finds wrong with this part of the page as it looks now: the rule, how bad it is, and where."""
    page.wait_for_load_state("load")  # a click leads to a page that may have no stylesheet yet
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found: list[Fault] = page.evaluate(RUN, [part, only])
    return found


def assert_no_serious_fault(page: Page, axe: str, colours: Colours, *, part: str = "html") -> None:
    """None of axe's serious findings in this part of the page; in the dark only its colours are looked at."""
    found = faults_of(page, axe, part=part, only=OF_COLOURS if colours == "dark" else None)
    assert [fault for fault in found if fault["impact"] in SERIOUS] == [], (page.url, colours)


def assert_no_fault(page: Page, axe: str, colours: Colours) -> None:
    """None of axe's findings on the page, however small; in the dark only its colours are looked at."""
    found = faults_of(page, axe, part="html", only=OF_COLOURS if colours == "dark" else None)
    assert found == [], (page.url, colours)


def everywhere() -> None:
    """Look at pages in both widths with both themes from now on."""
    LOOKS.extend([(WIDE, "dark"), (PHONE, "light")])
