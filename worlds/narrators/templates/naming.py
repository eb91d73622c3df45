"""What people, things and places are called in a sentence: as their author calls them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.phrases import Phrase
from worlds.rules import names_of_people, scene_names, texts
from worlds.rules.nouns import JOINTS

if TYPE_CHECKING:
    from worlds.rules.rulings import Finding
    from worlds.rules.scenario import Scenario
    from worlds.rules.situation import Situation

FAR_ENOUGH: Final = 100_000  # characters; a file of 1 MiB would take a second to go through
_SINGULAR: Final = frozenset({"lens", "gas", "canvas", "atlas", "news", "alas", "Hans"})
_PLURAL: Final = frozenset({"people", "children", "men", "women", "cattle", "sheep", "feet", "teeth", "reed-cutters"})
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z'’ -]{0,39}")


def phrase_of(finding: Finding, now: Situation) -> Phrase | None:
    """What a finding is about, as it can stand inside a sentence."""
    match finding.sort:
        case "person":
            named = now.scenario.npc_names.get(finding.about)
            return Phrase(texts.inside_sentence(named)) if named else somebody(finding.about, prose_of(now.scenario))
        case "item":
            return _counted(re.sub("^an? ", "the ", texts.the_item(now.scenario, finding.about)))
        case "place":
            return _counted(texts.place_name(now, finding.about))
        case "thing":
            return _thing(finding.called or finding.about, now)
    return None


def _thing(noun: str, now: Situation) -> Phrase | None:
    """`poplars` is "the poplars"; `mr pell` and `bishop` are Mr Pell and Bishop, as the story calls them."""
    for npc in now.state.world.npc_locations:
        if names_of_people.name_of(noun) in set(names_of_people.names_of_person(npc, now)):
            return Phrase(texts.inside_sentence(texts.person_name(now.scenario, npc)))
    noun = re.sub(r"^an? ", "", noun)
    if noun in JOINTS:
        return None  # a look "down" is at no thing
    told = scene_names.told_here(now)
    proper = _proper(noun, told, now) or _proper(noun, prose_of(now.scenario), now)
    if proper is not None:
        return proper
    return _counted(texts.with_article(_whole_word(noun, told)))


def _proper(noun: str, told: str, now: Situation) -> Phrase | None:
    """A noun that a text writes as a name, and with an article where it has one: Bishop, the Widow."""
    name = re.search(rf"(?<=[a-z,;] ){re.escape(noun.title())}\b", told)
    if name is None or re.search(rf"\b{re.escape(noun.lower())}\b", told):
        return None
    told += prose_of(now.scenario)
    has_article = re.search(rf"\b[Tt]he {re.escape(name[0])}\b(?! [A-Z])", told)
    return Phrase(f"the {name[0]}" if has_article else name[0])


def prose_of(scenario: Scenario) -> str:
    """What an author tells in whole sentences, as far as names are looked for. Worked out once for each scenario."""
    known = scenario.memory.get("prose")
    if not isinstance(known, str):
        told = [place.description for place in scenario.locations.values()]
        told += [node.narrative for node in scenario.nodes.values()]
        known = scenario.memory["prose"] = "\n".join(told)[:FAR_ENOUGH]
    return known


def somebody(npc: str, prose: str) -> Phrase | None:
    """`elder` is "the elder", and `old_tom` is "Tom" where the prose says so."""
    words = texts.humanise(npc).split()
    tries = (words, words[-1:], words[:1])
    return next((phrase for some in tries if (phrase := as_written(some, prose))), None) or _described(words)


def as_written(words: Sequence[str], prose: str) -> Phrase | None:
    """The words as they stand in the prose: as a common noun with its article, or as a proper name."""
    if not words or not _PLAIN.fullmatch(" ".join(words)):
        return None
    joined = r"[\s-]+".join(map(re.escape, words))
    found = re.findall(rf"(\bthe\s+)?\b({joined})\b", prose, re.IGNORECASE)
    names = [(bool(article), " ".join(name.split())) for article, name in found]
    common = [name for _, name in names if _ends_small(name)]
    if common:
        return _counted(f"the {min(common, key=lambda name: not name.islower())}")
    return next((Phrase(f"the {name}" if article else name) for article, name in names), None)


def is_plural(noun: str) -> bool:
    return noun.rpartition(" ")[2] in _PLURAL or (
        noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun.rpartition(" ")[2] not in _SINGULAR
    )


def _counted(phrase: str) -> Phrase:
    return Phrase(phrase, plural=is_plural(phrase))


def _ends_small(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1][:1].islower()


def _described(words: Sequence[str]) -> Phrase | None:
    name = " ".join(words).lower()
    return _counted(f"the {name}") if _PLAIN.fullmatch(name) else None


def _whole_word(noun: str, told: str) -> str:
    """`cutters` is "reed-cutters" where the author writes it so."""
    found = re.search(rf"\b(?:[a-z]+-)+{re.escape(noun)}\b", told)
    return found[0] if found else noun
