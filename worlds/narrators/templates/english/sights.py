"""What opens an answer that has something of an author's to tell."""

from __future__ import annotations

from typing import Final

# A look at {thing}: the author's words on it follow.
LOOKING: Final = (
    "You look at {thing}.",
    "You take a closer look at {thing}.",
    "You turn to {thing} and look.",
    "You let your eyes rest on {thing}.",
    "You take your time over {thing}.",
    "You look {thing} over.",
    "You look again at {thing}.",
    "Your eyes go to {thing}.",
    "You look carefully at {thing}.",
    "You spend a moment on {thing}.",
    "You have a proper look at {thing}.",
    "You look at {thing} from one side and the other.",
    "You study {thing}.",
    "You go over {thing} with your eyes.",
)

# The same with ear, nose or hand.
SENSING: Final = (
    "You turn to {thing}.",
    "You give {thing} your attention.",
    "You stop for {thing}.",
    "You attend to {thing} for a moment.",
    "You keep still, and mind only {thing}.",
    "You give {thing} a minute.",
    "You take note of {thing}.",
    "You stay with {thing} for a little.",
    "You put everything else aside for {thing}.",
    "You are careful with {thing}.",
    "You go about {thing} slowly.",
    "You begin with {thing}.",
)

# Something was done to {thing}, and it is as it was: what there is to tell of it follows.
HANDLING: Final = (
    "{thing} [stays|stay] as [it is|they are].",
    "That changes nothing about {thing}, but you see [it|them] close to.",
    "You try, and leave {thing} as you found [it|them].",
    "Nothing comes of it, but you have seen {thing} from near by.",
    "{thing} [is|are] none the worse for it.",
    "You do what you can, and {thing} [is|are] the same as before.",
    "It makes no difference to {thing}.",
    "Whatever you meant by it, {thing} [stays|stay] the same.",
    "Afterwards {thing} [is|are] as before.",
    "It does nothing to {thing}.",
    "You see at once that {thing} will not change for that.",
    "You have a go at {thing}, and nothing comes of it.",
)

# A deed that would not change {thing} is not done: a look is what comes of it, and what there is to tell follows.
LETTING_BE: Final = (
    "You do not, and look at {thing} instead.",
    "You think of it, and only look at {thing}.",
    "You let that be, and take another look at {thing}.",
    "On second thoughts you just look at {thing}.",
    "You leave that undone, and look at {thing}.",
    "It does not come to that: you only look at {thing}.",
    "You stop short of that, and look at {thing}.",
    "You give up the idea, and look at {thing} for a while.",
    "You look at {thing} again, and do not do it.",
    "You make no start on it, and look at {thing}.",
    "The idea passes, and leaves you looking at {thing}.",
    "You put that off, and have a look at {thing}.",
)

# {thing} is not there for the taking: what there is to tell of it follows.
LEAVING: Final = (
    "You leave {thing} where [it is|they are].",
    "{thing} [is|are] not yours to carry about.",
    "You keep your hands off {thing}.",
    "You put out a hand for {thing}, and think again.",
    "{thing} [belongs|belong] here, and [stays|stay].",
    "You would only have to put {thing} down again.",
    "You think of taking {thing}, and do not.",
    "There is no call to go off with {thing}.",
    "You do without {thing}.",
    "You look at {thing} instead of taking [it|them].",
    "{thing} [is|are] better left.",
    "You reach for {thing}, and leave it at reaching.",
)
# An option with {thing} is shut: why, follows in the author's words.
LACKING: Final = (
    "Not as things stand.",
    "That does not work yet.",
    "It will not go like that.",
    "You try, and it does not work.",
    "Something is missing for that.",
    "You cannot do that yet.",
    "You get nowhere with it so far.",
    "It does not give.",
    "As it is, that cannot be done.",
    "You make the attempt, and it fails.",
    "First something else would be needed.",
    "It is too soon for that.",
)
KNOWING: Final = (
    "This much you know of {thing}.",
    "What you can tell of {thing} is this.",
    "You go over what you know of {thing}.",
    "You ask yourself, and remember {thing}.",
    "Of {thing} you know only what you see.",
    "You look to {thing} for an answer.",
    "As for {thing}, you have this to go by.",
    "You think of {thing}.",
    "So much is plain about {thing}.",
    "No one tells you more of {thing} than you can see.",
    "About {thing} you have been told this.",
    "You put together what there is about {thing}.",
)
