"""What is said of the words that an author's improvise option asked for, where the author wrote no answer to them."""

from __future__ import annotations

from typing import Final

SCRIPTED: Final[dict[str, tuple[str, ...]]] = {
    "discovery": (
        "That works.",
        "It goes well.",
        "That was the right thing to do.",
        "You have found the way to do it.",
        "It does what you hoped.",
        "That is what was wanted.",
        "You see at once that it was right.",
        "It succeeds.",
        "This time it comes off.",
        "That is well received.",
        "You go about it the right way.",
        "It is just what was needed.",
    ),
    "constraint": (
        "That was the wrong thing to do.",
        "It goes badly.",
        "That was not the way.",
        "You see at once that it was a mistake.",
        "It does the opposite of what you hoped.",
        "That is badly received.",
        "You go about it the wrong way.",
        "It fails.",
        "You get no for an answer.",
        "That is just what was not wanted.",
        "It does not come off.",
        "You would have done better to leave it.",
    ),
    "limbo": (
        "Nothing comes of that yet.",
        "It does not settle the matter.",
        "You are no further than before.",
        "That is neither right nor wrong, and you may try again.",
        "It has no effect either way.",
        "That was not quite it.",
        "The question is still open.",
        "You get neither a yes nor a no.",
        "Nothing has changed by it.",
        "It is heard, and that is all.",
        "You could try something else.",
        "It makes no difference so far.",
    ),
}
