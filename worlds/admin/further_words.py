"""What a node or an option says besides its own text: on returns, while something holds, of its things, when something happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from worlds.admin.wording import needed_words
from worlds.rules.effects import Effect, ScheduleEvent
from worlds.rules.scenario import Node, Option, Variant


@dataclass(frozen=True, slots=True)
class Further:
    when: str
    text: str


def of_node(node: Node) -> tuple[Further, ...]:
    returns = [Further("On a return", node.again)] if node.again else []
    looks = [Further(f"Looking at “{noun}”", text) for noun, text in node.look.items()]
    return (*_variants(node.variants), *returns, *looks, *_events(node.on_enter))


def of_option(option: Option) -> tuple[Further, ...]:
    return (*_variants(option.variants), *_events(option.consequences))


def _variants(variants: Iterable[Variant]) -> Iterator[Further]:
    return (Further(f"While {needed_words(variant.when)}", variant.text) for variant in variants)


def _events(effects: Iterable[Effect]) -> Iterator[Further]:
    for effect in effects:
        if isinstance(effect, ScheduleEvent) and effect.narrative:
            yield Further(f"When {effect.event_id} happens", effect.narrative)
