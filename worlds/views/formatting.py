"""Ids, amounts and spans of time as a reader would say them."""

from __future__ import annotations

DAY = 86400  # seconds
SPANS = ((DAY, "day", "days"), (3600, "hour", "hours"), (60, "minute", "minutes"))
MOST_UNITS = 2  # "2 days and 3 hours" says enough


def spoken_id(identifier: str) -> str:
    """`rusty_key` -> `rusty key`: scenario files name things by ids alone."""
    return " ".join(identifier.replace("_", " ").replace("-", " ").split())


def titled_id(identifier: str) -> str:
    """The same at the start of a line: `old_elder` -> `Old elder`."""
    words = spoken_id(identifier)
    return words[:1].upper() + words[1:]


def signed_number(amount: int) -> str:
    """With a sign always, and the true minus."""
    return f"+{amount}" if amount >= 0 else f"\N{MINUS SIGN}{-amount}"


def counted_noun(amount: int, one: str, many: str) -> str:
    return f"{amount} {one if amount == 1 else many}"


def time_span(seconds: int) -> str:
    """How long, in at most two units; below a minute it says "a moment"."""
    parts = []
    for length, one, many in SPANS:
        amount, seconds = divmod(seconds, length)
        if amount:
            parts.append(counted_noun(amount, one, many))
    return " and ".join(parts[:MOST_UNITS]) or "a moment"


def short_span(minutes: int) -> str:
    """How long a way takes, for beside a name: `3 h`, `1 h 30`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def story_time(now: int, *, start: int) -> str:
    """When it is, both in story seconds: by the clock where the story starts at an hour, else how far into it."""
    if start:
        day, seconds = divmod(now, DAY)
        clock = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"
        return f"day {day + 1}, {clock}" if day else clock
    return f"{time_span(now)} in" if now >= SPANS[-1][0] else "at the beginning"


def regard_word(amount: int) -> str:
    """What somebody thinks of the player."""
    if amount == 0:
        return "neutral"
    return "friendly" if amount > 0 else "wary"


def listed_words(words: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
