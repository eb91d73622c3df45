"""The table that says where to change what names files that are there."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tests.kleene_site.programs import ROOT

TEXT: Final = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
SECTION: Final = TEXT.partition("## Where to change what")[2].partition("\n## ")[0]
ROWS: Final = re.findall(r"^\| (?!Change|-)(.+?) \| `(.+?)`", SECTION, flags=re.MULTILINE)


def test_the_table_has_twenty_changes() -> None:
    assert len(ROWS) >= 20


@pytest.mark.parametrize(("change", "file"), ROWS)
def test_the_first_file_to_open_is_there(change: str, file: str) -> None:
    assert (ROOT / file).is_file(), change
