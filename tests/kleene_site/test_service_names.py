"""A name in the services says where it is from and what it does: it stands once, and names its object."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public_names() -> Iterator[tuple[str, Definition]]:
    for path in sorted(settings.BASE_DIR.glob("*/services/**/*.py")):
        module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
        for node in ast.parse(Path(path).read_text()).body:
            if isinstance(node, Definition) and not node.name.startswith("_"):
                yield module, node


def test_no_public_name_of_the_services_stands_in_two_modules() -> None:
    modules = defaultdict(list)
    for module, node in public_names():
        modules[node.name].append(module)
    assert len(modules) > 500
    assert {name: found for name, found in modules.items() if len(found) > 1} == {}


def test_no_public_function_of_the_services_is_a_bare_verb_or_participle() -> None:
    bare = [
        f"{module}.{node.name}"
        for module, node in public_names()
        if not isinstance(node, ast.ClassDef) and "_" not in node.name
    ]
    assert bare == []
