"""Verbs that people take for one another, a line for each meaning; `put_out` is two words that belong together.

A verb of several meanings stands in several lines.
"""

from __future__ import annotations

from typing import Final

VERBS: Final = """
go walk pace tread tramp head move travel proceed step stroll march stride wander saunter trot trudge journey hike make_way go_over go_to get_to set_off set_out make_for venture
go run rush hurry dash sprint race hasten jog bolt speed
go visit call_at drop_by stop_by pay_visit drop_in pop_in call_in look_in
enter go_in go_into get_in get_into come_in step_in walk_in walk_into head_in step_into break_in head_inside go_inside step_inside slip_in slip_into look_in
leave exit depart go_out get_out come_out walk_out head_out step_out go_outside slip_out get_away go_away walk_away walk_off move_off slip_off slip_away clear_out set_off set_out take_off head_off wander_off sneak_off
return go_back come_back turn_back head_back walk_back get_back step_back go_home head_home backtrack retreat get_home come_home turn_around turn_round cross_back
flee escape run_away get_away run_off run bolt retreat withdraw take_flight turn_tail
follow go_along go_down walk_along walk_down go_by
follow pursue chase trail track tail go_after run_after come_along go_along accompany shadow
climb ascend scale go_up climb_up get_up mount clamber climb_on head_up come_up walk_up scramble_up
descend go_down climb_down get_down come_down head_down walk_down clamber_down
jump leap hop spring vault bound
swim paddle wade float
row paddle sail steer pull
cross go_across go_over get_over ferry traverse walk_across cross_over
crawl creep squeeze wriggle squirm slither climb_through go_through
sneak creep tiptoe slip steal_away slink
take borrow get grab fetch collect acquire pick_up gather snatch seize obtain retrieve pocket nab lift take_down pick claim take_up lay_hands_on help_oneself take_along bring
carry bear bring lug haul cart take hold convey
pick pluck harvest gather
drop put_down lay_down discard set_down throw_away let_fall get_rid_of lay_aside dump abandon toss_aside
put place set lay shove slip slide stick stow deposit insert hang
put_back hang_up return replace hang_back give_back put_away take_back bring_back carry_back
give hand offer present hand_over pass donate deliver lend grant slip
show present display reveal produce hold_up flash
look examine inspect study investigate explore check observe view eye scan peer glance gaze survey watch regard consider see scrutinize look_at have_look take_look look_over check_out have_closer_look look_closely look_into x stare
watch observe see keep_eye_on look_on
look_for search find seek hunt locate look_around_for hunt_for search_for track_down seek_out go_look_for go_find
search rummage investigate explore ransack comb go_through scour look_through look_over sift poke_around look_around
read peruse study skim go_over look_through browse
listen hear overhear eavesdrop listen_in
smell sniff
taste try sample
lick
eat consume devour munch nibble swallow bite snack have chew dine finish
drink sip gulp swallow have down
talk speak chat converse talk_to speak_to speak_with talk_with have_word address chat_with approach strike_up
ask question inquire enquire query find_out quiz interrogate ask_about want_to_know request
ask_for ask request demand beg beseech seek
say tell announce declare mention state speak reply answer explain report put_it let_know inform speak_up utter admit confess voice
warn alert raise_alarm tell caution
shout yell call scream cry holler bellow call_out cry_out hail shout_out
whisper murmur mutter
greet hail welcome wave say_hello say_hi
thank say_thanks say_thank_you express_gratitude be_grateful give_thanks
apologize apologise say_sorry
beg plead implore beseech ask
promise swear vow pledge assure give_word
persuade convince talk_into win_over coax charm sway
negotiate bargain haggle barter trade strike_deal deal make_deal
buy purchase pay_for get trade acquire barter
sell trade
agree accept embrace consent say_yes go_along take_up concur nod take_offer support second yes
refuse decline reject turn_down say_no deny resist no
admit confess own_up come_clean acknowledge
praise compliment flatter admire
admire enjoy appreciate savour savor delight_in
comfort console soothe calm reassure
help assist aid lend_hand give_hand support pitch_in join_in lend help_out
join join_in take_part
attack fight hit strike punch kill stab battle slay beat assault charge take_on confront kick slap thump smack
hit strike beat bang knock pound hammer whack bash swing thump smack
break smash shatter destroy wreck crush take_apart dismantle dismember break_open force demolish bust crack
kick boot
cut slice chop sever saw hack slash trim carve snip
open unlock unlatch unbolt pry prise force_open pull_open lift_up open_up unfasten unseal
close shut slam lock bolt seal shut_up
lock bolt latch bar
push shove press heave lean_on lean shoulder
pull tug drag draw heave haul yank jerk
turn rotate twist spin wind crank swivel give_turn revolve
lift raise heave hoist pick_up lift_up
lower let_down drop
hold grip grasp clutch hang_on hold_on cling keep_hold keep
release let_go free set_free loosen let_loose unhand
plait braid weave
roll_up turn_up turn_back fold_back fold_up
tie bind fasten button do_up knot lash secure make_fast tie_up tie_down attach hang hook
untie unfasten loosen undo unhook untangle
throw toss hurl fling chuck cast pitch lob
catch grab
touch feel stroke reach put_hand_on
reach reach_into reach_in put_hand_in put_hand_into stick_hand_in put_arm_in
pet stroke pat caress scratch
kiss hug embrace cuddle
light ignite kindle set_alight switch_on turn_on set_fire set_on_fire burn fire_up relight
extinguish put_out snuff douse blow_out switch_off turn_off quench snuff_out
burn set_fire torch incinerate set_on_fire
fill refill top_up pour load fill_up
empty drain pour_out spill tip_out
pour spill tip
clean wipe wash scrub polish rinse dust mop wipe_off sweep
rest relax sit sit_down take_seat perch settle have_seat be_seated take_chair have_sit take_load_off sit_back take_break pause catch_breath get_breath
sit sit_down sit_with sit_by take_seat join collapse slump flop plonk
stand stand_up get_up rise
stand stand_by stand_with join
lie lie_down lie_flat stretch_out recline
sleep nap doze snooze slumber take_nap have_nap go_to_sleep close_eyes shut_eyes rest drift_off have_sleep go_back_to_sleep stay_in_bed
let_sleep let_rest let_lie
wake awaken rouse get_up wake_up
wait do_nothing stay linger remain hang_around stay_put stick_around hold_still keep_still stay_still stand_still stay_here bide stand_by hang_on not_move pause
stay remain keep stop_here stay_behind stay_here
hide conceal take_cover duck lie_low
stop halt cease quit give_up abandon drop leave_off break_off
continue go_on keep_going carry_on keep press_on proceed move_on push_on resume persist keep_on
give_up surrender quit yield give_in submit concede abandon
ignore leave_alone let_be leave_be disregard take_no_interest pay_no_attention look_away turn_away let_alone leave_in_peace take_no_notice
think ponder consider reflect contemplate work_out figure_out reason muse think_over puzzle_out think_about wonder understand
decide choose pick select opt make_up_mind
pretend make_believe act_as_if
believe trust
remember recall bear_in_mind keep_in_mind
use employ apply operate utilize work
make build create construct fashion prepare craft fix brew cook
boil brew put_on heat make
cook prepare boil bake fry
fix mend repair patch restore
write list jot scribble note record write_down chalk note_down put_down inscribe add fill_in
draw sketch
dig shovel excavate burrow
climb_aboard board get_on embark go_aboard get_aboard
ring press toll sound chime strike peal play
play
sing hum chant whistle
dance
pray kneel worship meditate
practice practise rehearse train repeat drill exercise work_on run_through
train learn study practise
teach train instruct show
steal rob nick pinch swipe pilfer make_off_with
hurt harm injure wound
lie deceive trick fool bluff cheat
distract divert
share split divide
keep hold_on_to hang_on_to save retain
save rescue
test try prove
try attempt have_go have_a_go try_out give_it_a_go
challenge dare defy face stand_up_to confront face_up_to
face confront stand_up_to
meet see encounter find join
bow kneel curtsy
wear put_on don dress try_on
remove take_off take_away strip shed
count tally number reckon
measure gauge
swap exchange trade switch
send post mail dispatch
spend pay
guard protect defend watch_over shield
lead guide take show_way bring
see_home walk_home take_home bring_home
bathe swim wash
warm heat warm_up thaw
cool chill
hang suspend hook dangle
knock rap tap bang
start begin commence get_started set_off head
lean lean_on rest
clap applaud cheer
laugh giggle chuckle smile grin
cry weep sob
mix stir blend
wedge jam prop
grease oil lubricate
"""

