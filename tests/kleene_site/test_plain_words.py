"""What a person reads where they operate is in the usual words: the voice is the stories'."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.kleene_site.programs import ROOT

APPS: Final = ("kleene_site", "common", "presence", "worlds", "improvisations", "leaderboards", "profiles")
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

# Known, and to be said anew.
STILL: Final = (
    "You have a view of this name.",
    "There is no scenario of this name.",
    "Every line stands for words",
    "this one stands for somebody",
    "You are gone from here. Thank you",
    "RAISE EXCEPTION",  # SQL of a stored trigger
)


def sentences() -> Iterator[tuple[str, str]]:
    """Every text of a template and every string with a space in our Python, with the place where it stands."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        source = re.sub(r"\{%.*?%\}|\{#.*?#\}", " ", path.read_text(), flags=re.DOTALL)
        for text in re.split(r"<[^>]*>", source):
            yield str(path.relative_to(ROOT)), " ".join(text.split())
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not set(path.parts) & set(NOT_MESSAGES):
                yield from ((f"{path.relative_to(ROOT)}:{line}", text) for line, text in strings(path.read_text()))


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Strings that are not docstrings; but those of the API's views are its document, and are read."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and id(node) not in told
        ):
            yield node.lineno, node.value


def known(text: str) -> bool:
    return any(sentence in text for sentence in STILL)


@pytest.mark.parametrize(("banned", "instead"), BANNED.items())
def test_nothing_that_is_read_speaks_in_riddles(banned: str, instead: str) -> None:
    found = [f"{place}: {text}" for place, text in sentences() if re.search(banned, text) and not known(text)]
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
    places = {place.split("/")[0] for place, text in sentences() if text}
    assert places >= {*APPS, "templates"}
