"""English words that the narrator knows its way by."""

from __future__ import annotations

from typing import Final

from worlds.rules.lexicon import words_in

# What is done with ear, nose, tongue or hand, and not with the eyes.
SENSES: Final = frozenset(words_in("listen hear smell sniff taste touch feel count measure compare weigh"))

# Verbs that begin an option as an order does.
ORDERS: Final = frozenset(
    words_in(
        """
        abandon accept accuse act admit agree announce answer apologise apologize approach ask attack bargain beg begin
        bend bite bless borrow bow break bribe bring browse build burn buy call caress carry cast chant charge chat
        check chew choose circle claim clamber clap clean climb collect comb combine comfort compliment confess confront
        conjure consider continue convince cook count craft crawl creep cross crouch crush cry cut dance dangle decipher
        decline demand destroy dig drag dream drink drop duck eat eavesdrop embrace enquire enter escape examine explain
        explore face feed feel fetch fight fill find fix flatter flee fly follow force forge free gather gaze give
        glance go grab greet guard guess haggle hail hand haul head hear help hesitate hide hit holler howl hum hunt
        hurt imagine inquire inspect insult introduce investigate invite join joke juggle jump keep kick kill kneel
        knock laugh leap leave lend let levitate lick lift light linger listen look loosen lower lurk magic make
        meditate mend mix move murder negotiate notice observe offer open order overhear paint pat pause pay peer
        perform persuade pet pick plant play plead pluck pocket ponder pour practice practise pray prepare present press
        pretend proceed promise pry pull punch purchase purr push put question raise read reassure recall recite reflect
        refuse regard release remember remind repair reply request rescue rest retreat return reveal ride ring rite roar
        row rummage run sail save say scale scan scour scratch scream search see seek seize sell send set shake share
        shatter shelter shoot shout shove show signal sing sip sit slash slay sleep slide slip smash smell smile snatch
        sneak sniff speak stab stand stare start stay steal steer step stop strike stroke study summon swallow swim take
        talk taste tear tease teleport tell thank think threaten tickle tie tiptoe touch trace trade transform translate
        travel trust try turn understand unfold unlock untie unwrap use vanish vault view visit wait walk warn wash
        watch wave wear whisper whistle wind wish withdraw wonder work worship wrestle write yell
        """
    )
)
