"""The narrator that needs nothing but the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from worlds.narrators.templates.draw import draw_for
from worlds.narrators.templates.scenery import scenery
from worlds.narrators.templates.telling import Teller
from worlds.narrators.templates.voice import Voice
from worlds.rules.rulings import Ruling
from worlds.rules.situation import Situation
from worlds.rules.texts import OUTCOMES

if TYPE_CHECKING:
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State


class TemplateNarrator:
    """Words the rules' own verdict with sentences that fit the scene; the same question always gets the same answer.

    A ruling holds no effects: the rules add their own, a flag and a line of history. The sentences are English. A
    scenario in another language gets its author's `limbo_fallback` and curated answers, and otherwise one plain
    sentence: a paragraph that mixes two languages would be worse than a short one.
    """

    instant: ClassVar[bool] = True
    name = "templates"
    version = "2"

    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        text = judgement.answer or _worded(scenario, state, judgement)
        return Ruling(cell=judgement.verdict, effects=(), text=text, narrator=self.name, version=self.version)


def _worded(scenario: Scenario, state: State, judgement: Judgement) -> str:
    if scenario.language.split("-")[0].lower() != "en":
        return _in_another_language(judgement)
    scene = scenery(Situation(scenario, state), judgement)
    voice = Voice(draw_for(scenario, state, judgement), scene.facts)
    teller = Teller(judgement, scene, voice, _story_follows(scenario, state, judgement))
    temperature = state.player.preferences.improvisation_temperature
    if temperature <= 0:
        return teller.terse()
    if temperature < 4:
        return teller.plain()
    return teller.full() if temperature < 7 else teller.rich()


def _in_another_language(judgement: Judgement) -> str:
    fallback = judgement.limbo_fallback.strip() if judgement.verdict == "limbo" else ""
    return fallback or OUTCOMES[judgement.verdict]


def _story_follows(scenario: Scenario, state: State, judgement: Judgement) -> bool:
    if judgement.option_id is None:
        return False
    option = scenario.nodes[state.player.node].option(judgement.option_id)
    return bool(option and option.improvisation and judgement.verdict in option.improvisation.outcome_nodes)
