"""Sentences that moderators turn ideas down with; the author reads them above the draft that they may edit."""

from typing import Final

REASONS: Final[tuple[tuple[str, str], ...]] = (
    ("known", "Somebody shared this idea here before you. How would you take it further?"),
    ("place", "It does not fit this place or this moment of the story. Please read the scene again."),
    ("form", "It is hard to read. Please write it as one or two sentences that others could choose."),
    ("tone", "Its tone does not match this story. The idea may fit in other words."),
    ("others", "It decides for somebody else. Write only what your own character does."),
    ("words", "It contains offensive words. You are welcome to share it without them."),
    ("person", "It refers to a real person or contains private information."),
    ("outside", "It is about the game or the site rather than part of the story."),
)
SENTENCES: Final = dict(REASONS)


def whole_reason(template: str, note: str) -> str:
    """What the author is told: the sentence, then whatever the moderator adds."""
    return "\n\n".join(part for part in (SENTENCES.get(template, ""), note.strip()) if part)
