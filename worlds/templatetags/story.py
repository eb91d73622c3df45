"""Words and prose for templates. All text is hostile until it has passed `escape`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from django import template
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common.typography import typographic_quotes
from worlds.rules.grid_words import HOW_TO_READ, cell_words
from worlds.views import endings, formatting

register = template.Library()

MINUTE = 60
RULE = re.compile(r"^[ \t]*([-=_~*\u2500\u2501\u2550])\1{2,}[ \t]*$", re.MULTILINE)
BLANK_LINES = re.compile(r"\n[ \t]*\n")
KEPT_BREAK = re.compile(r"^(?:[-*\u2022]\s|\d+[.)]\s|\s{2,})|^\*{3}")
SHORT_LINE = 44  # letters: a block of lines no longer than this is verse or a list, not text wrapped by an editor
STRONG = re.compile(r"\*\*(?![\s*])([^*]+?)(?<!\s)\*\*")
EMPHASIS = re.compile(r"(?<![*\w])\*(?![\s*])([^*]+?)(?<!\s)\*(?![*\w])")

register.filter("typeset", typographic_quotes)
register.filter("cell_words", cell_words)
register.filter("spoken", formatting.spoken_id)
register.filter("titled", formatting.titled_id)
register.filter("signed", formatting.signed_number)
register.filter("short_span", formatting.short_span)
register.filter("leaning", formatting.regard_word)
register.filter("outcome", endings.outcome_of)


@register.filter
def called(identifier: str, names: Mapping[str, str]) -> str:
    """An item or a person by the name that a view has for them."""
    return names.get(identifier, formatting.spoken_id(identifier))


@register.simple_tag
def how_to_read_grid() -> str:
    return HOW_TO_READ


@register.filter
def seats_wide(amount: int) -> int:
    """How wide a row of that many seats is drawn."""
    return 14 * amount


@register.simple_tag
def page_of(wish: QueryDict, number: int) -> str:
    """The query of another page of the same search."""
    query = wish.copy()
    query["page"] = str(number)
    return query.urlencode()


@register.filter
def feed_time(moment: datetime) -> str:
    """When a line of a feed was written, by the server's clock, which it names; `moment` is aware."""
    at = moment.astimezone(UTC)
    is_today = at.date() == timezone.now().astimezone(UTC).date()
    return f"{at:%H:%M} UTC" if is_today else f"{at.day} {at:%b %H:%M} UTC"


@register.filter
def ago(moment: datetime) -> str:
    """How long ago, in words; `moment` is aware."""
    seconds = int((timezone.now() - moment).total_seconds())
    return f"{formatting.time_span(seconds)} ago" if seconds >= MINUTE else "just now"


@register.filter
def prose(text: str) -> SafeString:
    """Paragraphs from plain text, shown as it is but for `*word*`, `**word**` and lines of dashes, which rule."""
    parted = RULE.sub("\n\n---\n\n", text.replace("\r\n", "\n"))
    blocks = [block.strip("\n") for block in BLANK_LINES.split(parted) if block.strip()]
    return mark_safe("".join(map(_block, blocks)))  # noqa: S308 - each line was escaped


def _block(block: str) -> str:
    if block == "---":
        return "<hr>"
    lines = block.split("\n")
    told = [_stressed(escape(line.strip())) for line in lines]
    return f"<p>{('<br>' if _keeps_breaks(lines) else ' ').join(told)}</p>"


def _keeps_breaks(lines: list[str]) -> bool:
    """Files wrap their text by hand; verse, lists and set pieces are meant as they stand."""
    return all(len(line) <= SHORT_LINE for line in lines) or any(KEPT_BREAK.match(line) for line in lines)


def _stressed(escaped: str) -> str:
    return EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", escaped))
