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


# Something was done to {thing}, and it is as it was: what there is to tell of it follows.
HANDLING: Final = (
    "You try {thing} with a hand, and leave [it|them] as [it was|they were].",
    "You set about {thing}, and soon leave off: nothing here calls for it.",
    "There is no call to change {thing}, and you let [it|them] be.",
    "You consider how to go about it, and leave {thing} as [it is|they are].",
    "You would only have to put {thing} right again afterwards.",
    "{thing} [is|are] best as [it is|they are], you decide.",
    "You make a start on {thing}, and nothing comes of it.",
    "Somebody has left {thing} like that on purpose, for all you know.",
    "You put a hand to {thing}, and take it away again.",
    "That would take longer than you have, and {thing} [stays|stay] as [it is|they are].",
    "You see to {thing} for a moment, with nothing to show for it.",
    "Whoever looks after {thing} would not thank you, and you stop.",
)

# A deed that would not change {thing} is not done: a look is what comes of it, and what there is to tell follows.
LETTING_BE: Final = (
    "You see no good way to do that with {thing}, and look instead.",
    "You go as far as {thing}, and find that looking will do.",
    "{thing} [is|are] hardly made for that, so you look [it|them] over.",
    "You wonder what would come of it, and only look at {thing}.",
    "It would gain you little. You look at {thing} for a while.",
    "You hold back from {thing}, and look once more.",
    "That seems a lot to ask of {thing}. You look, and leave it there.",
    "You are curious about {thing}, but not so curious as that.",
    "You think better of it, with one look at {thing}.",
    "You spare {thing} that, and have a look.",
    "You have a look at {thing} first, and it stays at that.",
    "For the present you only take {thing} in.",
)

# {thing} is not there for the taking: what there is to tell of it follows.
LEAVING: Final = (
    "You leave {thing} where [it is|they are].",
    "{thing} [is|are] not yours to carry about.",
    "You keep your hands off {thing}: nobody has offered [it|them] to you.",
    "You put out a hand for {thing}, and think again.",
    "{thing} [belongs|belong] here, and [stays|stay].",
    "You have no use for {thing} just now, and your hands are better free.",
    "You think of taking {thing}, and do not.",
    "You would not know where to go with {thing}.",
    "You can do without {thing}.",
    "You touch {thing}, and leave [it|them] for whoever comes next.",
    "{thing} [is|are] better left.",
    "You lift {thing} in your mind, and put [it|them] down again.",
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
