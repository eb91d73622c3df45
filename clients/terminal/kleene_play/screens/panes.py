"""Parts of a screen. All texts are `Content`, in which no markup is read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from kleene_play import scenes
from kleene_play.texts import clean
from kleene_play.told import Told

KEPT: Final = 400  # lines of a pane; older ones are let go
HUES: Final = {"chose": "$accent", "wondered": "$wonder", "let be": "$warn"}
REACHED, OPEN = "\N{BLACK SQUARE}", "\N{WHITE SQUARE}"


class Lines(VerticalScroll, can_focus=False):
    """What was told, the newest at the end, which stays in sight until the player scrolls away."""

    def on_mount(self) -> None:
        self.anchor()

    def tell(self, told: Iterable[Told]) -> None:
        _ = self.mount_all([Static(_line(each), classes=f"told {each.kind}") for each in told])
        if len(self.children) > KEPT:
            _ = self.remove_children(self.children[: len(self.children) - KEPT])


def _line(told: Told) -> Content:
    text = clean(told.text)
    if told.kind == "chat" and ": " in text:
        name, words = text.split(": ", 1)
        return Content.assemble((name, "bold"), f": {words}")
    return Content(f"! {text}" if told.kind == "error" else text)


class Rows(OptionList, can_focus=False):
    """Numbered rows, of which none is marked until the player marks one."""

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._rows: Sequence[Content] = ()

    def show(self, rows: Iterable[str], closed: Container[int] = ()) -> None:
        """`closed` are those, from 0, that cannot be taken now."""
        self._rows = [Content.styled(clean(row), "$soft" if at in closed else "") for at, row in enumerate(rows)]
        self._fill()
        self.highlighted = None

    def show_titled(self, rows: Iterable[str]) -> None:
        """The same; what stands before a colon is a title on a line of its own."""
        self._rows = [_titled(clean(each)) for each in rows]
        self._fill()

    def on_resize(self) -> None:
        marked = self.highlighted
        self._fill()
        self.highlighted = marked

    def _fill(self) -> None:
        indent = len(str(len(self._rows))) + 2
        self.set_options(
            _numbered(f"{at:>{indent - 2}}", row.wrap(self._room - indent)) for at, row in enumerate(self._rows, 1)
        )

    @property
    def _room(self) -> int:
        """In letters: the width without what stands at either side."""
        return max(self.scrollable_content_region.width - 2, 20)

    def step(self, by: int) -> None:
        """Mark the next row, or with -1 the one before."""
        if not self.option_count:
            return
        first = 0 if by > 0 else self.option_count - 1
        self.highlighted = first if self.highlighted is None else (self.highlighted + by) % self.option_count

    def mark(self, number: str) -> None:
        """The row with this number, as it is typed; none where there is no such row."""
        is_one = number.isdecimal() and 1 <= int(number[:6]) <= self.option_count
        self.highlighted = int(number) - 1 if is_one else None


def _numbered(number: str, lines: Sequence[Content]) -> Content:
    """Lines after the first begin below its words, not below its number."""
    below = Content("\n" + " " * (len(number) + 2))
    return Content.assemble((number, "bold $accent"), "  ", below.join(lines))


def _titled(row: str) -> Content:
    title, colon, about = row.partition(": ")
    return Content.assemble((title, "bold"), "\n", (about, "$soft")) if colon else Content(row)


class Place(Static):
    """Where the player is: the ways out, who and what is there, what is carried, and the Decision Grid."""

    def show(self, view: scenes.View) -> None:
        self.update(Content("\n").join(_place(view)))


def _place(view: scenes.View) -> Iterator[Content]:
    place: Any = view["location"]
    yield Content.styled(clean(place["name"]), "bold")
    if place["description"]:
        yield Content.styled(clean(place["description"]), "$soft")
    around = list(scenes.surroundings(view))
    people = [each for each in around if each[0] in scenes.PEOPLE]
    yield from _listed(people)
    reached = sum(is_reached for _, cells in scenes.grid(view) for _, is_reached in cells)
    yield Content.assemble("\n", ("Decision Grid", "bold $accent"), f"  {reached} of 9")
    yield from (_row(name, cells) for name, cells in scenes.grid(view))
    yield from _listed(each for each in around if each not in people)


def _listed(sections: Iterable[tuple[str, list[str]]]) -> Iterator[Content]:
    for heading, lines in sections:
        yield Content.assemble("\n", (heading, "bold $accent"))
        yield from (Content(f"  {clean(line)}") for line in lines)


def _row(name: str, cells: Sequence[tuple[str, bool]]) -> Content:
    squares = " ".join(REACHED if is_reached else OPEN for _, is_reached in cells)
    found = [cell for cell, is_reached in cells if is_reached]
    named = "all three" if len(found) == len(cells) else ", ".join(found)
    return Content.assemble(f"  {name:<9}", (squares, HUES[name]), (f"  {named}", "$soft"))
