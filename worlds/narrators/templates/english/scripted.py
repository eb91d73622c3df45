"""Answers to an improvise option, whose own story may follow at once: they say how it went, and no more."""

from __future__ import annotations

from typing import Final

SCRIPTED: Final[dict[str, tuple[str, ...]]] = {
    "discovery": (
        "It is the right thing, and the moment knows it.",
        "Something gives; you feel it before you see it.",
        "It reaches further than you thought it would.",
        "You could not have said why, but that was what was wanted.",
        "The silence that follows is of a different kind from the one before.",
        "The balance tips, by the weight of a breath, your way.",
        "It goes home, like a key that was cut for this.",
        "What was closed a moment ago is now only shut.",
        "You feel the change as one feels a turn in the wind: on one cheek first.",
        "It is not much, and it is exactly enough.",
        "{npc} [looks|look] up, and something has changed.",
        "You have the whole attention of {npc} now.",
        "Something moves behind the stillness of {npc}, and it moves in your favour.",
        "There is a long breath, and {npc} [is|are] not quite the same at the end of it.",
        "{theme}: this moment wanted nothing else, and you have given it.",
        "{theme}: there is a right way to go about that, and you have found it.",
    ),
    "constraint": (
        "It is the wrong thing, and you know it at once.",
        "That way is shut; you can feel the bolt go home.",
        "The moment draws away from you like water from a beach.",
        "It was a step too far, or a step too soon.",
        "It goes so far and no further.",
        "Whatever was about to open has thought better of it.",
        "You would take it back if you could, and you cannot.",
        "The temperature of the moment drops, and stays down.",
        "Something that had been leaning your way stops leaning.",
        "You have pressed on the one place that will not bear it.",
        "{npc} [draws|draw] back, and you feel the chill of it.",
        "{npc} will have none of it.",
        "You lose {npc} there; you could put your finger on the very word.",
        "There is a line, and {npc} [watches|watch] you step over it.",
        "{theme}: it could have gone well, and not like this.",
        "{theme}: that was the task, and this was the opposite of it.",
    ),
    "limbo": (
        "It is neither right nor wrong, and the moment goes on waiting.",
        "Nothing gives, and nothing closes.",
        "You are near it, whatever it is; near is all that can be said.",
        "It does not settle the matter, one way or the other.",
        "It falls just beside the place where it would have counted.",
        "The chance is still there; it has not been taken and has not been lost.",
        "It hangs there, unanswered, and not unwelcome.",
        "What you are after does not come, and does not go away.",
        "{npc} [waits|wait] for the rest of it.",
        "Nothing in {npc} tells you whether that was warm or cold.",
        "{theme}: you have begun on it, and it wants a little more of you.",
        "{theme}: that is still what is wanted, and still to be done.",
    ),
}
