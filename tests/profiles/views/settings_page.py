"""The page of settings as a browser sends it: every field of its form, those that nobody touched too."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


class FormReader(HTMLParser):
    """What the form of the settings would send."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside, self._text = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._inside = "settings" in (given.get("class") or "")
        elif tag == "textarea" and self._inside:
            self._text, self.fields[name] = name, ""
        elif tag == "input" and self._inside and name and self._is_sent(given):
            self.fields[name] = given.get("value") or ("on" if given.get("type") == "checkbox" else "")

    @staticmethod
    def _is_sent(given: dict[str, str | None]) -> bool:
        kind = given.get("type")
        return kind != "file" and (kind not in {"checkbox", "radio"} or "checked" in given)

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""


def save_settings(client: Client, **changes: Any) -> HttpResponse:
    """The page after Save; a change to False unchecks a box."""
    reader = FormReader()
    reader.feed(client.get("/account").content.decode())
    fields = {**reader.fields, **changes}
    sent = {name: value for name, value in fields.items() if value is not False}
    return client.post("/account", sent, follow=True)  # type: ignore[return-value]
