"""What the first requests would otherwise wait for, and what Python's garbage collector need never look at again."""

from __future__ import annotations

import gc
from typing import Final

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from common.text_filter.finding import dictionary

# New containers until the collector looks at the youngest; how often it looks at those until it looks at the next older.
# All that there is after the start is frozen, and what requests make is mostly gone with them.
THRESHOLDS: Final = (20_000, 20, 50)


def warm_up() -> None:
    """Import the views, read templates and dictionary, and freeze what there is.

    Before processes are forked, so that they share it. Whatever is not read here is read by the first who needs it.
    """
    assert get_resolver().reverse_dict is not None  # asking for it reads all addresses
    dictionary()
    folder = settings.BASE_DIR / "templates"
    for page in folder.rglob("*.html"):
        get_template(str(page.relative_to(folder)))
    freeze()


def freeze() -> None:
    """A collection of everything takes half a second of some request; what was made at the start is never garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
