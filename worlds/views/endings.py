"""An ending in words."""

from __future__ import annotations

from worlds.models import GameSession
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
METHODS = {
    "force": "Force decided it.",
    "wisdom": "Wisdom decided it.",
    "cunning": "Cunning decided it.",
    "luck": "Luck decided it.",
    "sacrifice": "It took a sacrifice.",
    "relationship": "Somebody you knew made the difference.",
    "time": "Time decided it.",
    "avoidance": "You kept out of its way.",
}


def ending_title(ending: EndingView) -> str:
    """What its author calls an ending, else `A bittersweet victory`; one of an unknown type is just the end."""
    return ending["title"] or _kind_of_ending(ending)


def _kind_of_ending(ending: EndingView) -> str:
    named = TITLES.get(ending["type"], "The end")
    tone = ending["tone"]
    if not tone:
        return named
    article, _, rest = named.partition(" ")
    if article != "A":
        return f"{named}, {tone}"
    return f"{'An' if tone[0] in 'aeiou' else 'A'} {tone} {rest}"


def outcome_of(session: GameSession) -> str:
    """What became of a game that is over, in a few words."""
    if session.status == GameSession.Status.ABANDONED:
        return "abandoned"
    return OUTCOMES.get(session.ending_type, "ended")


def ending_verdict(ending: EndingView) -> str:
    """What it came to. An ending with a title has been summed up by its author, and is only told apart by its kind."""
    if ending["title"]:
        return f"{_kind_of_ending(ending)}."
    said = [VERDICTS.get(ending["type"], ""), METHODS.get(ending["method"] or "", "")]
    return " ".join(sentence for sentence in said if sentence)
