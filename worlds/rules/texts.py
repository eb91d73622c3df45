"""What the rules themselves say to a player, where an author has left it to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worlds.rules.sight import SOMEONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worlds.rules.rulings import Verdict
    from worlds.rules.scenario import Scenario
    from worlds.rules.situation import Situation
    from worlds.rules.state import World

NOWHERE: Final = "You set out, but the way leads nowhere yet. You turn back."
SOMETHING: Final = "Something holds you back. Perhaps another time, or another way."
NOT_NOW: Final = "You try, but nothing comes of it. Not here, or not now."
ASK: Final = "What exactly do you say or do?"
SILENCE: Final = "You say nothing, and the moment waits with you. Type what you would like to do."
REPEATED: Final = "You have done that already, and it goes as it went before."

CARE: Final = (
    "This sounds serious, and the story can wait. If you are thinking of harming yourself, please talk to somebody now: "
    "a person you trust, or the emergency number where you live. On findahelpline.com you find people who listen, free of charge, "
    "in many countries. If you only meant it in the story, nothing has happened there."
)
NO_COMMAND: Final = (
    "There is no such command. Write what you do in plain words; look, inventory, help, hint, map, where and undo are known, "
    "with a slash or without."
)
NO_SEX: Final = "This story does not go there. Nothing has happened."
NO_VIOLENCE: Final = "You stop yourself: this story does not let you hurt anybody in that way. Nothing has happened."

UNNAMED: Final = "this place"
_DETERMINERS: Final = frozenset({"the", "a", "an", "some", "your", "my", "his", "her", "their", "our"})
_OWNED: Final = re.compile(r".*?['\u2019]s ")  # Miss Tarrow's umbrella
_ARTICLES: Final = frozenset({"The", "A", "An"})

NO_ROAMING: Final = "This is no moment to wander about. See first what the story wants of you."
NO_WAY: Final = "There is no way there from here."
NOT_HERE: Final = "There is nothing like that lying here."
HAVE_IT: Final = "You have that already."
NOT_CARRIED: Final = "You carry nothing like that."
NOBODY_HERE: Final = "There is nobody like that here to give it to."
HAVE_THEIRS: Final = "They have one already."

PARTINGS: Final = {
    "left": "You step out of this world. Your story waits where you leave it.",
    "finished": "Your story here is told, and the world goes on without you.",
    "kicked": "You are shown the way out. Your story waits where you leave it.",
    "banned": "This world is closed to you from now on.",
    "archived": "This world comes to rest, and your story with it.",
}

ENDINGS: Final = {
    "_death": (
        "Your strength leaves you, and the story closes over the place where you stood. "
        "Others will tell how far you came."
    ),
    "_transcendence": (
        "You leave this story behind you. What you have become has no place in it any more, "
        "and the world goes on without looking up."
    ),
    "_dead_end": (
        "The way ends here. There is nothing left to choose, and for a long while you only listen to the quiet. "
        "This is as far as the story goes."
    ),
}

OUTCOMES: Final[dict[Verdict, str]] = {
    "discovery": "It works, and shows you something that you had not seen before.",
    "constraint": "You try, but the world does not give way.",
    "limbo": "The moment hangs in the air. Nothing stirs, for or against you.",
}


def humanise(name: str) -> str:
    """An id as people would write it: `rusty_sword` is a rusty sword."""
    return " ".join(name.replace("_", " ").replace("-", " ").split()) or name


def npc_name(npc: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in humanise(npc).split(" "))


def item_name(scenario: Scenario, item: str) -> str:
    """What an item is called: as the author named it, else after its id."""
    words = scenario.items.get(item)
    return words.name if words is not None and words.name else humanise(item)


def the_item(scenario: Scenario, item: str) -> str:
    """An item inside a sentence: `the storm lantern`; a name with an article or an owner of its own keeps it."""
    name = inside_sentence(item_name(scenario, item))
    first = name.partition(" ")[0]
    owned = _OWNED.match(name) and (first[:1].isupper() or _OWNED.match(f"{first} "))
    return name if first.lower() in _DETERMINERS or owned else f"the {name}"


def left_as_it_is(item: str, now: Situation) -> str:
    """Why a thing is not moved where the story does not leave that to its player."""
    thing = the_item(now.scenario, item)
    if now.carries(item):
        return f"You keep {thing}. The story may still have a use for it."
    return f"You leave {thing} where it is. What becomes of it is for the choices of the story to tell."


def your_own(item: str, now: Situation) -> str:
    """Why a thing that lies nowhere in the story is never laid down: it would be gone for good."""
    return f"{capitalised(the_item(now.scenario, item))} is yours alone. You had better keep it."


def not_taken(item: str, now: Situation) -> str:
    return f"Nobody here takes {the_item(now.scenario, item)} from you just now. You keep it."


def to_be_laid_down(item: str, now: Situation) -> str:
    """How a thing gets to another player who is here."""
    thing = the_item(now.scenario, item)
    return f"You keep {thing}. To give it to another player, type that you drop it: whoever is here can take it then."


def person_name(scenario: Scenario, npc: str) -> str:
    return scenario.npc_names.get(npc) or npc_name(npc)


def place_name(now: Situation, location: str | None) -> str:
    """The name of a place within a sentence; a story without places has one that bears none."""
    return inside_sentence(place_title(now, location)) or UNNAMED


def capitalised(words: str) -> str:
    """The same at the start of a sentence."""
    return words[:1].upper() + words[1:]


def inside_sentence(name: str) -> str:
    """A name as it stands inside a sentence: `The green` is the green."""
    article, space, rest = name.partition(" ")
    return f"{article.lower()} {rest}" if space and article in _ARTICLES else name


def place_title(now: Situation, location: str | None) -> str:
    """The name of a place that stands for itself; empty for the one place of a story that names none."""
    place = now.place(location)
    declared = now.scenario.locations.get(place)
    return npc_name(place) if declared is None else declared.name


def bonus(now: Situation) -> str:
    """Something more to try: what an author described, else with somebody who is here, something here, or the place."""
    here = now.scenario.locations.get(now.here)
    looks = (*now.scenario.nodes[now.state.player.node].look, *(() if here is None else here.look))
    if looks:
        return f"Take a closer look at {with_article(looks[0])}"
    npcs = npcs_at(now, now.here)
    if npcs:
        return f"Try to win {person_name(now.scenario, npcs[0])} over in your own way"
    things = [*now.state.world.items.get(now.here, ()), *now.inventory]
    if things:
        return f"Try to put {the_item(now.scenario, things[0])} to an unexpected use"
    return f"Try something unexpected at {place_name(now, None)}"


def with_article(noun: str) -> str:
    return noun if noun.partition(" ")[0] in _DETERMINERS | {"number"} else f"the {noun}"


def taken(item: str, now: Situation) -> str:
    """Why a placed item cannot be had: every copy of it is in other hands. Whose is told where names are, not in the log."""
    return taken_by(SOMEONE, item, now.scenario)


def taken_by(name: str, item: str, scenario: Scenario) -> str:
    return f"{name} took {the_item(scenario, item)} before you, and there is no other."


def npcs_at(now: Situation, place: str) -> list[str]:
    """Who is at a place, by id: stored states do not keep the author's order."""
    return npcs_in(now.state.world, place)


def npcs_in(world: World, place: str) -> list[str]:
    """The same of the shared part of a state alone."""
    return sorted(npc for npc, where in world.npc_locations.items() if where == place)


def listing(names: Iterable[str]) -> str:
    """Two or more as "one, another and a third"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
