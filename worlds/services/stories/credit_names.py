"""Whose idea an option was, told by the name that they have today, with the mark of an agent: content is for good, and names are people's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model

from common.agent_mark import marked_agent
from common.recent import Recent
from worlds.rules.scenario import Credit

FRESH = 60.0  # seconds that an old name may still be told
AT_HAND = 10_000
NAMELESS = "a player"

_known: Recent[str, str] = Recent(seconds=FRESH, most=AT_HAND)


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


def forget_names() -> None:
    """Look every name up again; `renaming` calls it once a new name is committed."""
    _known.clear()


def _names(ids: Collection[str]) -> Mapping[str, str]:
    found = _known.get_all(ids)
    if found is not None:
        return found
    rows = get_user_model().objects.filter(short_id__in=ids).values_list("short_id", "display_name", "is_agent")
    told = {short_id: marked_agent(name or NAMELESS, is_agent=is_agent) for short_id, name, is_agent in rows}
    names = dict.fromkeys(ids, "") | told
    _known.keep(names)
    return names
