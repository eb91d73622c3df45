"""Words that carry no meaning of their own in a command, and those that only lead up to it."""

from __future__ import annotations

from typing import Final

from worlds.rules.understanding.english.tables import stems
from worlds.rules.understanding.english.word_lists import word_set


def _longest_first(phrases: str) -> tuple[tuple[str, ...], ...]:
    found = (tuple(phrase.split()) for phrase in phrases.split(","))
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


LIGHT: Final = word_set("""
    a an the this that these those my your his her its our their some any no all both each every one ones other another such own
    i me you he him she it we us they them myself yourself himself herself itself ourselves themselves mine yours hers ours theirs
    am is are was were be been being do does did doing done have has had having will would shall should can could may might must ought
    to of for with at by from on in into onto upon as than about against between among during within towards toward per via
    and or but so if then when while because though although that which who whom whose what where why how there here
    just only very really quite too also even still yet already again now soon ever always maybe perhaps please kindly thanks ok okay
    well oh ah um hey not never none nothing nobody more most much many few little bit lot let like got get gets getting goes going
    quickly slowly carefully quietly gently softly loudly silently straight straightaway directly immediately finally eventually once twice
    first next later tonight today tomorrow bit while fun sake hard best own course fully completely entirely properly nicely
    simply rather instead anyway anyhow meanwhile everywhere
    s t d ll re ve m way thing things something anything everything somehow back up down out off over
    """)
PRONOUNS: Final = word_set("it him her them this that these those one ones he she they us me himself herself")

# Taken off the front, again and again, before the verb is looked for.
LEAD_INS: Final = _longest_first(
    """
    please, ok, okay, well, so, now, then, and, but, just, maybe, perhaps, hey, right, alright, yes, yeah, yep,
    sure, oh, hm, hmm, fine, first, next, finally, also, quickly, quietly, carefully, slowly, gently, immediately,
    simply, kindly, i, we, i will, we will, i would, we would, i am, we are, i do, i want to, we want to, want to,
    i need to, i have to, i must, i should, we should, i can, we can, i might, i shall, i would like to, we would
    like to, i would love to, i would rather, i like to, i wish to, i prefer to, i think i will, i think i would,
    i think i should, i think we should, i think, i guess i will, i guess, i suppose, i decide to, i choose to, i
    choose, i pick, i opt to, i go for, i try to, i try and, i try, try to, try and, attempt to, i attempt to, i
    am going to, i am trying to, i am about to, going to, go ahead and, go and, go on and, come and, decide to,
    start to, begin to, proceed to, manage to, let me, let us, let us try to, let me try to, can i, could i, may
    i, might i, can we, could we, can you, could you, would you, will you, may we, i could, time to, it is time
    to, how about i, how about we, how about, what about, what if i just, why not, why do not we, why do not i,
    better, i had better, you should, my character, player, would like to, would love to, prefer to, want, have
    to, need to, like to, do
    """
)
NEGATIONS: Final = word_set("not never no nobody nothing none without refuse refuses nor neither hardly")
TURNED_DOWN: Final = (("never", "mind"), ("forget", "about"), ("rather", "than"), ("instead", "of"), ("no", "way"))
QUESTION_WORDS: Final = word_set("what where who whom whose which why when how")
AUXILIARIES: Final = word_set(
    "is are am was were do does did can could will would shall should may might must has have had"
)
# Verbs that leave it to their object what is done: "use the ladder" is climbing it.
GENERIC: Final = stems(
    "use try do go get have make choose pick want select see check go_with go_for start work work_on go_to approach head_for walk_to deal see_to"
)
# Those of them that do something with it, and do not go to it or look at it.
HANDLING: Final = stems("use try work work_on make")
# Verbs of lines that ask somebody something: a question put to a player's companion means such a line.
ASKING: Final = stems("ask question inquire enquire ask_about ask_for find_out want_to_know request")
SAYING: Final = stems(
    "say tell talk speak answer reply announce explain shout call whisper admit promise put admire own_up warn beg greet talk_to speak_to"
)
# Verbs of lines that turn something down or let it be, that take it up, and that lead away.
DECLINING: Final = stems(
    "decline refuse reject deni leave ignore let_be leave_be leave_alone walk_away walk_off turn_down stay hold_still wait rest continue keep"
)
ACCEPTING: Final = stems("accept agree consent take accompany trust follow")
LEADING: Final = stems("""go walk head leave exit climb enter return descend cross follow climb_up climb_down go_out go_in go_back go_up go_down
    go_into come_back head_back walk_back walk_out step_out climb_back squeeze crawl""")
