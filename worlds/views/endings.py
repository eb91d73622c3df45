"""An ending in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from worlds.models import GameSession
from worlds.services.games.endings_found import EndingFound
from worlds.services.games.view import EndingView

TITLES = {
    "victory": "A victory",
    "death": "A death",
    "transcendence": "Beyond this world",
    "unchanged": "Everything stays as it was",
}
VERDICTS = {
    "victory": "You changed the world, and you are there to see it.",
    "death": "Your story ends here. The world goes on without you.",
    "transcendence": "You have gone where the story cannot follow.",
    "unchanged": "The world turns as it did before you came.",
}
OUTCOMES = {
    "victory": "ended in victory",
    "death": "ended in death",
    "transcendence": "ended beyond this world",
    "unchanged": "ended with nothing changed",
}


@dataclass(frozen=True, slots=True)
class EndingTile:
    """An ending in the row of all; `title` is empty for one that was not found."""

    title: str
    is_found: bool
    is_this: bool


def ending_title(ending: EndingView) -> str:
    """What its author calls an ending, else `A bittersweet victory`; one of an unknown type is just the end."""
    return title_in_words(ending["title"], kind=ending["type"], tone=ending["tone"])


def title_in_words(title: str, *, kind: str, tone: str | None) -> str:
    """The same of an ending's parts; empty where there is no ending."""
    return title or (_kind_in_words(kind, tone) if kind else "")


def ending_tiles(found: Iterable[EndingFound]) -> tuple[EndingTile, ...]:
    """The endings of a story, those not found without a word about them."""
    return tuple(
        EndingTile(title_in_words(one.title, kind=one.type, tone=one.tone), one.is_found, one.is_this) for one in found
    )


def _kind_in_words(kind: str, tone: str | None) -> str:
    named = TITLES.get(kind, "The end")
    if not tone:
        return named
    article, _, rest = named.partition(" ")
    if article != "A":  # a sentence, which has no room for another word
        return named
    return f"{'An' if tone[0] in 'aeiou' else 'A'} {tone} {rest}"


def outcome_of(session: GameSession) -> str:
    """What became of a game that is over, in a few words."""
    if session.status == GameSession.Status.ABANDONED:
        return "abandoned"
    return OUTCOMES.get(session.ending_type, "ended")


def ending_verdict(ending: EndingView) -> str:
    """What it came to. An ending with a title has been summed up by its author, and is only told apart by its kind."""
    return f"{_kind_in_words(ending['type'], ending['tone'])}." if ending["title"] else VERDICTS.get(ending["type"], "")
