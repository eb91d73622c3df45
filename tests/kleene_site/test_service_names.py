"""A name in services and doors says what it does and to what; one in the services stands once."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


SERVICES: Final = ("*/services/**/*.py",)
DOORS: Final = (
    "*/api/**/*.py", "*/views/**/*.py", "*/views.py", "*/consumers/**/*.py", "*/wire/**/*.py",
    "*/admin/**/*.py", "*/admin.py", "*/management/**/*.py",
)  # fmt: skip


def public_names(places: tuple[str, ...] = SERVICES) -> Iterator[tuple[str, Definition]]:
    for path in sorted(path for place in places for path in settings.BASE_DIR.glob(place)):
        module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
        if module.startswith("tests."):
            continue
        for node in ast.parse(Path(path).read_text()).body:
            if isinstance(node, Definition) and not node.name.startswith("_"):
                yield module, node


def bare_functions(places: tuple[str, ...]) -> list[str]:
    return [
        f"{module}.{node.name}"
        for module, node in public_names(places)
        if not isinstance(node, ast.ClassDef) and "_" not in node.name
    ]


def test_no_public_name_of_the_services_stands_in_two_modules() -> None:
    modules = defaultdict(list)
    for module, node in public_names():
        modules[node.name].append(module)
    assert len(modules) > 500
    assert {name: found for name, found in modules.items() if len(found) > 1} == {}


def test_no_public_function_of_services_or_doors_is_a_bare_verb_or_participle() -> None:
    assert len(list(public_names(DOORS))) > 400
    assert bare_functions(SERVICES + DOORS) == []
