"""The wordings of questions about the game: regular expressions over plain words, a line for each way of asking.

Words stand in canonical form, short forms written out ("what is", "i am"); one space between them.
"""

from __future__ import annotations

from typing import Final

BEFOREHAND: Final = r"""
(?:ok|okay|so|hey|hi|hello|um+|uh+|er+|well|please|now|sorry|oops|hm+|no|oh|ah|right|alright|and|but|wait|game|narrator|computer|quick|quickly|just)\b
(?:can|could|may|might|would|will|shall|should) (?:you|i|we)(?: (?:please|kindly|just|quickly|maybe|perhaps|possibly))?\b
(?:i|we) (?:want|need|wish|would like|would love|have|am trying|am going|have got)(?: to)?\b
(?:is|are) (?:there|it)(?: (?:a way|any way|possible))? (?:to|for me to)\b
(?:how|where) (?:do|can|could|would|might|should) (?:i|we)\b
(?:let|help) (?:me|us)\b
(?:do you mind|would you mind|is it possible to|i think i|i guess i|time to|try to|let us see)\b
(?:remind|tell|show|give) me(?: again)?\b
"""

AFTERWARDS: Final = r"please|now|again|thanks|thank|you|here|then|so|far|ok|okay|right|quickly|exactly|once|more|currently|still|also|too|me|anyway|actually|already|maybe|first|just|even|today|guys|friend|sir"

_POSSESSIONS = (
    r"(?:inventory|inv|items?|things|stuff|belongings|possessions?|bags?|backpack|pack|rucksack|pockets?|gear|equipment|pouch|"
    r"satchel|kit|loot|supplies|tools|objects|carried items)"
)
_CHOICES = r"(?:options?|choices?|possibilities|alternatives|possible (?:actions|moves|choices)|actions|available (?:actions|moves|choices|options))"
_SURROUNDINGS = (
    r"(?:room|scene|place|area|surroundings|location|environment|view|scenery|setting|description|situation|spot)"
)
_HELPERS = r"(?:hints?|clues?|tips?|nudge|pointers?|advice|suggestions?|guidance|idea)"
_LAST = r"(?:that|it|this|my|the|last|previous|latest|one|a|turn|move|step|action|choice|decision|thing|command|what|i|just|did|have|done|mistake|again)"
_TURNS = r"(?:turns?|moves?|steps?|choices?|actions?|decisions?|scene)"
_ASK = r"(?:what|which)"
_SHOW = r"(?:show|list|tell|give|display|see|view|read|repeat|print|check|bring up|pull up|open|get|find|look at|recap|remind)(?: me| us)?(?: of| about| again)?"
_DET = r"(?:(?:the|a|an|my|our|all|any|some|all of|every|this|that|these|full|list of|current|available|possible|other|another|small|little|bit of|piece of|kind of|sort of|of|game|complete|whole|map of|local|area) )*"

