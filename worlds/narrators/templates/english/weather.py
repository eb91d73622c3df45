"""What an environment value adds to a moment. A value is known by a word in it: forge_glow by glow, light_rain by rain."""

from __future__ import annotations

from typing import Final

# The first word that fits decides, so the particular stands before the general.
AIR: Final[dict[str, tuple[str, ...]]] = {
    "rain": (
        "Rain goes on talking to itself.",
        "A drop of rain finds its way down the back of your neck.",
        "The rain draws a curtain round everything that is not close by.",
    ),
    "storm gale thunder": (
        "The wind throws its weight about and is answered by something loose.",
        "Between two gusts there is a silence as deep as a well.",
        "You feel the storm in your teeth before you hear it.",
    ),
    "snow frost ice icy frozen": (
        "Your breath stands white in front of you.",
        "The frost takes an interest in your fingers.",
        "Everything has the stillness that comes with great cold.",
    ),
    "fog mist haze misty foggy": (
        "The mist comes close, has a look at you, and draws off again.",
        "Shapes stand about in the mist and decline to be recognised.",
        "Mist beads on your sleeves.",
    ),
    "smoke smoky ash": (
        "Smoke stings your eyes and gets into everything.",
        "There is ash on your tongue.",
    ),
    "wind windy breeze exposed": (
        "The wind goes over you as if you were one more stone.",
        "There is nothing here to hide behind, and the wind knows it.",
        "A gust plucks at your clothes and lets go.",
    ),
    "forge": (
        "The glow of the forge comes and goes on your face like breath.",
        "There is iron in the air, and heat, and the memory of hammers.",
    ),
    "fire firelight ember embers flames": (
        "Firelight moves over everything and lets nothing keep its shape.",
        "Heat lies against your face like a hand.",
        "Shadows lean away from the fire and lean back again.",
    ),
    "candle candlelight candlelit lantern lamp lamplight lamplit torch torchlight": (
        "The flame leans, recovers, and goes on with its small work.",
        "Shadows shift when the flame does, a moment late.",
        "The lamplight makes a small room of wherever it falls.",
    ),
    "moon moonlight moonlit star stars starlight": (
        "The pale light has taken the colours out of things and left the edges.",
        "Your shadow lies beside you, thin and blue.",
    ),
    "dusk twilight sunset evening": (
        "The light is going, a shade at a time.",
        "The last of the day lies along the edges of things.",
        "It is the hour when colours give up one after the other.",
    ),
    "dawn sunrise morning": (
        "The light is new and has not yet decided on its colours.",
        "The morning smells of wet earth and of nothing having happened yet.",
    ),
    "filtered dappled green": (
        "Light comes down in coins and moves about your feet.",
        "Leaves stir overhead, and the light stirs with them.",
    ),
    "fading flickering failing": (
        "The light is not what it was, and it knows it.",
        "The light sinks, thinks again, and steadies.",
    ),
    "dim gloom gloomy shade shadow shadows shadowy murky": (
        "The light is poor, and the corners keep what they have.",
        "In the half-light everything has a second outline.",
        "Your eyes are still making up what they cannot see.",
    ),
    "dark darkness black night unlit pitch": (
        "The dark leans in to see what you are doing.",
        "You can see your hand, and not much that it might touch.",
        "The dark has depth to it, like water.",
    ),
    "glow glowing shimmer shining luminous": (
        "The glow lies on your hands and makes them look like someone else's.",
        "Everything here has a soft edge of light.",
    ),
    "sun sunlight sunny daylight day bright noon clear": (
        "The daylight is plain and even, and keeps nothing back.",
        "The light lies flat on everything, without favourites.",
        "In this light every small thing has its own small shadow.",
    ),
    "hot heat scorching burning": (
        "Sweat runs down between your shoulder blades.",
        "The heat has a weight, and it has settled on you.",
        "The air above the ground trembles.",
    ),
    "warm": (
        "The warmth makes everything seem a little nearer.",
        "It is warm enough to forget what you came for.",
    ),
    "cold chill chilly cool freezing": (
        "The cold gets in at the cuffs.",
        "You tuck your fingers into your sleeves and take them out again.",
        "Cold comes up through the soles of your feet.",
    ),
    "damp wet drip dripping flooded": (
        "Somewhere water drips, without hurry, into water.",
        "Everything you touch is a little wet.",
    ),
    "dust dusty stale musty": (
        "Dust turns over slowly in the air.",
        "The air has been breathed before, and kept.",
    ),
    "salt salty sea tide brine": (
        "There is salt on your lips.",
        "Somewhere below, the water draws breath and lets it go.",
    ),
    "quiet silent silence still hush hushed muffled calm": (
        "It is so quiet that you can hear your sleeve move.",
        "The quiet closes again over the place where the sound was.",
        "You catch yourself walking softly.",
    ),
    "busy bustling crowded lively noisy loud commercial": (
        "People pass, and their talk passes with them, in pieces.",
        "The noise goes round you as a stream goes round a post.",
        "Somebody laughs, not at you.",
    ),
    "tense uneasy anxious fearful nervous grim": (
        "There is a tightness in the air, as before the first drop of rain.",
        "Everything seems to be listening with its head turned away.",
        "A shutter bangs somewhere, and nobody says a word about it.",
    ),
    "sacred holy hallowed solemn reverent": (
        "You find that you have been holding yourself straighter.",
        "The stillness has been kept here by many people, one after the other.",
        "It is the kind of place where even breathing seems to need permission.",
    ),
    "mysterious eerie strange otherworldly mystical uncanny magical": (
        "For a moment you have the feeling of having been here in a dream.",
        "Nothing is out of place, and that is what is odd.",
        "Something at the edge of hearing hums, and stops when you attend to it.",
    ),
    "cozy cosy homely peaceful snug friendly welcoming": (
        "It would be easy to sit down here and not get up again for an hour.",
        "There is a smell of bread about, or of the memory of bread.",
    ),
    "ruined abandoned desolate deserted empty": (
        "Nobody has swept here for a long time.",
        "The emptiness has had years to settle, and it is comfortable.",
    ),
}
