"""Every field that takes text says whether others read it, and none hands on what hides its neighbours."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from rest_framework import serializers

from common import fields, form_fields
from common.fields import StrictSerializer
from worlds import limits
from worlds.consumers import client_frames
from worlds.rules.commands import Say
from worlds.services import frames
from worlds.services.turns.request import TurnRequest
from worlds.views.forms import TurnForm

OURS = ("kleene_site", "presence", "relations", "worlds", "improvisations", "leaderboards", "profiles", "cosmos")
HOSTILE = "I \u202elook\u200b at the cafe" + "\u0301" * 60 + "\u2028now"
SEEN = "I look at the caf\u00e9" + "\u0301" * 4 + "\nnow"
READ_BY_NOBODY = (fields.Key, fields.Secret, form_fields.Key, form_fields.Secret)
JUDGED_BY_SERVICES = {
    "bio", "character_name", "display_name", "name", "narrative", "option_text", "policies", "reason", "wording",
}  # fmt: skip


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def all_modules() -> None:
    for package in map(importlib.import_module, OURS):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations." not in module.name:
                importlib.import_module(module.name)


def declared_here(form: type[Any]) -> dict[str, Any]:
    """The fields of a form without those that it has of Django's own, which are names and passwords to sign in with."""
    foreign = [base for base in form.__mro__ if base.__module__.split(".")[0] not in OURS]
    known = {name for base in foreign for name in getattr(base, "declared_fields", {})}
    return {name: field for name, field in getattr(form, "declared_fields", {}).items() if name not in known}


def text_fields() -> list[tuple[str, str, Any]]:
    """Where every text field of ours stands, its name, and the field."""
    all_modules()
    found: list[tuple[str, str, Any]] = []
    for body in below(StrictSerializer):
        if body.__module__.split(".")[0] in OURS:
            declared = body().fields.items()
            found += [
                (body.__name__, name, field) for name, field in declared if isinstance(field, serializers.CharField)
            ]
    for form in below(forms.BaseForm):
        if form.__module__.split(".")[0] in OURS:
            asked = declared_here(form).items()
            found += [(form.__name__, name, field) for name, field in asked if isinstance(field, forms.CharField)]
    return found


def test_every_text_field_says_whether_others_read_it() -> None:
    kinds = (
        fields.Prose, fields.AsWritten, form_fields.Prose, form_fields.AsWritten, *READ_BY_NOBODY,
        serializers.EmailField, serializers.RegexField, forms.EmailField, forms.RegexField,
        forms.UUIDField,
    )  # fmt: skip
    found = text_fields()
    assert len(found) > 50
    bare = [(form, name) for form, name, field in found if not isinstance(field, kinds)]
    assert bare == []


def test_nothing_that_others_read_passes_for_a_key() -> None:
    """A key is an id, a code, an address or an expression; these names say so."""
    keys = {name for _, name, field in text_fields() if isinstance(field, (fields.Key, form_fields.Key))}
    assert keys == {
        "code", "confirm", "consequences", "email", "engine_version", "id", "idempotency_key", "invite", "node_id", "option_id", "outcome_node_id",
        "owner",
        "pattern", "player", "refresh", "scenario_id", "session_id", "target_node_id", "to", "token", "user_id",
        "username", "world_id",
    }  # fmt: skip


def test_what_is_kept_as_written_is_a_name_or_a_text_that_a_service_refuses() -> None:
    kept = {name for _, name, field in text_fields() if isinstance(field, (fields.AsWritten, form_fields.AsWritten))}
    assert kept == JUDGED_BY_SERVICES


class Body(StrictSerializer):
    said = fields.Prose(max_length=60)


class Page(forms.Form):
    said = form_fields.Prose(max_length=60)


def test_prose_is_cleaned_before_its_length_is_judged() -> None:
    read, page = Body(data={"said": HOSTILE}), Page({"said": HOSTILE})
    assert read.is_valid(), read.errors
    assert page.is_valid(), page.errors
    assert read.validated_data["said"] == page.cleaned_data["said"] == SEEN


@pytest.mark.parametrize("said", ["\u202e\u200b", "x" * 61, "e\u0301" * 61, "\u0301" * 10_000, "a\0b", ""])
def test_prose_that_shows_nothing_or_too_much_is_refused(said: str) -> None:
    assert not Body(data={"said": said}).is_valid()
    assert not Page({"said": said}).is_valid()


def test_words_of_a_turn_are_the_same_whatever_carried_them() -> None:
    form = TurnForm({"input": HOSTILE})
    assert form.is_valid()
    frame = {"type": "turn", "id": "6a1b8f0e-3b6a-4c3e-9d52-0d6b0a4b9f11", "input": HOSTILE}
    _, read = client_frames.parse_frame(json.dumps(frame))
    turn = read()
    assert isinstance(turn, client_frames.Turn)
    for request in (form.turn_request(), turn.request, TurnRequest(input=HOSTILE)):
        assert request.command() == Say(SEEN)
        assert request.body_hash() == TurnRequest(input=SEEN).body_hash()


def test_words_far_beyond_the_limit_are_not_even_cleaned() -> None:
    assert TurnRequest(input="\u202e" * (5 * limits.TURN_TEXT)).input == "\u202e" * (5 * limits.TURN_TEXT)


def test_streams_hold_no_separators_that_end_a_line() -> None:
    line = frames.encode_frame({"text": "one\u2028two\u2029three"})
    assert line == '{"text":"one\\u2028two\\u2029three"}'
    assert json.loads(line) == {"text": "one\u2028two\u2029three"}
