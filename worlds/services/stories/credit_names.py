"""Whose idea an option was, told by the name that they have today: content is for good, and names are people's own."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model

from worlds.rules.scenario import Credit

FRESH = 60.0  # seconds that an old name may still be told
AT_HAND = 10_000
NAMELESS = "a player"

_lock = threading.Lock()
_known: dict[str, tuple[str, float]] = {}


def name_credits(credited: Collection[dict[str, Any]]) -> None:
    """Let these credits of options tell today's name; one that names nobody here stays as its author wrote it.

    At most one query.
    """
    names = _names({credit["user_id"] for credit in credited})
    for credit in credited:
        credit["name"] = names.get(credit["user_id"]) or credit["name"]


def names_today(credited: Iterable[Credit | None]) -> Mapping[Credit, str]:
    """Under every credit, today's name, as `name_credits` tells it; in as few queries."""
    known = {credit for credit in credited if credit is not None}
    names = _names({credit.user_id for credit in known}) if known else {}
    return {credit: names.get(credit.user_id) or credit.name for credit in known}


def forget_name() -> None:
    """For those who have just changed somebody's name."""
    with _lock:
        _known.clear()


def _names(ids: Collection[str]) -> Mapping[str, str]:
    young = time.monotonic() - FRESH
    met = {short_id: _known.get(short_id) for short_id in ids}
    found = {short_id: entry[0] for short_id, entry in met.items() if entry is not None and entry[1] > young}
    return found if len(found) == len(met) else _looked_up(ids)


def _looked_up(ids: Collection[str]) -> Mapping[str, str]:
    rows = get_user_model().objects.filter(short_id__in=ids).values_list("short_id", "display_name")
    names = dict.fromkeys(ids, "") | {short_id: name or NAMELESS for short_id, name in rows}
    now = time.monotonic()
    with _lock:
        if len(_known) + len(names) > AT_HAND:
            _known.clear()
        _known.update({short_id: (name, now) for short_id, name in names.items()})
    return names
