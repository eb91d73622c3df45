"""Whose stars are in the sky."""

from __future__ import annotations

from typing import Final

from django.db.models import Count

from common.agent_mark import told_name
from common.answer_cache import answers
from cosmos import limits
from cosmos.services import reading
from profiles.models import User

TABLES: Final = ("cosmos.CosmosEntry", "profiles.User")


def list_authors() -> list[tuple[str, str]]:
    """Id and name, that of an agent with its mark, of those with the most stars, at most AUTHORS, in the order of their names."""
    return answers.find_or_make("authors of the sky", TABLES, _most_stars)


def _most_stars() -> list[tuple[str, str]]:
    told = reading.in_sky().filter(author__anonymised_at=None).exclude(author=None)
    counted = told.values("author").annotate(stars=Count("pk")).order_by("-stars", "author")
    most = [row["author"] for row in counted[: limits.AUTHORS]]
    people = User.objects.filter(pk__in=most).only("short_id", "display_name", "username", "is_agent")
    return sorted(((each.short_id, told_name(each)) for each in people), key=lambda pair: pair[1].casefold())
