"""The last line: it leaves a way to go on."""

from __future__ import annotations

from typing import Final

# Where an offered option has something to do with what the player tried.
POINTING: Final = (
    "If you mean to {hint}, this may be the moment.",
    "From here you could {hint}.",
    "You might go on from there and {hint}.",
    "It makes you think that you could {hint}.",
    "If it comes to that, you could {hint}.",
    "The thought is not far off: you could {hint}.",
)

CLOSINGS: Final[dict[str, tuple[str, ...]]] = {
    "discovery": (
        "You put it away in your memory, where you can find it again.",
        "It may be worth something later.",
        "You would not have known it if you had not tried.",
        "You will remember this.",
        "It is not everything, but it is yours.",
        "You feel a little more at home in your own boots.",
        "There is more where that came from, you suspect.",
        "It is a small gain, and you keep it.",
        "You stay a moment longer than you need to, for the pleasure of it.",
        "Whatever comes next, you go to it knowing this.",
    ),
    "constraint": (
        "There are other ways, though; you could {hint}.",
        "That leaves other doors: you might {hint}.",
        "Better, perhaps, to {hint}.",
        "You could {hint} instead.",
        "Not like this, then.",
        "It would take something that you do not have, or have not thought of.",
        "You step back, no worse off, and look for another way.",
        "Still, it is something to know where the wall is.",
        "Perhaps it wants a gentler hand, or only a different one.",
        "You let it go, for now.",
        "Someone else might manage it; you will have to come at it from another side.",
        "You file it under the things that do not work.",
    ),
    "limbo": (
        "You could still {hint}.",
        "Part of you would rather {hint}.",
        "And then you could always {hint}.",
        "You might yet {hint}, or look closer, or say something out loud.",
        "There is still {lying}, if you want somewhere to begin.",
        "And {npc} [is|are] still here, if you have something to say.",
        "Look closer, or speak, or lay a hand on something: it might tip either way.",
        "A name, a question, a hand in the right place: any of them might tip it.",
        "It wants something more definite from you.",
        "Perhaps it only needs another word, or a second look.",
        "You could try it from another side.",
        "What would you look at first, if you had come here only to look?",
        "The next move is yours, and there are several.",
        "Something nearer to hand might be a better place to begin.",
    ),
}
