"""The narrator that asks, and knows what to say when nobody answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import structlog

from common.model_services.errors import Busy, NotAnswering, Unusable
from common.model_services.questions import Questions
from worlds.narrators.http.answer import telling, without_typed_flags
from worlds.narrators.http.presence import keeps_to_the_scene
from worlds.narrators.http.question import VERSION, question
from worlds.narrators.http.service import configured
from worlds.narrators.templates import TemplateNarrator
from worlds.rules.lexicon import lexicon
from worlds.rules.rulings import Ruling
from worlds.rules.situation import Situation

if TYPE_CHECKING:
    from worlds.narrators.http.answer import Telling
    from worlds.rules.lexicon import Words
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State

log = structlog.get_logger("kleene.narrator")


class HttpNarrator:
    """Asks the server of NARRATOR_URL, and answers itself, from the templates, whenever that comes to nothing.

    It always answers, half a second after NARRATOR_TIMEOUT at the latest. At most NARRATOR_CONCURRENCY questions of a
    process are on their way; who comes when there are so many gets the templates at once. After five failures in a
    row nobody is asked for half a minute. Raises ImproperlyConfigured when it is made with settings that are wrong.
    """

    instant: ClassVar[bool] = False
    name = "http"

    def __init__(self) -> None:
        self._service = configured()
        self.version = f"{VERSION} {self._service.model}"
        self._templates = TemplateNarrator()
        self._questions = Questions(self._service)

    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        told = None if _is_worded(state, judgement) else self._told(scenario, state, judgement)
        if told is None:
            return self._templates.rule(scenario=scenario, state=state, judgement=judgement)
        return Ruling(told.cell, told.effects, told.text, narrator=self.name, version=self.version)

    def _told(self, scenario: Scenario, state: State, judgement: Judgement) -> Telling | None:
        try:
            return self._asked(scenario, state, judgement)
        except Busy:
            log.info("narrator busy")
        except (NotAnswering, Unusable) as why:
            log.warning("narrator gave no answer", why=str(why))
        return None

    def _asked(self, scenario: Scenario, state: State, judgement: Judgement) -> Telling | None:
        body = self._questions.answer(
            question(model=self._service.model, scenario=scenario, state=state, judgement=judgement)
        )
        if body is None:
            return None
        told = telling(body, judgement=judgement, traits=state.player.character.traits)
        if not keeps_to_the_scene(told.text, Situation(scenario, state), judgement):
            raise Unusable("it names what is not in the scene")
        return replace(
            told, effects=without_typed_flags(told.effects, judgement.text, scene=_words_of(scenario, state))
        )


def _is_worded(state: State, judgement: Judgement) -> bool:
    """Whether there are words already: a curated answer's, or the author's for a player who wants no others."""
    return judgement.answer is not None or state.player.preferences.improvisation_temperature <= 0


def _words_of(scenario: Scenario, state: State) -> Words:
    """The author's own words for where a player is and what there may be: they are nobody's."""
    known, player = lexicon(scenario), state.player
    things = frozenset[str]().union(*known.items.values(), *known.npcs.values())
    return known.nodes[player.node] | known.locations.get(player.location, frozenset()) | things