# Verbs that do harm, to things or to people: never meant by a line that offers something milder to the same object.
HARMFUL: Final = """
attack kill hit punch kick stab slap murder slay shoot strangle choke smash break destroy burn wreck ruin tear rip crush
poison drown slash behead torture beat whack thump smack bash shatter vandalize vandalise deface spit piss pee vomit steal rob
demolish explode bomb hurt harm injure wound maim threaten insult curse mock bully wring trample stomp axe
headbutt tackle rape fuck sink scuttle capsize topple flood spoil soil stain dent scorch overturn
"""

# Little words of direction, and their contraries.
PARTICLES: Final = """
up down in out on off over under through across back away around round along aside forward forwards backward backwards inside outside
upstairs downstairs upward downward into onto ahead round past below above home aboard overboard
"""


# Wider families: members are not the same deed, but of a kind.
FAMILIES: Final = """
praise compliment admire flatter insist find_out mention pronounce talk speak ask tell say offer answer agree promise warn admit call whisper shout reply announce explain question chat talk_to speak_to ask_for persuade let_know have_word own_up inquire report
find_out check_on see_to look look_at examine inspect study check observe view watch read search listen see peer investigate explore
go walk run climb enter leave return cross follow descend visit exit head go_out go_back go_in go_up go_down go_to go_into climb_up climb_down step walk_out come_back head_back get_out get_into get_in travel move look_in
take get lift borrow grab pick fetch collect pick_up take_down carry hold bring
sit stay wait rest stand lie sit_down lie_down stand_by remain linger hold_still sleep nap keep
hit knock strike beat hammer swing bang ring pound
open enter go_in go_through try
open lift pry
eat drink taste try bite
write add chalk draw
"""
# Looking at a thing does nothing to it.
LOOKS: Final = (
    "look look_at look_closely examine inspect observe gaze stare peer x view regard "
    "scrutinize scrutinise glance eye look_over"
)
