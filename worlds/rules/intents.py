"""What kind of thing a typed text asks for, told by its words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.lexicon import words_in
from worlds.rules.nouns import ARTICLES, JOINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.rulings import Intention

EXPLORE: Final = frozenset(
    words_in(
        """
        examine look inspect study check search watch observe read listen explore peer gaze stare glance scan survey
        smell sniff taste notice scout investigate browse scrutinize view x count measure compare feel touch find seek lick
        eavesdrop overhear hear peek peep spy
        """
    )
)
INTERACT: Final = frozenset(
    words_in(
        """
        talk ask speak approach tell call give offer greet say answer reply whisper shout thank apologize apologise persuade
        convince bargain negotiate trade beg plead warn comfort flatter hug bow introduce question request invite
        promise show scream yell compliment praise congratulate insult curse mock tease scold console reassure encourage
        confess admit explain describe joke chat gossip argue protest complain
        """
    )
)
SPEECH: Final = INTERACT - frozenset(
    words_in("approach give offer trade comfort hug bow introduce request invite show")
)
# What is said by itself; whoever is asked, begged or warned of something is spoken to, too.
SAYING_SO: Final = SPEECH - frozenset(words_in("insult curse mock tease scold yell scream shout"))
_BIDDING: Final = frozenset(words_in("ask tell beg invite request persuade convince order"))
LIMBO: Final = frozenset(
    words_in("wait hesitate think wonder ponder consider pause daydream rest linger dither reflect")
)
ACT: Final = frozenset(
    words_in(
        """
        try attempt climb push take open pull close shut move lift break throw jump run walk go enter leave hide sneak
        use put place grab get drop cut tie untie dig light burn eat drink swim cross follow turn press unlock
        lock force exit hit fight attack kill steal steer strike punch slap repair build pick carry wear swing pour fill knock kick dance
        sing cry play pray help save load rescue protect defend free heal mend wash clean hunt chase catch fish ride row
        sail shoot aim blow whistle shake squeeze kiss smile wave nod point draw write wake sleep sit stand kneel crawl
        dive step return head charge challenge escape flee join stop hold raise lower feed plant pluck cook weave mix
        smash paint juggle bend burst crush tear rip split chop hammer nail saw dig bury spill splash soak dry polish
        sweep scrub oil grease sharpen fix unfold fold wrap unwrap pack unpack load unload steady balance roll slide
        spin twist wind unwind toss fling hurl catch juggle dangle hang unhang hook unhook lock bolt bar wedge prop lean
        lie rest sniff hop skip spit sneeze cough laugh smile grin frown nod shrug wink bow curtsy salute applaud clap
        pet stroke scratch tickle pat hug tug drag haul pile stack count erase wipe mark carve scribble sketch ring
        taste sip swallow chew gulp steer paddle float sink wade drown soothe tame trap bait hide bury borrow return
        insert attach detach connect fasten unfasten loosen tighten switch wake rouse rob dodge duck squeeze crack
        """
    )
)
# What is done with one's own body, and changes nothing.
GREETING: Final = frozenset(words_in("wave nod smile grin wink bow curtsy salute"))
GESTURES: Final = GREETING | frozenset(
    words_in(
        """
        shrug sigh yawn stretch laugh giggle cry weep sob clap applaud cheer hum whistle sing dance skip hop jump pray kneel shiver
        tremble frown blink sneeze cough sulk pace breathe sit stand lean crouch squat fidget grimace swear mutter groan
        """
    )
)
# What makes something that was not there.
MAKING: Final = frozenset(words_in("draw write carve paint sketch scribble compose knit build make scratch engrave"))
# What no story grants for the asking: violence without an author's scene for it, theft, and miracles.
VIOLENCE: Final = frozenset(
    words_in("attack kill murder slay slaughter stab strangle behead assassinate torture maim massacre")
)
THEFT: Final = frozenset(words_in("steal rob pickpocket loot"))
WONDERS: Final = frozenset(
    words_in(
        """
        teleport vanish conjure summon resurrect annihilate obliterate hypnotize levitate shapeshift omnipotent
        invincible immortal invisible
        """
    )
)
OVERREACH: Final = VIOLENCE | THEFT | WONDERS
VERBS_OF_INTENT: Final = EXPLORE | INTERACT | LIMBO | ACT | GESTURES | OVERREACH
# Harmless to a door, and violence to somebody.
ROUGH: Final = frozenset(
    words_in("hit kick punch beat hurt slap shove fight strike shoot choke drown poison bite throttle whip wrestle")
)
# What one does with a thing that is shut; told of it is then what it lacks.
OPENING: Final = frozenset(
    words_in(
        "open unlock force break smash kick push pull lift pry prise pick crack burst enter go get try turn use move"
    )
)
TAKING: Final = frozenset(words_in("take get grab pick steal snatch collect gather seize pocket carry"))
TASTING: Final = frozenset(words_in("lick"))  # it costs what a look costs, and is none
# What would leave a mark on a thing, if it worked.
CHANGING: Final = frozenset(
    words_in(
        """
        break smash crack chip crush tear rip cut chop saw burn light melt heat cool kick hit punch slap beat poke knock
        push pull shove drag move lift turn twist bend wind unwind shake squeeze tip topple open close shut lock unlock
        force wash clean wipe rub scrub polish paint oil grease mend fix repair straighten fill empty pour spill soak dry
        dig bury hide tie untie loosen tighten fold unfold wrap unwrap blow extinguish quench wake stop start scratch
        scrape carve mark hammer nail rearrange
        """
    )
)
# What leads nowhere where no way is, and what one rests or hides by.
MOVING: Final = frozenset(
    words_in("jump leap dive swim fly climb crawl run walk go wade float step row sail paddle vault clamber")
)
RESTING: Final = frozenset(words_in("sit stand lie kneel lean sleep hide perch crouch rest nap doze"))
# What brings nothing about by itself: that a thing of a pattern is named in it does not make it the author's deed.
IDLE: Final = RESTING | frozenset(
    words_in(
        """
        smell sniff taste lick eat drink bite chew swallow kiss hug tickle dance juggle laugh cry sneeze cough yawn salute
        ignore forget sell buy steal rob hide bury swim ride fly climb jump hop skip
        wash clean wipe sweep dust scrub polish fold iron mend paint draw sketch scribble wear lock close shut follow
        """
    )
)
# What is heard, and needs nothing that is here: a tune, an anthem, a waltz.
SOUNDS: Final = frozenset(words_in("hum whistle sing dance"))
# The same with a thing, which is none the worse or better for it.
HARMLESS: Final = (GESTURES - frozenset(words_in("jump hop sit stand kneel crouch squat lean"))) | frozenset(
    words_in("warm stroke pat pet caress tap admire")
)
_GLANCES: Final = frozenset(words_in("look glance peek sniff taste feel listen stare check search touch"))
SPEAKING: Final = frozenset(
    words_in("say tell ask speak talk words word answer explain convince persuade")
)  # of an option
ASKING: Final = frozenset(words_in("who whom whose what which where when why how"))  # what a question opens with
QUESTIONS: Final = frozenset(
    words_in("who whom whose what which where when why how is are was were do does did can could will would should may")
)
_TO_SLEEP: Final = frozenset({"sleep", "bed"})
_LEAD_INS: Final = frozenset(words_in("i we please then now just quickly slowly carefully try to want and let me us"))
_THE: Final = frozenset({"the", "a", "an"})
EVERYBODY: Final = frozenset(
    words_in("others everyone everybody people all them crowd anybody anyone someone somebody")
)


def intention_of(words: Sequence[str]) -> Intention:
    """How a text means to meet the story; looking comes before talking, talking before waiting, waiting before doing.

    Whoever is asked to look at something is spoken to.
    """
    if verb_in(words) in _BIDDING:
        return "interact"
    if verb_in(words) in MAKING:
        return "act"
    verbs = {_base(word) for at, word in enumerate(words) if not _THE.intersection(words[:at][-1:])}
    if verbs & EXPLORE:
        return "explore"
    if verbs & INTERACT:
        return "interact"
    if verbs & LIMBO:
        return "limbo"
    return (
        "act"
        if verbs & (ACT | GESTURES | OVERREACH | ROUGH) or _announces_a_deed(words) or _does_to_something(words)
        else "limbo"
    )


def verb_at(words: Sequence[str]) -> int | None:
    """Where the verb of a text stands: its first one that we know, else the word that it begins with."""
    known = (
        at for at, word in enumerate(words) if _base(word) in VERBS_OF_INTENT and not _THE.intersection(words[:at][-1:])
    )
    opening = next((at for at, word in enumerate(words) if word not in _LEAD_INS), len(words))
    begins = opening if opening + 1 < len(words) and words[opening] not in _THE else None
    return next(known, begins)


def verb_in(words: Sequence[str]) -> str:
    """The verb of a text without its ending; empty where there is none."""
    at = verb_at(words)
    if at is None:
        return ""
    sleeps = _base(words[at]) in {"go", "get"} and _TO_SLEEP.intersection(words[at + 1 :]) and "to" in words[at + 1 :]
    return "sleep" if sleeps else _base(words[at])


def takes_a_look(words: Sequence[str]) -> bool:
    """Whether a text looks at something by a noun: "take a look at the stove"; a notice that is burned is no look."""
    return any(word in _GLANCES and words[at - 1] in {"a", "another"} for at, word in enumerate(words) if at)


def uses_one_of(words: Sequence[str], verbs: frozenset[str]) -> bool:
    """Whether one of the words is one of these verbs; behind an article it is a noun: a bite of a bun."""
    return any(_base(word) in verbs and not _THE.intersection(words[:at][-1:]) for at, word in enumerate(words))


def overreaches(words: Sequence[str]) -> bool:
    return uses_one_of(words, OVERREACH)


def _announces_a_deed(words: Sequence[str]) -> bool:
    first, second = (*words[:2], "", "")[:2]
    return (first == "i" and bool(second)) or ("want" in words and "to" in words)


def _does_to_something(words: Sequence[str]) -> bool:
    """Whether a word that we do not know as a verb stands like one: "warm my hands"."""
    return len(words) > 2 and words[0] not in JOINTS | ARTICLES | QUESTIONS and words[1] in ARTICLES


def _base(word: str) -> str:
    """`asking` is asking somebody: the verb without its ending."""
    return word[:-3] if len(word) > 5 and word.endswith("ing") else word
