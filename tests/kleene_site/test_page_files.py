"""Static files get names that change with their content: what imports what must have an end."""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter

from kleene_site.page_files import IMPORTS
from tests.kleene_site.programs import ROOT

FOLDER = ROOT / "static" / "kleene"
PATTERNS = [re.compile(each if isinstance(each, str) else each[0]) for each in IMPORTS]


@cache
def imports_of(name: str) -> frozenset[str]:
    """The modules that Django takes a module to import."""
    source = (FOLDER / name).read_text()
    found = {match["url"].removeprefix("./") for pattern in PATTERNS for match in pattern.finditer(source)}
    return frozenset(each for each in found if (FOLDER / each).exists())


def test_no_module_imports_itself_in_a_circle() -> None:
    modules = {path.name: imports_of(path.name) for path in FOLDER.glob("*.js")}
    assert modules["sky.js"] > {"sky_view.js"}
    TopologicalSorter(modules).prepare()  # raises CycleError, as files in a circle get no name
