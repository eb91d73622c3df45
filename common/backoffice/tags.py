"""Small marked words in lists. The tone colours them; the word alone says it too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.agent_mark import told_name

Tone = Literal["good", "warn", "bad", "quiet"]


def tag(text: object, tone: Tone = "quiet") -> SafeString:
    return format_html('<span class="k-tag k-{}">{}</span>', tone, text)


def tags(marked: Iterable[tuple[object, Tone]]) -> SafeString:
    return format_html_join(" ", '<span class="k-tag k-{1}">{0}</span>', marked)


def person_lines(account: Any) -> SafeString:
    """An account's name, with the mark of an agent, and below it the one to sign in with."""
    return two_lines(told_name(account), account.get_username())


def two_lines(first: object, second: object) -> SafeString:
    """A name, and below it what it is known by."""
    return format_html('<span class="k-two"><b>{}</b><small>{}</small></span>', first, second)
