"""Sentences that moderators turn ideas down with; the author reads them above the draft that they may edit."""

from typing import Final

REASONS: Final[tuple[tuple[str, str], ...]] = (
    ("known", "Somebody had this idea here before you. Where would you take it from there?"),
    ("place", "It does not fit this place or this moment of the story. Have a look at what the scene tells."),
    ("form", "It can hardly be read as it stands. Write it as a sentence or two that others could choose."),
    ("tone", "Its tone is not that of this story. The idea itself may well fit, in other words."),
    ("others", "It decides for somebody else. Tell what your own character does, and leave the rest to the story."),
    ("words", "There are words in it that others should not have to read. Without them it is welcome."),
    ("person", "It names or means a real person, or tells something private."),
    ("outside", "It is about the game or the house rather than a part of the story."),
)
SENTENCES: Final = dict(REASONS)


def whole_reason(template: str, note: str) -> str:
    """What the author is told: the sentence, then whatever the moderator adds."""
    return "\n\n".join(part for part in (SENTENCES.get(template, ""), note.strip()) if part)
