"""Commands, judgements, rulings and errands as JSON values and back: what records keep of the inputs of play."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from worlds.rules.commands import Choose, Drop, Get, Give, Go, Recalled, Roaming, Say
from worlds.rules.effects import EFFECTS, Effect
from worlds.rules.outcome import Errand
from worlds.rules.quantities import Span
from worlds.rules.rulings import Judgement, Ruling
from worlds.rules.wire import wire_name

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROAMING: Final[dict[str, type[Roaming]]] = {wire_name(kind): kind for kind in (Go, Get, Drop, Give)}


def recalled_to_json(recalled: Recalled) -> dict[str, object]:
    judgement = recalled.judgement
    waited: dict[str, object] = {"minutes": recalled.minutes} if recalled.minutes else {}
    return waited | {
        "option_id": recalled.option_id,
        "topic": recalled.topic,
        "glance": recalled.glance,
        "judgement": None if judgement is None else judgement_to_json(judgement),
        "flag": recalled.flag,
        "deed": recalled.deed,
        "repeated": recalled.repeated,
        **({"roaming": roaming_to_json(recalled.roaming)} if recalled.roaming else {}),
        **({"among": list(recalled.among)} if recalled.among else {}),
    }


def recalled_from_json(stored: Mapping[str, Any]) -> Recalled:
    judgement = stored["judgement"]
    roaming = stored.get("roaming")
    read = {
        "judgement": judgement and judgement_from_json(judgement),
        "among": tuple(stored.get("among", ())),
        "roaming": roaming and roaming_from_json(roaming),
    }
    return Recalled(**{**stored, **read})


def command_to_json(command: Choose | Say) -> dict[str, object]:
    if isinstance(command, Say):
        return {"type": "say", "text": command.text}
    return {"type": "choose", "option_id": command.option_id, "text": command.text}


def command_from_json(stored: Mapping[str, Any]) -> Choose | Say:
    if stored["type"] == "say":
        return Say(stored["text"])
    return Choose(stored["option_id"], stored["text"])


def roaming_to_json(command: Roaming) -> dict[str, object]:
    return {"type": wire_name(type(command)), **{field.name: getattr(command, field.name) for field in fields(command)}}


def roaming_from_json(stored: Mapping[str, Any]) -> Roaming:
    return _ROAMING[stored["type"]](**{name: value for name, value in stored.items() if name != "type"})


def judgement_to_json(judgement: Judgement) -> dict[str, object]:
    """What it was decided by is left out: a narrator has worded it, and a replay asks no narrator."""
    kept = (field.name for field in fields(judgement) if field.name != "finding")
    return {name: getattr(judgement, name) for name in kept}


def judgement_from_json(stored: Mapping[str, Any]) -> Judgement:
    return Judgement(**stored)


def ruling_to_json(ruling: Ruling) -> dict[str, object]:
    return {
        "cell": ruling.cell,
        "effects": [effect_to_json(effect) for effect in ruling.effects],
        "text": ruling.text,
        "narrator": ruling.narrator,
        "version": ruling.version,
    }


def ruling_from_json(stored: Mapping[str, Any]) -> Ruling:
    effects = tuple(effect_from_json(effect) for effect in stored["effects"])
    return Ruling(stored["cell"], effects, stored["text"], stored["narrator"], stored["version"])


def errand_to_json(errand: Errand) -> dict[str, object]:
    effects = [effect_to_json(effect) for effect in errand.effects]
    return {"player": errand.player, "event_id": errand.event_id, "effects": effects}


def errand_from_json(stored: Mapping[str, Any]) -> Errand:
    effects = tuple(effect_from_json(effect) for effect in stored["effects"])
    return Errand(stored["player"], stored["event_id"], effects)


def effect_to_json(effect: Effect) -> dict[str, object]:
    """An effect as a scenario file would spell it, with nothing left to defaults."""
    spelled = {field.name: _field_to_json(getattr(effect, field.name)) for field in fields(effect)}
    return {"type": wire_name(type(effect)), **spelled}


def effect_from_json(stored: Mapping[str, Any]) -> Effect:
    given = {name: _field_from_json(value) for name, value in stored.items() if name != "type"}
    return EFFECTS[stored["type"]](**given)


def _field_to_json(value: object) -> object:
    if isinstance(value, Span):
        return {"amount": value.amount, "unit": value.unit}
    if isinstance(value, tuple):
        return [effect_to_json(effect) for effect in value]
    return value


def _field_from_json(value: Any) -> Any:
    if isinstance(value, dict):
        return Span(**value)
    if isinstance(value, list):
        return tuple(effect_from_json(effect) for effect in value)
    return value
