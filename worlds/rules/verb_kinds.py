"""English verbs by what they do in a story: what each kind comes to is decided elsewhere."""

from __future__ import annotations

from typing import Final

from worlds.rules.lexicon import words_in
from worlds.rules.understanding.english.harmless import GESTURES_SAID, SAYINGS

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
GESTURES: Final = (
    GREETING
    | frozenset(
        words_in(
            """
        shrug sigh yawn stretch laugh giggle cry weep sob clap applaud cheer hum whistle sing dance skip hop jump pray kneel shiver
        tremble frown blink sneeze cough sulk pace breathe sit stand lean crouch squat fidget grimace swear mutter groan
        """
        )
    )
    | frozenset(GESTURES_SAID)
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
# What is done to a thing, and left undone for a reason that anybody could have.
EATING: Final = frozenset(words_in("eat bite chew swallow gulp nibble munch devour"))
DRINKING: Final = frozenset(words_in("drink sip"))
WRECKING: Final = frozenset(
    words_in(
        """
        break smash crack chip crush tear rip cut chop saw burn burst shatter destroy wreck ruin kick hit punch slap beat
        scratch stab kill attack slash snap strike bite
        """
    )
)
WRITING: Final = frozenset(words_in("draw write carve sketch scribble compose engrave"))
WEARING: Final = frozenset(words_in("wear don"))
GIVING: Final = frozenset(words_in("give offer feed bring lend hand pass serve present"))
THROWING: Final = frozenset(words_in("throw toss fling hurl juggle swing balance roll catapult spin twirl"))
# Done to somebody.
FAMILIARITIES: Final = frozenset(words_in("kiss hug embrace cuddle tickle caress stroke pet"))
HELPS: Final = frozenset(words_in("help assist aid support"))
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
SPEAKING: Final = frozenset(
    words_in("say tell ask speak talk words word answer explain convince persuade")
)  # of an option
ASKING: Final = frozenset(words_in("who whom whose what which where when why how"))  # what a question opens with
QUESTIONS: Final = frozenset(
    words_in("who whom whose what which where when why how is are was were do does did can could will would should may")
)
_MORE_VERBS: Final = frozenset(
    words_in(
        """
        coil uncoil clink bang slam thud scoop stack shuffle deal flick flip pinch sniff lean dangle swap exchange trade bet wager
        bounce polish sharpen button zip lace comb shave braid knit sew stitch thread peel slice grate grind pound stir
        sprinkle season roast toast bake boil fry dunk crumble nibble munch slurp lap gargle rinse scour mop vacuum sweep
        """
    )
)
OWN_VERBS: Final = frozenset(
    words_in(
        """
        tilt stick cross wiggle waggle wring flex clench snap stamp cock lay lower bury uncross button unbutton turn put take
        raise lift hold close shut open wash wipe dry warm rub blow shake bend stretch lick wave clap nod bow drum tap
        smooth straighten comb brush swing dip rest shrug hunch pat tuck fold press cup take cover scratch kick wet tie untie
        """
    )
)
VERBS_OF_INTENT: Final = (
    EXPLORE
    | INTERACT
    | LIMBO
    | ACT
    | GESTURES
    | OVERREACH
    | CHANGING
    | RESTING
    | THROWING
    | EATING
    | WRECKING
    | WRITING
) | (FAMILIARITIES | HELPS | OWN_VERBS | _MORE_VERBS | frozenset(SAYINGS) - {"wish"})
EVERYBODY: Final = frozenset(
    words_in("others everyone everybody people all them crowd anybody anyone someone somebody")
)
