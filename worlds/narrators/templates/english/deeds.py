"""Deeds that end with the player where they were, and with somebody who lets them pass."""

from __future__ import annotations

from typing import Final

# Done to {npc}: a kiss, a dance, a tickle, a portrait.
TOUCHED: Final = (
    "{npc} [takes|take] no notice, and you leave off.",
    "{npc} [moves|move] out of the way.",
    "You begin, and {npc} [does|do] not join in.",
    "With {npc} that leads to nothing.",
    "{npc} [gives|give] you a look, and you stop.",
    "It comes to nothing with {npc}.",
    "You make a start, and {npc} [steps|step] aside.",
    "{npc} [is|are] not to be drawn into that.",
    "Nothing comes of that between you and {npc}.",
    "You get no further with {npc} than a beginning.",
    "{npc} [lets|let] you see that you had better not.",
    "That is not for {npc}, and you drop it.",
)
# A leap, a swim, a climb, where no way is: what there is to tell of the thing follows.
STAYING: Final = (
    "You stay where you are: no way leads there like that.",
    "That is no way out of this scene.",
    "You think better of it, and stay where you are.",
    "The scene has no such way.",
    "You get no farther than the thought.",
    "There is no going there like that.",
    "You measure it with your eye, and stay.",
    "That way is not open to you here.",
    "Like that you get nowhere from here.",
    "No way of this scene goes there like that.",
    "You would not get far, and you know it.",
    "You are soon back where you were.",
)
# Sat on, stood on, hidden in: the same follows. Somebody may sit there already, so none of them says that it was done.
RESTING: Final = (
    "You consider it for a moment, and decide against it.",
    "You are tempted, and let it pass.",
    "You think about that, and do not.",
    "Nothing would follow from it, and you leave it.",
    "It would gain you nothing, and you remain where you are.",
    "You could. You do not.",
    "It is a thought, and you leave it at that.",
    "That can wait, you decide.",
    "You have better things to do than that.",
    "You almost do, and then you do not.",
    "You leave that for another time.",
    "The idea has its points, and you let it go.",
)
NO_TOOL: Final = (
    "You have nothing of the kind to do it with.",
    "You have no tool for that.",
    "That would take something that you do not have.",
    "What you would do it with is not here.",
    "You look for something to do it with, and find nothing.",
    "It wants a tool, and none is at hand.",
    "You would need the tool first, and you have none.",
    "With what? There is nothing like it here.",
    "You feel in your pockets for such a thing, and it is not there.",
    "There is nothing here to do that with.",
    "You lack what it takes to do it with.",
    "Nobody has left such a tool lying here.",
)
