"""What kind of thing a typed text asks for, told by its words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.lexicon import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.rulings import Intention

EXPLORE: Final = frozenset(
    words_in(
        """
        examine look inspect study check search watch observe read listen explore peer gaze stare glance scan survey
        smell sniff taste notice scout investigate browse scrutinize view x
        """
    )
)
INTERACT: Final = frozenset(
    words_in(
        """
        talk ask speak approach tell call give offer greet say answer reply whisper shout thank apologize persuade
        convince bargain negotiate trade beg plead warn comfort flatter hug bow introduce question request invite
        promise show
        """
    )
)
LIMBO: Final = frozenset(words_in("wait hesitate think wonder ponder consider pause daydream rest linger dither"))
ACT: Final = frozenset(
    words_in(
        """
        try attempt climb push take open pull close shut move lift break throw jump run walk go enter leave hide sneak
        use put place grab get drop cut tie untie dig light burn eat drink swim cross follow touch turn press unlock
        lock force exit hit fight attack kill steal steer repair build pick carry wear swing pour fill knock kick dance
        sing play pray help save load rescue protect defend free heal mend wash clean hunt chase catch fish ride row
        sail shoot aim blow whistle shake squeeze kiss smile wave nod point draw write wake sleep sit stand kneel crawl
        dive step return head charge challenge escape flee join stop hold raise lower feed plant pluck cook weave mix
        """
    )
)
_VERBS: Final = EXPLORE | INTERACT | LIMBO | ACT
# What no story grants for the asking: violence without an author's scene for it, theft, and miracles.
OVERREACH: Final = frozenset(
    words_in(
        """
        attack kill murder slay slaughter stab strangle behead assassinate torture maim massacre
        steal rob pickpocket loot
        teleport vanish conjure summon resurrect annihilate obliterate hypnotize levitate shapeshift omnipotent
        invincible immortal
        """
    )
)


def intention_of(words: Sequence[str]) -> Intention:
    """How a text means to meet the story; looking comes before talking, talking before waiting, waiting before doing."""
    verbs = {_base(word) for word in words}
    if verbs & EXPLORE:
        return "explore"
    if verbs & INTERACT:
        return "interact"
    if verbs & LIMBO:
        return "limbo"
    return "act" if verbs & ACT or _announces_a_deed(words) else "limbo"


def objects(words: Sequence[str]) -> Sequence[str]:
    """What a text is about: its words without the first of its verbs."""
    verb = next((place for place, word in enumerate(words) if _base(word) in _VERBS), len(words))
    return (*words[:verb], *words[verb + 1 :])


def overreaches(words: Sequence[str]) -> bool:
    return any(_base(word) in OVERREACH for word in words)


def _announces_a_deed(words: Sequence[str]) -> bool:
    first, second = (*words[:2], "", "")[:2]
    return (first == "i" and bool(second)) or ("want" in words and "to" in words)


def _base(word: str) -> str:
    """`asking` is asking somebody: the verb without its ending."""
    return word[:-3] if len(word) > 5 and word.endswith("ing") else word
