"""What is said to somebody who does not answer: the author's words follow, or a line of the scene that speaks to them."""

from __future__ import annotations

from typing import Final

# What an author tells of words that come to nothing follows.
LISTENING: Final = (
    "You say it.",
    "You say it, and wait.",
    "You try it in so many words.",
    "You bring it out.",
    "You say so.",
    "You have it said before you can think better of it.",
    "That is what you say.",
    "You say it, not quite as you had meant to.",
    "You speak up.",
    "You get it said.",
    "You say your piece.",
    "You come out with it.",
)
ADVICE: Final = (
    "{npc} [lets|let] that pass. What you can say here is “{option}”.",
    "{npc} [has|have] nothing to say to that. There is also “{option}”.",
    "You get no answer to that. With {npc} you could try “{option}”.",
    "{npc} [hears|hear] it, and [waits|wait] for something else. You could choose “{option}”.",
    "That does not start {npc} talking. “{option}” might.",
    "{npc} [leaves|leave] it lying. Another way to begin is “{option}”.",
    "It is heard, and left at that. To {npc} you can also speak by “{option}”.",
    "You say it, and {npc} [says|say] nothing. “{option}” is open to you.",
    "{npc} [seems|seem] not to know what to say. You could still choose “{option}”.",
    "It comes to no more than that with {npc}. Consider “{option}”.",
    "Nothing comes back. {npc} may answer to “{option}”.",
    "{npc} [keeps|keep] to silence about that. There is “{option}” to say instead.",
)
STRANGER: Final = (
    "There is nobody like that here to speak to.",
    "You see nobody here whom you could mean.",
    "Whoever that is, they are not here.",
    "Nobody of that kind is within hearing.",
    "You look round for such a person, and there is none.",
    "You would have to find somebody like that first.",
    "No such person is here.",
    "There is no one here who answers to that.",
    "You call, and nobody is there for it.",
    "Whomever you have in mind, you do not see them here.",
    "You see nobody here who could be meant.",
    "You do not find anybody of the sort.",
)
TOPIC: Final = (
    "{npc} [leaves|leave] you to look at {thing} for yourself.",
    "{npc} [says|say] nothing of {thing}, and you look for yourself.",
    "You get no word out of {npc} about {thing}. You have eyes.",
    "You ask, and {npc} [tells|tell] you no more of {thing} than you can see.",
    "{npc} [does|do] not talk of {thing}, so you go by what you see.",
    "{npc} [lets|let] you make up your own mind about {thing}.",
    "There is nothing to be had from {npc} on {thing}, but there is this to see.",
    "{npc} [lets|let] the matter of {thing} drop. You look over yourself.",
    "{npc} [has|have] no comment to make on {thing}. You draw your own conclusions.",
    "You mention {thing} to {npc}, and end by looking yourself.",
    "{npc} [seems|seem] to think that one can see all about {thing}.",
    "Of {thing} you learn from {npc} nothing beyond what is there to be seen.",
)