TOPICS: Final[dict[str, str]] = {
    "undo": rf"""
(?:undo|rewind|revert|reverse|retract)(?: {_LAST})*
(?:take|bring|roll|turn|go|step|move|jump|put) (?:{_LAST} )*back(?: {_LAST})*(?: {_TURNS})?
(?:take|bring|roll|turn|put) back {_DET}(?:last |previous )?{_TURNS}
(?:go|step|move|jump|back|back up|get) (?:back )?(?:to )?(?:a|one|1|two|2|three|3|the last|the previous|my last|my previous|last|previous) {_TURNS}(?: back| ago| earlier| before)?
(?:cancel|erase|reset|unmake) (?:{_LAST} )*{_TURNS}
(?:i )?(?:did not|do not) (?:mean|want|intend) (?:to (?:do|choose|pick|click|say) )?(?:that|this|it)
(?:that|it|this) was (?:a|my) (?:mistake|misclick|error|accident)
(?:i )?change(?:d)? my mind(?: about (?:that|it|this))?
(?:i )?(?:made|make) a mistake
(?:do )?(?:that|it) over
""",
    "again": r"""
again|g
(?:repeat|redo)(?: (?:that|it|this|the|my|last|previous|same|command|action|move|thing|turn|what|i|did|just|once|more|again|one|time))*
(?:do|try|run|play) (?:that|it|this|the same|the same thing|what i (?:just )?did|the last thing)(?: all)?(?: over)?(?: again| once more| one more time| another time)
do (?:the same|the same thing|the last thing|likewise)(?: again)?
(?:once|one time) (?:more|again)|one more time|same (?:again|thing again|as before)|and again|another go|ditto
""",
    "options": rf"""
{_CHOICES}|choose|menu
(?:{_SHOW} )+{_DET}(?:what )?{_CHOICES}(?: (?:i have|are there|do i have|there are|for me|are open to me|are available|left))?
{_ASK}(?: are| were| else are| is)? {_DET}{_CHOICES}(?: (?:do i have|are there|have i got|have i|do we have|are available|are open(?: to me)?|available|left|for me))*
(?:do i have|are there|have i|have i got) (?:any )?(?:other |more )?{_CHOICES}(?: left)?
what (?:else |all )?(?:can|could|may|might|am i able to|am i allowed to) (?:i |we |one |you )?(?:do|try|choose|pick|possibly do)(?: from)?(?: at this point| in this place| from here| around here| with this)?
what (?:else )?is (?:there to do|possible|allowed|on offer|available)
(?:{_SHOW} )?(?:everything|all|anything|things|what|all that|all the things|everything that)(?: that)? (?:i|we|one) can (?:do|choose|try)
what (?:else )?(?:is|are) (?:there|the things) (?:i can|to|for me to) do
what (?:can|do) i (?:choose|pick|select)(?: from| between)?
(?:read|list|show|repeat|tell)(?: me)? (?:my|the|all the) (?:options|choices|possibilities)(?: (?:to me|out|out loud|again|aloud))+
""",
    "help": r"""
help(?: me)?(?: out)?|instructions?|commands?|controls|tutorial|manual|how to|howto|h|man|usage|faq
(?:show|list|see|read|give|need|want|open|get|display)(?: me)? (?:some |the |a |any |all |all the )?(?:help|instructions?|commands?|controls|tutorial|manual)(?: page| text| screen| menu| list)?
(?:what|which) (?:are )?(?:the |all )?(?:commands|controls|verbs|keys|words)(?: (?:are there|can i use|do i have|do you (?:know|understand|accept)|exist|work|are available|are allowed|i can use))?
what (?:are|were) (?:the |my )?(?:commands|controls|instructions)
(?:how )?(?:do|does|should|can|must|would|to) (?:i|we|one|you|this|it|the game|that) (?:play|use|work|control|interact with|operate|do|talk to|type)(?: (?:this|the|it|that|here|anything|things|something|all|with))*(?: (?:game|thing|story|app|page|program|stuff|box))?
(?:play|use|work|control|operate) (?:this|the|that)(?: (?:game|thing|story|app|page|program))?
how (?:does|do|is|are) (?:this|it|the|that|these)(?: (?:game|thing|story|all|whole thing))? (?:work|works|played|function|supposed to work)
how (?:does|do|is) (?:this|it|one|the game) (?:work|played|done)
what (?:am|are|should|do|can|could|must|shall) (?:i|we|you)(?: (?:supposed|meant|allowed|expected|able|have))?(?: to)? (?:type|write|say|enter|input|put)(?: (?:here|in|in here|in this box|into this|now|in the box))?
(?:i )?(?:do not|can not) (?:know|understand|get|figure out) (?:how (?:to play|this works|it works|to use this|the game works|to do this)|the (?:controls|rules|game|commands)|what to type)(?: this)?(?: game)?
explain(?: (?:this|it|how|the|to|me|game|controls|commands|works|work|play|thing|does|i|a|how to))+
(?:how|what) (?:is|does) (?:this|the) game(?: about| work)?
what (?:kind of |sort of )?(?:things|stuff|words|commands|sentences) (?:can|could|may) (?:i|one|you) (?:type|write|say|enter|use)
i need (?:some |a bit of )?help(?: with (?:this|the game))?
how (?:am|are|is one) ?(?:i|we)? ?(?:meant|supposed|expected) to (?:play|use|do|work|control)(?: (?:this|it|that))?(?: (?:game|thing|story))?
""",
    "inventory": rf"""
i|inv|inventory|{_POSSESSIONS}
(?:my|the) {_POSSESSIONS}
(?:check|show|list|see|view|look in|look through|look into|look at|examine|display|open|search|go through|rummage (?:in|through)|count|inspect|tell|what is|what are|what is in|what have i got in|what do i have in|look over|take stock of|read|empty|dig (?:in|through))(?: me| us)?(?: what is in| what are| what is| of)? (?:the |my |all my |all the |all of my |own )*{_POSSESSIONS}
what (?:all |else )?(?:do|am|have|did) (?:i|we) (?:have|carry|carrying|hold|holding|got|own|possess|bring|pack|keep)(?: (?:got|on me|with me|in my hands?|on my person|on us|in my (?:bag|pockets?|pack|backpack)|about me|at the moment|left))*
what (?:do|have) (?:i|we) (?:have|got)(?: got)? (?:on|with|in) .{{0,20}}
(?:show|tell)(?: me)? what (?:i|we) (?:have|carry|am carrying|are carrying|hold|own|have got|am holding)(?: on me| with me)?
what (?:is|are|have i|do i have|have i got) (?:in|on|inside) (?:my|me)(?: (?:hands?|pockets?|bag|backpack|pack|pouch|inventory|person|belt|satchel))?
(?:what|which|how many) (?:things|items|objects|stuff|tools|gear|equipment|belongings)(?: (?:do|have|am|are)? ?(?:i|we)(?: (?:have|got|carry|carrying|hold|holding|own))*)(?: on me| with me)?
(?:am i|are we) (?:carrying|holding)(?: anything| something| what)?(?: on me)?
(?:do i|have i|do we|have we) (?:have |got |own |carry )+(?:anything|something|stuff|any items|any things|any tools)(?: (?:on me|with me|useful|in my .{{1,12}}))*
what i (?:am carrying|have|have got|am holding|carry)(?: on me| with me)?
take stock|(?:a )?list of (?:my|the|all) {_POSSESSIONS}
""",
    "hint": rf"""
{_HELPERS}
(?:(?:{_SHOW}|have|need|want|use|any|ask for|got|offer|drop|throw|spare|there) )*(?:me )?{_DET}(?:any |some |more |good |helpful |useful )*{_HELPERS}(?: (?:please|would be (?:nice|good|great|helpful|welcome|lovely)|for me|here|on what to do(?: next)?|what to do(?: next)?|about this|would help|available|about what to do(?: next)?))*
(?:i )?(?:am )?(?:totally |completely |really |so |quite |a bit |absolutely )*(?:stuck|stumped|clueless|baffled|at a loss|out of ideas|confused about what to do)
(?:i )?(?:have got |have |got )?(?:no|not any|not a|zero) (?:idea|clue)s?(?: (?:what|how|where)(?: .{{0,30}})?)?
what (?:am|are|should|shall|must|do|would|ought) (?:i|we|you)(?: (?:supposed|meant|have|expected|recommend|suggest|need|want me|think))?(?: (?:to|i|we|should|that))* (?:do|try)(?: (?:now|next|here|then|about this|first|at this point|in this place))*
what (?:now|next|then)|what is (?:next|the next step)|now what
(?:i )?(?:do not|can not) (?:know|see|figure out|work out|think of) (?:what (?:to|i should|else to|i can|i am supposed to) do|how to (?:go on|proceed|continue|get out of this|get on|get any further)|where to (?:go|start)|what comes next|what is next|the way forward)(?: (?:next|now|here))*
(?:i am |am i )?(?:missing|overlooking) something
(?:point|nudge|push|steer|guide) me (?:in|towards|to) the right (?:direction|way|track)
how (?:do|can|should|would) (?:i|we) (?:proceed|continue|go on|get further|get on|get any further|progress|solve this|get past this|get out of this|win|advance|move forward|move on)(?: from here| here)?
what would you (?:do|suggest|recommend)(?: .{{0,20}})?
which (?:way|one|option|choice) (?:should|shall|would|do) (?:i|we|you) (?:take|pick|choose|go|recommend|suggest)
walkthrough|spoilers?|solution
""",
    "map": r"""
maps?|m
(?:(?:show|see|view|open|check|display|look at|have|get|consult|bring up|pull up|give|need|want|use|read|unfold|is there|are there|do you have|do i have|have you got|where is|got|there|look on|find|study|call up|print) )+(?:me )?(?:a |an |the |my |any |some |of )*(?:local |world |area |whole |full |little |rough )?maps?(?: (?:of|for|to|with) .{1,30})?(?: anywhere| around| somewhere| available| for this| i can (?:see|look at|use))?
map of .{1,30}
draw (?:me )?(?:a |the |an |my )*(?:local |area |rough |little )*map(?: of (?:the |this )?(?:area|place|surroundings|world|region|neighbourhood))?
(?:the |my |a )?maps?(?: (?:of the (?:area|place|world|region|surroundings)|view|screen))?
(?:what|which|where) (?:ways|exits|paths|places|directions|routes)(?: (?:are there|lead (?:out|away|off|on)|can i (?:go|take)|do i have|are open|out|from here|around here|are near|can i reach|can i get to))*
(?:exits|directions|ways out)|(?:list|show)(?: me)? (?:the |all |all the )?(?:exits|ways|ways out|directions|paths|routes)
where (?:can|could|may) (?:i|we) (?:go|get to|walk|travel|head)(?: to)?(?: from here| next)?
what places (?:are there|can i .{1,20})
is (?:a|the|any) map (?:available|to be had|anywhere|around)(?: here)?
""",
    "time": r"""
what (?:time|hour) (?:is it|is it now|do we have|have we got|has it got to be|would it be)(?: (?:now|here|already|in the story|right now))*
what is the (?:time|hour)(?: (?:now|here|in the story|right now))*|the time|how late(?: is it)?(?: (?:now|already))*
(?:(?:tell|give|show|check|know|have you got|have you|do you have|do you know|got|ask|see) )+(?:me )?(?:the (?:current )?(?:time|hour)|what (?:time|hour) it is)(?: (?:now|here|on you))*
(?:what|which) day is (?:it|this|today)(?: (?:now|today))*
how much time (?:has passed|has gone by|have i (?:used|spent))(?: (?:so far|already|now|since the (?:start|beginning)))*
how long (?:have i been (?:here|playing|at it)|has it been)(?: (?:so far|already|now))*
""",
    "where": r"""
where
where (?:exactly |on earth |the hell |the heck |in the world )?(?:am|are|is|was) (?:i|we|this|this place|here)(?: (?:exactly|right|at|standing|now|currently|located|again|in the story|on the map|just|supposed to be))*
(?:what|which) (?:is |was )?(?:this|my|the|our|this here)(?: (?:current|present))? ?(?:place|location|position|whereabouts|area|spot|room)(?: (?:called|again|name|am i in|is this))*
(?:what|which) (?:place|room|location|area|part|spot|town|village) (?:is|was) (?:this|it|i in|that)(?: (?:called|again))*
(?:what|which) (?:place|room|location|area|part|spot|town|village) am i (?:in|at)
(?:remind|tell|show)(?: me)? where (?:i|we|this) (?:am|are|is)(?: (?:at|now|again|right now|standing|exactly))*
where (?:i|we) (?:am|are)(?: (?:at|now|again|right now|standing|exactly))*
(?:my |the )?(?:current |present )?(?:location|position|whereabouts|place name)
(?:am i|are we|i am|i think i am|we are)(?: (?:totally|completely|really|so|quite|a bit|just))* (?:lost|disoriented)(?: here)?
i (?:have )?(?:forgot|forgotten|lost track of|do not know|do not remember|can not remember|have no idea|am not sure) where (?:i|we) (?:am|are)(?: (?:at|now|again|right now))*
have i been here before|where did (?:i|we) (?:end up|get to|land)|where have i (?:ended up|got to|landed)
whereabouts (?:am|are) (?:i|we)(?: now)?|where (?:have|has) (?:i|this) (?:brought|taken|led) me
""",
    "look": rf"""
look|l|look (?:all )?(?:around|round|about|here)(?: (?:me|us|here|myself|the {_SURROUNDINGS}|again|carefully|slowly|once more))*
(?:have|take|get|give it|cast|let me have|let me take)(?: me)? (?:a|another|one more|a good|a quick|a long|a careful|a second|a closer|a further) (?:look|glance|peek)(?: (?:around|round|about|here|at (?:the|my) {_SURROUNDINGS}|at everything|at where i am|around me|about me|again))*
(?:describe|survey|examine|inspect|observe|scan|study|check|view|see|take in|repeat|reread|re read|retell|read|restate|show|tell|give|explore|search|look over|look at)(?: me| us| out)?(?: (?:the|this|that|my|a|all|whole|full|current|again|about|of|opening))* {_SURROUNDINGS}(?: (?:again|around me|once more|to me|i am in|here|text|one more time|for me|description|carefully))*
(?:describe|retell|reread|re read|recap)(?: (?:that|this|it|everything|what i see|what is here|where i am|what i can see|what is around(?: me)?|what you (?:just )?said|the text|the story so far|to me|for me|again|once more|my|all|things))*
(?:repeat|say) (?:what you (?:just )?said|the text|everything)(?: again| once more)?
(?:read|say|tell|show|print|give)(?: me| us)?(?: (?:that|it|this|the text|the scene|what happened|the story so far|all that|the last part))+ (?:again|once more|one more time|over|out again)
what (?:do|can|could|did) (?:i|we) (?:see|hear|smell|notice|observe|spot|make out)(?: (?:here|around(?: me| here)?|now|from here|in here|in this .{{1,15}}|right now|about me|nearby))*
what (?:does|do|did) (?:it|this|this place|the (?:room|place|scene|area)|things|everything|here) look like(?: (?:here|in here|around here|around me|now|again))*
what (?:else |all )?(?:is|are|was) (?:here|around|around me|around here|about|nearby|in here|in this (?:room|place)|in the (?:room|area)|in sight|visible|to be seen|there to see|to see|there)(?: (?:here|now|around here|around me|again|to see|to look at))*
what is (?:this place|it|the place|the room|the scene) like(?: here| in here)?
(?:tell|show)(?: me)? (?:what|all|everything)(?: that)? (?:is|i|i can|i could) (?:here|around(?: me)?|see|nearby)(?: (?:here|around me|from here|now))*
what (?:is|was) (?:going on|happening|the situation)(?: (?:here|around me|right now|again))*
what (?:just )?happened(?: (?:so far|just now|here|before))*|(?:the )?story so far|recap|summary
(?:what )?(?:did|does|do) (?:that|it|you|the text|the story) (?:just )?say(?: again)?|what was that(?: again)?
tell me (?:more )?about (?:this|the|my) {_SURROUNDINGS}
look at everything
describe (?:to me )?where (?:i|we) (?:am|are)(?: (?:standing|now|at))*
""",
    "stats": r"""
stats?|statistics|status|scores?|points|grid|progress|traits|skills|abilities|attributes|character(?: sheet)?|relationships|achievements|diagnose|health
(?:(?:show|see|view|check|list|display|tell|give|open|what is|what are|look at)(?: me)? )+(?:the |my |all |all my |current )*(?:stats?|statistics|status|scores?|points|grid|progress|traits|skills|abilities|attributes|character(?: sheet)?|relationships|health|cells|turn count|rank|medal|medals)(?: so far)?
(?:my |the )(?:stats?|statistics|status|scores?|points|grid|progress|traits|skills|abilities|attributes|character(?: sheet)?|relationships|achievements|rank)
how (?:am i|are we|is it) (?:doing|going|faring|getting on)(?: so far)?
how (?:far|many (?:points|turns|cells)) (?:am i|have i|do i have|did i|have)(?: (?:got|come|taken|reached|scored|played|i))*
(?:what|how) (?:is|are) my (?:score|progress|status|stats|traits|skills|rank|standing|character)(?: like)?
who am i
""",
    "rules": r"""
rules?|(?:the )?(?:rules?|goal|aim|objective|point|purpose)(?: of (?:the|this) (?:game|story|thing))?
(?:show|tell|explain|read|give|see|list|what are|what is|need|know)(?: me| to me)? (?:the |all the )?(?:rules?|goal|aim|objective)(?: of (?:the|this) (?:game|story))?
what (?:is|are) (?:the|my)(?: (?:rules?|goal|aim|objective|point|purpose|cells?|nine cells|quest|mission|task))(?: (?:of|in|here|for)(?: (?:the|this))?(?: (?:game|story|all|whole thing))*)?
how (?:do|can|does) (?:i|we|one) (?:win|lose|score|earn points|get (?:bronze|silver|gold|a medal))(?: (?:this|the)(?: game| story)?)?
""",
    "save": r"""
save|save (?:it|this|now|here|(?:my |the |this )?(?:game|progress|story|session|state|place))
(?:how (?:do|can) i |can i |do i have to |is (?:my|the) )?(?:save|game saved|progress saved|saved|story saved)(?: (?:it|this|the|my|game|progress|story|anything))*
(?:bookmark|keep) (?:this|my place|my progress|my game)
""",
    "load": r"""
load|restore|load (?:it|(?:my |the |a |an |last |old |saved |previous )*(?:game|save|story|progress|session|state|save file))
(?:restore|reload|resume|continue) (?:my |the |a |an |last |old |saved |previous )*(?:game|save|session|progress|state)
(?:restart|start (?:all )?over|start again|new game|begin again|start (?:a |the )?(?:new )?(?:game|story)(?: over| again| from (?:the )?(?:start|beginning))?|from the (?:beginning|start)|reset(?: (?:the|my))?(?: game| story)?|restart (?:the |this |my )?(?:game|story)|play again from the start|go back to the (?:start|beginning))
""",
    "quit": r"""
quit|exit|q|bye|goodbye|log out|logout|(?:quit|exit|leave|end|stop|close|abandon|stop playing|finish|pause) (?:the |this |my )?(?:game|story|session|playing|program|app)
(?:i )?(?:am |have )?(?:done playing|got to go|to go now|had enough of this game|tired of this game|going to bed now)
(?:stop|quit) (?:playing|it all)|give up|i give up|i quit
""",
}
