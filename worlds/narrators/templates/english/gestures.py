"""What one does with one's own body: it is done, and changes nothing."""

from __future__ import annotations

from typing import Final

GESTURE: Final = (
    "You do, and nothing here is different for it.",
    "You do, and it is soon over.",
    "You do it once, and once is enough.",
    "You do, and feel neither better nor worse.",
    "You do, for as long as it takes.",
    "You do that. Nothing else in this place moves.",
    "You do, and everything stays where it was.",
    "It does you no harm, and changes nothing.",
    "You do, and then it is quiet again.",
    "You do that for a little, and leave off.",
    "There is nothing to stop you, and you do. Nothing follows.",
    "You do, and are where you were.",
)
GESTURE_SEEN: Final = (
    "You do, and {npc} [does|do] not remark on it.",
    "You do it in front of {npc}, and nothing is said.",
    "You do, and {npc} [waits|wait] until you have finished.",
    "{npc} [looks|look] up at that, and down again.",
    "It is done, and {npc} [has|have] seen it.",
    "You do, for a little, with {npc} looking on.",
    "{npc} [notices|notice], and [makes|make] nothing of it.",
    "You do, and it makes no difference to {npc}.",
    "You do that, and {npc} [goes|go] on as before.",
    "You do as you please, and {npc} [lets|let] you.",
    "It is done in a moment, and {npc} [goes|go] on as if it had not been.",
    "You do, and leave off when you see {npc} looking.",
)
# A bow, a wave, a smile for {thing}, who is somebody: what there is to tell of them follows.
GREETED: Final = (
    "You do, and {thing} [has|have] seen it.",
    "{thing} [takes|take] it as it was meant, and no further.",
    "You do so to {thing}, and nothing is said.",
    "It is noticed by {thing}, and not returned.",
    "{thing} [looks|look] at you for a moment longer than before.",
    "You do, and {thing} [lets|let] it pass for civility.",
    "That much {thing} [allows|allow] you.",
    "You do it well enough. {thing} [gives|give] no sign.",
    "{thing} [sees|see] it, and [keeps|keep] still.",
    "You do, and wait, and {thing} [leaves|leave] it there.",
    "It costs you nothing, and {thing} nothing either.",
    "You do, in the direction of {thing}.",
)
# A deed that leaves {thing} as it was: what there is to tell of it follows.
HARMLESS: Final = (
    "You do, and {thing} [is|are] as before.",
    "So you do, at {thing}, for a moment.",
    "You do that for a little, with your eyes on {thing}.",
    "Nobody stops you. {thing} [stays|stay] what [it was|they were].",
    "You do, and have a look at {thing} at the same time.",
    "You take a moment for it, and for {thing}.",
    "It is soon done, and {thing} [shows|show] no sign of it.",
    "You do, and notice {thing} as you had not before.",
    "There is no harm in that, and you do. Then you look at {thing}.",
    "You do it, and see {thing} from close by.",
    "You do, and {thing} [does|do] not mind.",
    "That is easily done. {thing} [remains|remain] as [it was|they were].",
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
