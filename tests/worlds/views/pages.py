"""Reading a page as a person does, and its forms as a browser does."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from tests.markup import on_one_line

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer
else:
    from django.http import HttpResponse as Answer

__all__ = ["Answer", "fields_of", "option_ids", "text_of"]

SILENT = {"script", "style", "title", "head"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.words.append(data)


def text_of(response: Answer) -> str:
    """Everything that is written on a page, in one line."""
    reader = Reader()
    reader.feed(response.content.decode())
    return " ".join("".join(reader.words).split())


def fields_of(markup: str) -> dict[str, str]:
    """The hidden fields of the form that plays."""
    form = re.search(r'<form[^>]*class="turn-form.*?</form>', on_one_line(markup))
    assert form is not None, "no form to play with"
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    return {name: html.unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}


def option_ids(markup: str) -> list[str]:
    """The options that can be pressed, in order."""
    return re.findall(r'<button class="option" name="option_id" value="([^"]+)"', on_one_line(markup))
