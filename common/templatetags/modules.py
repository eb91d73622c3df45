"""A page's script with everything that it imports, asked for at once instead of one after another."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from typing import Final

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

IMPORT: Final = re.compile(r'^import (?:[^"]* from )?"(\./[^"]+)";$', re.MULTILINE)


@register.simple_tag
def module(name: str) -> SafeString:
    """The script `name`, a static file, and links that preload what it imports, directly or not."""
    preloads = format_html_join("", '<link rel="modulepreload" href="{}">', ((static(it),) for it in imported_by(name)))
    return format_html('{}<script type="module" src="{}"></script>', preloads, static(name))


@cache
def imported_by(name: str) -> tuple[str, ...]:
    """The static files that a module imports, and what these import, each once, as far as they are found."""
    found: dict[str, None] = {}
    ahead = [name]
    while ahead:
        new = [it for it in _imports(ahead.pop()) if it not in found and it != name]
        found.update(dict.fromkeys(new))
        ahead += new
    return tuple(found)


def _imports(name: str) -> list[str]:
    path = finders.find(name)
    source = Path(path).read_text(encoding="utf-8") if path else ""
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), it)) for it in IMPORT.findall(source)]
