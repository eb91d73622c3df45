"""Typed lines played at their moments of a story: what each is read as, what is answered, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.likeness import comparing
from worlds.narrators.templates import TemplateNarrator
from worlds.rules.commands import Say
from worlds.rules.improvise import judgement_of
from worlds.rules.labelled.moment import moment_of
from worlds.rules.meaning import read
from worlds.rules.scene_names import looks
from worlds.rules.turns import play_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.labelled.lines import LabelledLine
    from worlds.rules.outcome import Change, Step
    from worlds.rules.scenario import Scenario
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class PlayedLine:
    """`changes` tells how the state differs afterwards, in words; empty where it is the same but for its cell."""

    line: LabelledLine
    kind: str
    cell: str | None
    answer: str
    changes: tuple[str, ...]
    tells_look: bool  # a text that an author wrote for looking at something

    @property
    def is_of_use(self) -> bool:
        return bool(self.changes) or self.tells_look


def play_line(line: LabelledLine, scenario: Scenario, *, answers: int = 0) -> PlayedLine:
    """Play one line alone, as play would; `answers` are those that were given before. Raises LineError."""
    now = moment_of(line, scenario)
    now.state.player.answers = answers
    likeness = comparing.compare(line.typed, scenario, line.node).likeness(now)
    reading = read(Say(line.typed), now, likeness)
    judgement = judgement_of(reading)
    narrator = TemplateNarrator()
    ruling = None if judgement is None else narrator.rule(scenario=scenario, state=now.state, judgement=judgement)
    step = play_reading(now, reading, ruling)
    # The text of a scene that was entered would hide what was answered; what a line leads to stands in the changes.
    answer = step.narrative.removesuffix(step.arrival).strip() or step.narrative
    return PlayedLine(line, step.kind, step.cell, answer, tuple(_differences(step)), tells_look=_tells_look(step, now))


def _tells_look(step: Step, now: Situation) -> bool:
    texts = [text for _, text in looks(now)] + [words.look for words in now.scenario.items.values()]
    return any(text.strip() in step.narrative for text in texts if text.strip())


def _differences(step: Step) -> Iterator[str]:
    before, after = step.before.player, step.after.player
    if step.time_passed:
        yield f"{step.time_passed // 60} minutes"
    if before.node != after.node:
        yield f"scene {before.node} → {after.node}"
    if before.location != after.location:
        yield f"place {before.location} → {after.location}"
    for change in step.changes:
        if change.path not in {"world.time", "player.location"}:
            yield _difference(change)


def _difference(change: Change) -> str:
    if change.path == "character.history":
        return "remembered"
    path = "flag improv" if "flags.improv_" in change.path else change.path
    if change.item is not None:
        return f"{path} {'+' if change.action == 'added' else '−'} {change.item}"
    return f"{path} = {change.value}" if path == change.path else path
