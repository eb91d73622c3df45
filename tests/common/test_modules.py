"""A page asks for a script and for all that it imports at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from common.templatetags.modules import imported_by

KLEENE = Path(settings.BASE_DIR) / "static" / "kleene"
IMPORT = re.compile(r'^import\b[^"]*"\./([\w.]+)";$', re.MULTILINE)
ENTRIES = sorted(
    set(
        re.findall(
            r'{% module "kleene/(\w+\.js)" %}', "".join(it.read_text() for it in Path("templates").rglob("*.html"))
        )
    )
)


def everything_behind(name: str) -> set[str]:
    found: set[str] = set()
    for other in IMPORT.findall((KLEENE / name).read_text()):
        found |= {other} | everything_behind(other)
    return found


def test_scripts_with_imports_are_on_pages() -> None:
    assert {"play.js", "company.js", "watch.js"} <= set(ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_each_import_of_a_script_is_preloaded_once(name: str) -> None:
    expected = sorted(f"kleene/{other}" for other in everything_behind(name))
    assert sorted(imported_by(f"kleene/{name}")) == expected
    assert all((KLEENE.parent / other).is_file() for other in expected)


def test_the_tag_writes_preloads_and_the_script() -> None:
    html = Template('{% load modules %}{% module "kleene/watch.js" %}').render(Context())
    assert '<link rel="modulepreload" href="/static/kleene/company.js">' in html
    assert html.endswith('<script type="module" src="/static/kleene/watch.js"></script>')


def test_no_page_names_a_script_with_imports_without_the_tag() -> None:
    for page in Path("templates").rglob("*.html"):
        for name in re.findall(r'src="{% static "kleene/(\w+\.js)" %}"', page.read_text()):
            assert not everything_behind(name), page