LEAVING: Final = stems(
    "leave exit depart go_out get_out come_out walk_out head_out go_away get_away clear_out step_out go_outside"
)
NOWHERE_ELSE: Final = stems("here room place area house build scene spot")
YES: Final = word_set("yes yeah yep sure aye okay ok gladly absolutely certainly definitely")
NO: Final = word_set("no nope nah never")
# Verbs of a line that leave it to its object what is done, and of a text that leave it to the line what is said.
OPEN_LINES: Final = stems("use do")
TALKING: Final = stems("talk speak chat converse talk_to speak_to talk_with speak_with chat_with address approach")
ANSWERS: Final = word_set(
    "no yes yeah yep nope nah aye thanks thank you ok okay please sorry sure well oh whatever hey so i do will of course"
)
DIRECTIONS: Final = {
    "n": "north", "s": "south", "e": "east", "w": "west", "u": "up", "d": "down",
    "ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest",
}  # fmt: skip
# What is done when one "has a look": the verb behind the noun.
DONE_AS_NOUNS: Final = {
    "look": "look", "peek": "look", "glance": "look", "peep": "look", "nap": "sleep", "rest": "rest", "sleep": "sleep", "seat": "sit",
    "walk": "walk", "stroll": "walk", "swim": "swim", "dip": "swim", "sip": "drink", "drink": "drink", "bite": "eat", "taste": "taste",
    "snack": "eat", "word": "talk", "chat": "talk", "talk": "talk", "go": "try", "try": "try", "shot": "try", "think": "think",
    "listen": "listen", "break": "rest", "breather": "rest", "run": "run", "climb": "climb", "turn": "turn", "push": "push", "pull": "pull",
    "kick": "kick", "speech": "speak", "kiss": "kiss", "hug": "hug", "read": "read", "guess": "guess", "ride": "ride", "search": "search",
}  # fmt: skip
SAYING_OR_ASKING: Final = (
    ASKING | SAYING | stems("announce reply apologise persuade convince offer thank agree turn_talk")
)
# What is said, as a thing: a "little speech" is what a line means by "what you are going to say".
SPEECHES: Final = stems(
    "speech sentence words word line lines greeting introduction excuse apology explanation reply answer piece lesson"
)
STAND_INS: Final = word_set("it him her them")
# After one of these, `it` is what something is told of, and no thing: "whether it gets easier".
TOLD_OF: Final = word_set(
    "is was gets got goes has had will would can could may might must should does did takes took turns comes"
)
# Whoever a verb right after them belongs to is not the player.
OTHERS: Final = word_set(
    "he she it they him her them who whoever somebody someone everybody everyone nobody anybody people"
)
PERSONS: Final = stems("""
    man men woman lady gentleman fellow guy girl boy child kid baby person people everybody everyone somebody someone stranger
    mr mrs miss ms dr sir madam friend mother father brother sister aunt uncle guard merchant innkeeper elder priest others
    """)
MOTION: Final = word_set("go walk head run climb come step move cross hurri crawl jump swim")  # stems
TAKING: Final = stems("take get grab pick_up pick borrow fetch collect")
TITLES: Final = word_set("mr mrs miss ms dr sir lady captain")
WATCHING: Final = stems("study watch observe admire")
ROADS: Final = stems(
    "road path way lane track street stair step ladder ferry boat seat tunnel passage bridge trail corridor"
)
