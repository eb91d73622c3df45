"""A length or a count stands once, in its app's `limits.py`, and pages take it from there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from improvisations import limits as improvisations
from profiles import limits as profiles
from tests.kleene_site.programs import ROOT
from worlds import limits as worlds

APPS: Final = ("common", "presence", "relations", "worlds", "improvisations", "leaderboards", "profiles", "cosmos")
TEMPLATES: Final = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS: Final = sorted((ROOT / "static" / "kleene").glob("*.js"))
LITERAL: Final = re.compile(r"""(max|min)[lL]ength["']?\s*[=:,]\s*["']?\d|\d+ (characters|letters)""")
NAMED: Final = re.compile(r'{% limit "([^"]*)" %}')
WRITTEN: Final = re.compile(r"max_length=\d{2,}|maxLength\W+\d")


@pytest.mark.parametrize("path", [*TEMPLATES, *SCRIPTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_and_no_script_writes_a_length_itself(path: Path) -> None:
    assert not LITERAL.search(path.read_text(encoding="utf-8"))


def test_every_limit_that_a_page_names_is_one() -> None:
    named = {name for path in TEMPLATES for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert named
    for name in named:
        app, _, constant = name.partition(".")
        assert isinstance(getattr(import_module(f"{app}.limits"), constant), int), name


@pytest.mark.parametrize("app", APPS)
def test_what_comes_from_outside_is_measured_by_a_name(app: str) -> None:
    doors = ("api", "consumers", "views", "wire", "admin", "api.py", "admin.py")
    paths = [path for path in (ROOT / app).rglob("*.py") if path.relative_to(ROOT / app).parts[0] in doors]
    written = [str(path.relative_to(ROOT)) for path in paths if WRITTEN.search(path.read_text(encoding="utf-8"))]
    assert not written


def test_every_text_of_a_person_fits_into_its_table() -> None:
    texts = (
        worlds.TURN_TEXT,
        worlds.CHAT_TEXT,
        worlds.REMOVAL_REASON,
        worlds.REPORT_REASON,
        worlds.REPORT_NOTE,
        improvisations.IDEA_TEXT,
        improvisations.RESPONSE_TEXT,
        improvisations.OUTCOME_TEXT,
        improvisations.NOTE,
        improvisations.API_NOTE,
        profiles.SUSPENSION_REASON,
    )
    assert max(texts) <= worlds.PLAYER_TEXT
    assert worlds.STORY_ID <= worlds.STORED_STORY_ID


def test_an_idea_may_be_as_long_as_the_turn_that_it_comes_from() -> None:
    assert improvisations.IDEA_TEXT >= worlds.TURN_TEXT
    assert improvisations.OPTION_TEXT >= improvisations.IDEA_TEXT
