"""A line about where one is, or about who is here too."""

from __future__ import annotations

from typing import Final

PLACE: Final = (
    "Everything {there} goes on as before, or as near as makes no difference.",
    "For a moment {place} [seems|seem] to hold [its|their] breath.",
    "Somewhere {there} a small sound starts, and stops.",
    "The air {there} has a taste of its own, and you are beginning to know it.",
    "For a moment {place} [seems|seem] a place that you have never seen before.",
    "Nothing {there} is in a hurry.",
    "There is a good deal about {place} that nobody has told you.",
    "You are getting to know {place}, one small sound at a time.",
    "Whatever happens {there} happens without raising its voice.",
    "You have been {there} long enough to notice when something changes.",
    "{place} [has|have] seen stranger things than you.",
    "The hour goes by in small coin {there}.",
)

NOWHERE: Final = (
    "Around you nothing moves that was not moving before.",
    "A small sound starts somewhere, and stops.",
    "You become aware of your own breathing.",
    "Your shadow has moved a little since you last looked.",
    "The moment has a grain to it, like wood.",
    "Somewhere behind you something settles by a hair.",
    "You notice, for no reason, the weight of your own hands.",
    "There is a taste in the air that you cannot place.",
)

COMPANY: Final = (
    "{npc} [watches|watch], and [does|do] not interfere.",
    "You feel rather than see that {npc} [is|are] watching.",
    "{npc} [has|have] not moved.",
    "Out of the corner of your eye you see {npc} shift a little.",
    "It does not escape you that {npc} [has|have] gone quiet.",
    "{npc} [keeps|keep] very still, as if not to disturb you.",
    "You can hear {npc} breathing.",
    "Whatever {npc} [thinks|think] of it does not show.",
)

LYING: Final = (
    "You are aware of {lying}, close by.",
    "Your glance falls on {lying}, and stays a moment.",
    "And {lying} [is|are] still there, waiting for somebody.",
    "The light picks out {lying}, as if to remind you.",
)
