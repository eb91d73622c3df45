"""Having a slow narrator word an improvisation while its turn holds nothing but a lease."""

from __future__ import annotations

import uuid
from functools import partial

from worlds.narrators.chosen import narrator
from worlds.narrators.protocol import Narrator
from worlds.narrators.shares import shares
from worlds.narrators.templates import TemplateNarrator
from worlds.services.turns.needs import Leased, Narrated, SlowWork, TurnSteps, Work
from worlds.services.turns.request import TurnAttempt

_templates = TemplateNarrator()


def ask_narrator(attempt: TurnAttempt, leased: Leased) -> TurnSteps[Narrated]:
    """Spend a question and ask it. Raises RateLimited; the lease is its taker's to give back."""
    yield Work(attempt.purse.pay_question)  # before the question: a refused one must not have cost the narrator
    narrated: Narrated = yield SlowWork(partial(_narrated, attempt.user_id, leased))
    return narrated


def _narrated(user_id: uuid.UUID, leased: Leased) -> Narrated:
    """A player whose share of questions is on the way already hears the templates."""
    with shares.one_of(user_id) as is_granted:
        speaker: Narrator = narrator() if is_granted else _templates
        ruling = speaker.rule(scenario=leased.scenario, state=leased.state, judgement=leased.judgement)
    return Narrated(ruling, leased.token, leased.number, leased.revision)
