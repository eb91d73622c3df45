"""What a person reads where they operate is in the usual words: the voice is the stories'."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.kleene_site.programs import ROOT

APPS: Final = (
    "kleene_site",
    "common",
    "presence",
    "relations",
    "worlds",
    "improvisations",
    "leaderboards",
    "profiles",
    "cosmos",
)
NOT_MESSAGES: Final = ("migrations", "scenarios", "narrators")  # prose of stories, and what is never changed
# Each says more clearly what is meant by the words beside it.
BANNED: Final = {
    r"(?:^|[.:] )Who (?!can |is online)[^?]*\.$": "a sentence with a subject, as in 'You cannot …'",
    r"\bof this (?:id|name)\b": "with this id, with this name",
    r"\b(?:a|the|this|password) letters?\b(?! to)": "e-mail",
    r"^Kept\.": "Saved.",
    r"\bor no longer\b": "is invalid or has expired",
    r"^Told to\b": "Finished",
    r"\bstands? for\b": "counts, is",
    r"\bsen[dt] (?:\w+ )?away\b": "remove, ban",
    r"\bMake a world\b": "Create world",
    r"\bgone from here\b": "deleted",
}

SQL: Final = "RAISE EXCEPTION"  # of a stored trigger: no person reads it


@cache
def sentences() -> list[tuple[str, str]]:
    return list(read_sentences())


def read_sentences() -> Iterator[tuple[str, str]]:
    """Every text of a template, every string with a space in our JavaScript and Python, and what the API's document says,
    with the place where it stands."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        source = re.sub(r"\{%.*?%\}|\{#.*?#\}", " ", path.read_text(), flags=re.DOTALL)
        for text in re.split(r"<[^>]*>", source):
            yield str(path.relative_to(ROOT)), " ".join(text.split())
    for path in sorted((ROOT / "static").rglob("*.js")):
        yield from ((f"{path.relative_to(ROOT)}:{line}", text) for line, text in browser_strings(path.read_text()))
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not set(path.parts) & set(NOT_MESSAGES):
                texts = strings(path.read_text(), with_docstrings=is_of_the_api(path))
                yield from ((f"{path.relative_to(ROOT)}:{line}", text) for line, text in texts)


def is_of_the_api(path: Path) -> bool:
    """Whether docstrings of a file are read by people: the OpenAPI document is made of them."""
    return "api" in path.parts or path.name == "api.py"


def strings(source: str, *, with_docstrings: bool) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value):
            continue
        if (with_docstrings or id(node) not in docstrings) and SQL not in node.value:
            yield node.lineno, node.value


def browser_strings(source: str) -> Iterator[tuple[int, str]]:
    """Strings of JavaScript with a space, comments left out; a template string counts as one sentence."""
    code = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), source, flags=re.DOTALL)
    for number, line in enumerate(code.splitlines(), start=1):
        for text in re.findall(r"""(["'`])((?:\\.|(?!\1).)*)\1""", re.sub(r"(^|\s)//.*", "", line)):
            if " " in text[1]:
                yield number, text[1]


@pytest.mark.parametrize(("banned", "instead"), BANNED.items())
def test_nothing_that_is_read_speaks_in_riddles(banned: str, instead: str) -> None:
    found = [f"{place}: {text}" for place, text in sentences() if re.search(banned, text)]
    assert found == [], f"say instead: {instead}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Who plays alone has no world.",
        "There is no game of this id.",
        "Kept.",
        "This code is not valid, or no longer.",
        "This name stands for somebody.",
        "You are gone from here.",
        "They are sent away.",
    ],
)
def test_the_riddles_of_before_would_be_found(sentence: str) -> None:
    assert any(re.search(banned, sentence) for banned in BANNED)


def test_templates_and_messages_of_every_app_are_read() -> None:
    found = sentences()
    places = {place.split("/")[0] for place, text in found if text}
    assert places >= {*APPS, "templates", "static"}
    assert any("static/kleene/waiting.js" in place and "your choice is saved" in text for place, text in found)
    assert any("worlds/api/stream.py" in place and "Stream a world's events" in text for place, text in found)
