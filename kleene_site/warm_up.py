"""Loading what the first requests need, and keeping it out of Python's garbage collection."""

from __future__ import annotations

import gc
from typing import Final

import structlog
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from common.text_filter.finding import dictionary

# Of gc.set_threshold. Everything loaded at the start is frozen, and requests leave little behind, so collecting less often is safe.
THRESHOLDS: Final = (20_000, 20, 50)

log = structlog.get_logger("kleene.serve")


def warm_up() -> None:
    """Import the views, load templates, the filter's dictionary and what compares texts, compile the statements of the event loop, and freeze all of it. Call it before forking processes."""
    assert get_resolver().reverse_dict is not None  # loads all URL patterns
    dictionary()
    from worlds.likeness import chosen  # its checks ask for apps

    log.info("texts are compared", by=str(chosen.loaded()))
    load_templates()
    from kleene_site import hot  # it asks for models, which `freeze` alone does not

    if hot.is_wanted():
        hot.compile_statements()
    freeze()


def load_templates() -> None:
    folder = settings.BASE_DIR / "templates"
    for page in folder.rglob("*.html"):
        get_template(str(page.relative_to(folder)))


def freeze() -> None:
    """Exclude all present objects from garbage collection: a full one would stop a request for up to half a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
