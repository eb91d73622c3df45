"""What ear, nose, tongue and hand bring, as far as an author's text speaks to them. {deed} stands behind "you"."""

from __future__ import annotations

import re
from typing import Final

# The text that follows speaks of the same sense.
SENSING: Final = (
    "You stop and {deed}.",
    "You {deed}, with attention.",
    "You {deed}, and keep still for it.",
    "You {deed}, and mind nothing else.",
    "You {deed} for a moment before you go on.",
    "You {deed}, slowly.",
    "You {deed}, as carefully as you can.",
    "You are quiet, and {deed}.",
    "You {deed}, once and then again.",
    "You put everything else aside, and {deed}.",
    "You take a breath, and {deed}.",
    "You step closer and {deed}.",
)
# It does not: what there is to see follows.
SEEING_INSTEAD: Final = (
    "You {deed}, and your eyes tell you more.",
    "You {deed}, and find nothing in that to remark on, so you look.",
    "You {deed}; it is for the eye that there is most here.",
    "You {deed}, which adds little to what you see.",
    "You {deed}, and then go by your eyes after all.",
    "You {deed}, and it is the look of [it|them] that stays with you.",
    "You {deed}, to be thorough, and look as well.",
    "You {deed}, and look at the same time.",
    "You {deed}; nothing strikes you that way, but you see this.",
    "You {deed}, and are none the wiser until you look.",
    "You {deed}, with your eyes wide open.",
    "You {deed}, and learn what looking would have told you.",
)
# There is no text at all.
NOTHING_SENSED: Final = (
    "You {deed}, and it is what you would expect.",
    "You {deed}, and there is nothing in it to remark on.",
    "You {deed}; it tells you nothing new.",
    "You {deed}, and go on as before.",
    "You {deed}, and are no wiser.",
    "You {deed}, without coming on anything of note.",
    "You {deed}, and nothing about it surprises you.",
    "You {deed}, and know as much as you did.",
    "You {deed}; that is all there is to it.",
    "You {deed}, and find it just as it should be.",
    "You {deed}, and that is as far as it goes.",
    "You {deed}, and nothing speaks to you in particular.",
)
# By what is done: the words by which a text speaks of what is smelled, heard, tasted, felt or counted.
WORDS_OF: Final[dict[str, re.Pattern[str]]] = {
    verb: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for verbs, words in (
        ("smell sniff", "smell|scent|stink|reek|odour|whiff|camphor|soup|tar|fresh"),
        (
            "listen hear eavesdrop overhear",
            "sound|nois|voice|hum|tick|hear|listen|quiet|silen|murmur|sing|song|creak|whisper|rang|ring|roar|loud|drip|deaf|drum|tune",
        ),
        ("taste lick", "tast|sweet|salt|sour|bitter|sugar|honey|stale"),
        (
            "feel touch",
            "warm|cold|hot\\b|cool|smooth|rough|soft|hard|stiff|wet|dry\\b|damp|heav|feel|felt|spring|sharp|silk|worn|thick|thin|iron|stone|oak|wool",
        ),
        (
            "count measure weigh compare",
            "one\\b|two\\b|three|four|five|six|seven|eight|nine|ten\\b|eleven|twelve|dozen|teen|twenty|thirty|forty|fifty|hundred|thousand|pound|feet|foot|inch|mile|yard|\\d",
        ),
    )
    for verb in verbs.split()
}
