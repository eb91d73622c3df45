"""Things, people and qualities that people call by one another's names, a line for each."""

from __future__ import annotations

from typing import Final

NOUNS: Final = """
cat kitty kitten puss pussycat feline tomcat
dog hound puppy pup doggy
horse mare pony steed stallion
goat billy nanny kid
bird birdie
woman lady girl wife dame madam widow
man guy fellow gentleman bloke chap sir
child kid boy girl lad lass youngster toddler
people folk folks crowd others everyone everybody villagers neighbours neighbors men townsfolk
friend companion mate buddy pal
mother mum mom mama
father dad papa
brother sibling
grandmother granny grandma nan
guard guardian sentry watchman warden
king monarch ruler
blacksmith smith smithy forge ironmonger farrier
merchant trader shopkeeper vendor seller salesman peddler stallholder
innkeeper landlord host barkeep bartender innkeep publican
inn tavern pub bar hostel
shop store stall shopfront
market bazaar marketplace stalls
courier messenger postman mailman carrier
elder ancient
healer doctor medic physician nurse
priest vicar verger monk parson
sailor boatman ferryman
thief robber burglar
troll ogre giant monster beast creature
dragon wyrm drake serpent
lamp lantern light torch
fire flame blaze hearth
stove oven range cooker
kettle pot teapot
tea cuppa brew
cup mug
bread loaf loaves bun roll
food meal dinner supper grub lunch breakfast
water
money coins cash gold coin silver payment
treasure loot gold riches chest hoard valuables
chest box crate trunk case coffer
bag sack pouch purse satchel rucksack
key
door doorway entrance gate
gate gates portal
window pane casement
wall walls
roof ceiling
floor ground
stairs staircase steps stairway
step doorstep stoop porch
ladder rungs rung
path trail track lane footpath way route
road street way highway
bridge crossing
house home cottage building
room chamber hall
cellar basement vault
attic loft garret
kitchen scullery galley
church chapel temple shrine
bed bunk cot mattress
blanket cover covers quilt bedclothes
chair seat stool armchair
bench pew seat
table desk
sword blade rapier
knife dagger blade
hammer maul mallet sledgehammer
axe hatchet
rope line cord string
chain chains
stick pole staff rod cane
boat coracle ship skiff raft dinghy
ferry boat
paddle oar
wheel
bell bells doorbell
book tome volume ledger
letter note message mail
note paper slip
page sheet
map chart
scroll parchment
slate board chalkboard
picture painting portrait
mirror glass looking_glass
glass pane
stone rock boulder pebble
hill slope hillside
mountain peak mount
forest woods wood trees
tree
reeds rushes
field meadow
river stream brook
lake pond water
sea ocean
shore bank beach
hole gap opening crack
cave cavern grotto
tunnel passage passageway corridor
ear ears
eye eyes
hand hands palm
egg eggs
oil
grease fat lard
cloth rag duster
clothes garment garments outfit
coat jacket cloak
hat cap
noise sound racket
job work task duty
story tale
time hour
minute moment second bit while
morning dawn
evening dusk nightfall
clue hint tip
danger peril risk
truth
name names
question
answer reply
help aid assistance
permission leave
mercy forgiveness pardon
roster list register
conversation talk chat
quiet silent quietly silence
alone self lonesome myself
together
slow slowly careful carefully gently gingerly patient
fast quick quickly
big large huge great
small little tiny
old ancient aged elderly
high tall
near nearby close
end ending conclusion
beginning start
rest remainder leftover remaining
first
again another once_more
unarmed weaponless
lamp_room office
fish herring eel
fruit pear apple pears
"""
