"""English words that the narrator knows its way by."""

from __future__ import annotations

from typing import Final

from worlds.rules.lexicon import words_in


def _by_word(groups: dict[str, str]) -> dict[str, str]:
    return {word: group for group, words in groups.items() for word in words_in(words)}


# How a verb goes about it: the first one that a player uses chooses the opening sentence.
MANNERS: Final = _by_word(
    {
        "look": "look examine inspect study watch observe see stare gaze peer regard view glance scan notice face",
        "search": "search check rummage explore investigate find seek hunt dig scour comb",
        "listen": "listen hear eavesdrop overhear",
        "read": "read decipher translate",
        "touch": "touch feel stroke pat caress pet tickle scratch",
        "smell": "smell sniff taste lick",
        "talk": "talk speak tell say greet answer reply explain whisper chat thank apologise apologize confess "
        "promise persuade convince flatter compliment reassure comfort warn admit introduce tease insult",
        "ask": "ask question inquire enquire beg plead request borrow negotiate bargain haggle invite demand",
        "call": "call shout yell scream cry holler howl roar hail",
        "give": "give offer show hand trade pay share present lend bribe feed",
        "take": "take grab pick steal snatch pocket gather collect fetch seize pluck",
        "open": "open unlock untie unwrap unfold loosen",
        "force": "push pull force break smash kick shake lift drag shove pry bend tear crush shatter",
        "climb": "climb scale clamber jump leap vault",
        "go": "go walk run enter leave cross follow approach move step crawl swim return head ride sail travel",
        "flee": "flee escape retreat withdraw",
        "sneak": "hide sneak creep crouch lurk slip tiptoe duck",
        "attack": "attack kill fight strike stab punch slash shoot hit threaten murder hurt destroy charge wrestle slay",
        "make": "make build craft light burn cut tie repair mend fix use mix clean wash paint write cook forge "
        "combine prepare fill pour plant put",
        "perform": "sing dance play whistle hum laugh smile wave clap juggle act pretend joke recite dangle purr",
        "rite": "pray bow kneel meditate bless worship chant practice practise",
        "eat": "eat drink swallow sip chew bite",
        "magic": "teleport fly summon conjure cast wish vanish levitate transform",
        "wait": "wait rest sleep sit stay pause linger stand",
        "think": "think wonder remember consider hesitate ponder imagine recall reflect guess dream understand",
    }
)

# A text that begins with one of these asks, whatever verb comes later.
QUESTIONS: Final = frozenset(words_in("why what who whom whose where when how which is are does did can could would"))

ABOUT: Final = frozenset({"talk", "ask", "think"})  # what can be about somebody who is not here
HANDS: Final = frozenset({"take", "open", "force", "climb", "make", "attack", "touch"})  # what meets with resistance

# Verbs that begin an option as an order does, beside those above.
ORDERS: Final = frozenset(MANNERS) | frozenset(
    words_in(
        """
    order accept agree refuse decline choose admit carry keep drop send turn press continue embrace abandon wear light
    buy sell purchase browse visit stop begin start let bring raise lower ring row swim set steer signal haul
    wind strike announce proceed accuse confront help save rescue join guard free release trust remind work grab
    try claim reveal count trace circle shelter knock slide drink
    """
    )
)

ARTICLES: Final = frozenset(
    words_in(
        """
    the a an this that these those his her its their your my our
    """
    )
)

# What ends a noun phrase.
JOINTS: Final = frozenset(
    words_in(
        """
    the a an this that these those his her its their your my our i you he she it we they me him us them and or
    but nor so yet if as than then when while where who whom which what why how because until since though of to
    in on at by for from with without into onto over under above below behind before after between through
    across along around against beside near toward towards about off out up down away back inside outside within
    upon past is are was were be been has have had does do did can could will would may might must shall should
    not no never there here now again still only just even very too also please once more
    """
    )
)

# Words that follow an article and yet are no thing that one could look at.
NO_THINGS: Final = frozenset(
    words_in(
        """
    way time moment day hour minute second one thing kind sort lot bit side front back end rest other same first
    last next more most least sense something anything nothing everything someone anyone question answer word
    idea matter case point reason choice chance place here there now north south east west left right middle
    whole half few many several little much own such old new big small great good bad bright cold warm hot wet
    dry long short tall high low deep young ancient strange dead black white red green blue grey gray brown
    golden silver quiet loud empty full heavy soft hard sharp dull thin thick broken open shut closed true false
    real late early far near proper better best worse worst simple plain rough smooth narrow wide round flat
    clean dirty rusty wooden
    """
    )
)

IN_PLACES: Final = frozenset(
    words_in(
        """
    room forest wood woods village town city house cottage hut cave cavern lair hall kitchen cellar cell chamber
    passage corridor tunnel maze garden market inn tavern library archive attic study office workshop shop store
    chapel church temple sanctum sanctuary interior valley swamp marsh wilderness desert crypt vault nave grove
    yard courtyard alley lane tower boathouse lighthouse mill barn stable cabin parlour pantry home den forge
    clearing gallery theatre ruins mine
    """
    )
)
ON_PLACES: Final = frozenset(
    words_in(
        """
    path road street bridge hill mountain ridge slope shore beach island islet roof deck stairs stair step steps quay
    pier jetty wharf landing causeway platform plain field meadow terrace balcony ledge sands coast cliff cliffs
    square moor track trail stage rocks reef dunes
    """
    )
)

# Said of somebody, these mean that the story has done with them for now.
GONE: Final = (
    "dead|gone|corpse|body|slain|killed|dies|died|asleep|sleeping|unconscious|fled|flees|vanish|vanished|collapse|"
    "collapses|collapsed|dealt with|defeated|departed|disappear|disappeared|no longer"
)
