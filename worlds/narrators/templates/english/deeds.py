"""Deeds that end with the player where they were, and with somebody who lets them pass."""

from __future__ import annotations

from typing import Final

# Done to {npc}: a kiss, a dance, a tickle, a portrait.
TOUCHED: Final = (
    "You begin, and leave off: it is not the moment for that with {npc}.",
    "With {npc} that leads to nothing.",
    "It comes to nothing with {npc}.",
    "You think about it, and let {npc} be.",
    "Nothing comes of that between you and {npc}.",
    "You get no further with {npc} than a beginning.",
    "You have another look at {npc}, and think better of it.",
    "You do not like to trouble {npc} with that.",
    "{npc} [has|have] other things to see to, and you leave off.",
    "You see that {npc} would have no use for that just now.",
    "You leave {npc} in peace after all.",
    "You put it off, as far as {npc} [is|are] concerned.",
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
NO_TOOL: Final = (
    "You have nothing of the kind to do it with.",
    "You have nothing that would do for that.",
    "That would take something that you do not have.",
    "What you would do it with is not here.",
    "You look for something to do it with, and find nothing.",
    "It wants something for the purpose, and you have come without.",
    "You would need the means first, and you have none.",
    "With what? There is nothing like it here.",
    "You feel in your pockets for such a thing, and it is not there.",
    "There is nothing here to do that with.",
    "You lack what it takes to do it with.",
    "Nobody has left anything here that would do for that.",
)
# {thing} is tied to {other}, and untied: what there is to tell of {thing} follows.
FASTENING: Final = (
    "You tie {thing} to {other}, and in a moment you have undone the knot.",
    "You make {thing} fast to {other}, see that it holds, and let go again.",
    "{thing} and {other} are one for a moment. Then you untie them.",
    "You put a knot in {thing}, round {other}, and take it out again.",
    "You hitch {thing} to {other}, tug once, and cast off.",
    "You try how {thing} would hold to {other}, and untie [it|them].",
    "{thing} [goes|go] round {other} twice, and twice back.",
    "You knot {thing} to {other}. It would do, and you undo it.",
    "You lash {thing} to {other} well enough, and then want [it|them] free.",
    "You loop {thing} about {other}, pull, and loop [it|them] off again.",
    "You have {thing} tied to {other} and untied before anybody asks what for.",
    "With {thing} made fast to {other} you are no further, and you loosen the knot.",
)
# {thing} is what one wears, and it lies elsewhere: where, follows.
LAID_OFF: Final = (
    "You feel for {thing}, and do not have [it|them] on.",
    "You put up a hand, and remember about {thing}.",
    "{thing} [is|are] not on you just now.",
    "You would need to be wearing {thing} for that.",
    "You go to do it, and have come without {thing}.",
    "For that you would have to put {thing} on.",
    "You make the movement, and {thing} [is|are] not in it.",
    "That is done with {thing} on, and you have taken [it|them] off.",
    "You find that you are without {thing}.",
    "You have left {thing} off, as it happens.",
    "It wants {thing}, and you are not wearing [it|them].",
    "You had forgotten that {thing} [is|are] off.",
)
