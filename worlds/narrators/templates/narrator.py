"""The narrator that needs nothing but the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from worlds.narrators.templates.telling import Teller
from worlds.rules.improvise import wording
from worlds.rules.rulings import Ruling
from worlds.rules.situation import Situation

if TYPE_CHECKING:
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State


class TemplateNarrator:
    """Words the rules' own finding: an author's text where there is one, else one plain sentence that says why.

    A ruling holds no effects: the rules add their own. The sentences are English. A scenario in another language gets
    its author's words alone, and where there are none, one plain sentence: a paragraph that mixes two languages would
    be worse than a short one.
    """

    instant: ClassVar[bool] = True
    name = "templates"
    version = "7"

    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        text = judgement.answer or _worded(scenario, state, judgement)
        return Ruling(cell=judgement.verdict, effects=(), text=text, narrator=self.name, version=self.version)


def _worded(scenario: Scenario, state: State, judgement: Judgement) -> str:
    if scenario.language.split("-")[0].lower() != "en":
        return wording(judgement, None)
    return Teller(Situation(scenario, state), judgement).tell()
