"""Whether a model's words keep to the scene: they may name nothing and nobody that is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worlds.rules import places, scene_names
from worlds.rules.lexicon import lexicon, named, singular, singulars, words_in
from worlds.rules.nouns import NO_THINGS, phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.lexicon import Words
    from worlds.rules.rulings import Judgement
    from worlds.rules.situation import Situation

# A name inside a sentence: what begins one has a capital anyway.
_NAME: Final = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}")

# What is wherever somebody is: a body, its senses, what happens in time, and the ground that one stands on.
EVERYWHERE: Final = frozenset(
    words_in(
        """
        body hand finger fingertip fist wrist arm elbow shoulder neck throat head eye ear nose mouth lip tongue tooth
        teeth cheek chin brow forehead hair skin chest heart stomach leg knee foot feet toe heel pulse blood breath
        voice gaze word noise feeling thought idea memory luck effort gesture movement rhythm tune song story tale
        truth fact reason effect difference detail thing something nothing anything everything moment minute hour day
        night morning evening while instant beginning middle edge side corner bottom place direction length height
        size air wind breeze draught dark darkness ground floor earth wall ceiling sky sun moon rain weather world
        scene room person people woman child somebody someone nobody anybody everybody other others kind half whole
        impression attention patience habit stillness tension calm mood tremor
        """
    )
)
# The same, but for their ending: "the dragon looks" names a dragon, and no look.
ALSO_VERBS: Final = frozenset(
    words_in(
        """
        palm back face look glance smile frown nod shrug sigh laugh whisper name question reply silence quiet sound
        echo smell scent taste touch sight view doubt hope fear dream mind chance attempt motion step pace turn try
        note joke answer trouble result change matter time second pause end start centre center top surface spot way
        distance weight shape colour color line mark light shadow shade cold warmth heat space crowd man rest sort bit
        piece part sense care ease grip hold touch tap knock push pull blow kick shiver hum murmur creak rustle click
        thud ring ringing
        """
    )
)


def keeps_to_the_scene(text: str, now: Situation, judgement: Judgement) -> bool:
    """Whether all that a text names is in the scene, in the author's words that it was given, or is everywhere."""
    there = _there(now, judgement)
    known = there | EVERYWHERE
    telling = (set(phrase) - NO_THINGS for phrase in phrases_in(text))
    strange = any(words and not words & ALSO_VERBS and not known & singulars(words) for words in telling)
    names = {singular(name.lower()) for name in _NAME.findall(text)}
    return not strange and names <= known and not _elsewhere(text, now, there)


def _elsewhere(text: str, now: Situation, there: Words) -> bool:
    """Whether it names somebody or something that the story knows of, and that is somewhere else."""
    known, said = lexicon(now.scenario), singulars(words_in(text))
    somewhere = {**known.npcs, **known.items}
    return any(not somewhere[thing] <= there for thing in named(said, somewhere))


def _there(now: Situation, judgement: Judgement) -> Words:
    return singulars(word for part in _parts(now, judgement) for word in words_in(part))


def _parts(now: Situation, judgement: Judgement) -> Iterator[str]:
    yield scene_names.told_here(now)
    for name in scene_names.names_here(now):
        yield " ".join(name)
    yield from (text for _, text in scene_names.looks(now))
    yield from (f"{way.name} {way.description}" for way in places.exits(now))
    yield from map(str, places.environment_here(now).values())
    here = now.scenario.locations.get(now.here)
    yield "" if here is None else here.name
    yield from (judgement.theme, judgement.limbo_fallback)
    if judgement.finding is not None:
        yield judgement.finding.told
        yield judgement.finding.about.replace("_", " ")
