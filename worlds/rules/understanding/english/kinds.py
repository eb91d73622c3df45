"""Kinds of things and the things of each kind, and wholes and their parts: what players call a thing that an author calls otherwise."""

from __future__ import annotations

from typing import Final

# What a kind is called, and what is of it.
KINDS: Final = """
furniture furnishings | chair armchair stool table bench sofa bed bunk desk shelf cupboard sideboard piano counter settee wardrobe chest
animal creature beast pet critter | cat dog ram goat horse sheep cow pig hen bird heron mule donkey
bird fowl | heron hen gull crow goose duck swan
food grub snack | bun loaf bread cake soup fish quince egg eel pear apple herring cheese stew
drink beverage | tea coffee wine sherry beer ale water milk
clothes clothing garment outfit | coat ulster cloak hat cap shawl waistcoat apron bodice dress gown slipper boot jacket
light | lamp lantern candle torch
plant flower greenery | geranium rose moss reed lily ivy fern
picture photo artwork | portrait painting photograph seascape drawing
writing inscription lettering | note notice label sign letter card plate collar
instrument | piano fiddle drum trumpet
vehicle | carriage cart wagon tram ferry
container vessel | bucket pail tub jar crate trunk basket
machine machinery device | engine windlass pump clock
statue sculpture | bust figure
weapon | sword dagger axe club knife
tool | hammer maul mallet spanner saw spade pole hook
"""

ANIMALS: Final = frozenset(KINDS.partition("animal")[2].partition("\n")[0].replace("|", " ").split())

# A whole, and what it has about it.
PARTS: Final = """
door gate | doorknob knob handle hinge latch lock panel threshold lintel knocker letterbox
stair staircase | banister handrail railing balustrade newel landing
window | pane sill windowsill curtain shutter sash
book ledger score register | cover page spine binding
chair sofa seat | cushion armrest backrest upholstery
table counter | tabletop tablecloth
bed bunk | pillow mattress sheet blanket
lamp lantern candle | flame wick
cat dog ram goat horse | tail fur coat fleece paw whisker hoof horn mane chin belly
coat ulster jacket | sleeve pocket collar button lining hem
piano | keyboard pedal lid
kettle teapot | spout lid handle
pump | handle spout
clock | dial pendulum
tree | branch trunk leaf bark
bust statue portrait painting | frame nose plinth
carriage cart | wheel axle
stove | stovepipe grate
wheel | spoke rim
boat ferry coracle | deck hull rudder
plate dish | rim
umbrella | tip ferrule
snow | snowflake flake snowdrift snowball
rain | raindrop puddle
fire | ember spark ash log smoke
"""
