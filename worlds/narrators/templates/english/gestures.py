"""Deeds that need nothing and change nothing: they are done, and said in words of their own. {deed} stands behind "you"."""

from __future__ import annotations

from typing import Final

# What one does with one's own body.
GESTURE: Final = (
    "You {deed}, and it makes a change.",
    "You {deed}, for as long as it takes.",
    "You {deed}, since nothing speaks against it.",
    "You {deed}, and are none the worse for it.",
    "You {deed}, and that is soon done.",
    "You stop for a moment to {deed}.",
    "You {deed}; it costs you nothing.",
    "You {deed}, and then give your mind to the matter again.",
    "You take the time to {deed}.",
    "You {deed}, but not for long.",
    "You {deed}, and leave it at that.",
    "You {deed}, for what it is worth.",
)
# A bow, a wave, a tap on the shoulder, for somebody: what there is to tell of them follows.
GREETED: Final = (
    "You {deed}, as one does.",
    "You {deed}, and no more is made of it.",
    "You {deed}, and wait to see what comes of it.",
    "You {deed}, and nothing is said about it.",
    "You {deed}, and feel the better for having done so.",
    "You {deed}, and it passes without remark.",
    "You {deed}, which commits nobody to anything.",
    "You {deed}, and give it a moment.",
    "You {deed}; it goes no further than that.",
    "You {deed}, for your part.",
    "You {deed}, openly enough.",
    "You {deed}, and leave the next move to others.",
)
# A deed that leaves a thing as it was: what there is to tell of it follows.
HARMLESS: Final = (
    "You {deed}, and it is over in a moment.",
    "You {deed}, and look while you do.",
    "You {deed}, and nobody stops you.",
    "You {deed}, and no harm is done.",
    "You {deed}, and notice more than you had before.",
    "You {deed} for a moment, with your eyes open.",
    "You {deed}, and take your time about it.",
    "You go and {deed}.",
    "You {deed}, and have time for a good look.",
    "You {deed}, and see what there is to see.",
    "You {deed}, in passing.",
    "You {deed}, and pay attention.",
)
# Sat on, leaned against, hidden behind: for a moment, and without anything that would have to be undone.
RESTING: Final = (
    "You {deed} for a little.",
    "You {deed} until you have had enough of it.",
    "You {deed} for a while, and collect your thoughts.",
    "You {deed}, and give yourself a breathing space.",
    "You {deed}, as long as there is nothing more pressing.",
    "You {deed}, and are soon back at what you were doing.",
    "You {deed}, and for the moment that is all you do.",
    "You {deed}, and let things go on without you for a little.",
    "You {deed}, and look about you from there.",
    "You {deed} for a moment, and nothing calls you away.",
    "You {deed}, and find that you can think as well like that.",
    "You {deed} for a few breaths.",
)
# {thing} is what an author says there is none of: that follows.
DENIED: Final = (
    "You look round for {thing}.",
    "You turn to where you expect {thing}.",
    "You reach for {thing}, and stop.",
    "You would, but for {thing}.",
    "It takes you a moment to find out about {thing}.",
    "You think of {thing} too soon.",
    "You look where {thing} ought to be.",
    "That comes to nothing, for want of {thing}.",
    "You cast about for {thing}.",
    "You had counted on {thing}.",
    "You begin, and miss {thing}.",
    "What you want is {thing}.",
)
