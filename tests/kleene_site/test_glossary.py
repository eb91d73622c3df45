"""The glossary names what is there: modules that can be imported, tables that models have."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.conf import settings

ROWS = [
    [cell.strip() for cell in line.strip("|\n ").split("|")]
    for line in (settings.BASE_DIR / "docs" / "glossary.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| Word")
]
TABLES = {model._meta.db_table for model in apps.get_models()}


def test_the_glossary_is_a_page_and_no_book() -> None:
    assert 40 <= len(ROWS) <= 80
    assert len({word for word, *_ in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_word_has_a_meaning_a_table_and_a_module_that_exist(row: list[str]) -> None:
    _word, meaning, table, module = row
    assert meaning
    for name in re.findall(r"`([a-z_]+)(?:\.[a-z_]+)?`", table):
        assert name in TABLES
    named = re.findall(r"`([a-z_.]+)`", module)
    assert named
    assert all(find_spec(name) for name in named)
