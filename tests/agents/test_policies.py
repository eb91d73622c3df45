"""How agents choose, without any server but a model's."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from agents import limits
from agents.policies.choices import Choice, ExplorerPolicy, RandomPolicy, View
from agents.policies.model import ModelPolicy, chosen_service
from tests.worlds.narrators.http.fake import Fake, serving

KEY = "sk-very-secret-0123456789"


def view(*names: str, locked: str = "") -> dict[str, Any]:
    options = [{"id": name, "text": f"Take {name}", "kind": "scripted", "locked": name in locked} for name in names]
    options.append({"id": "own", "text": "In your own words", "kind": "improvise", "locked": False})
    node = {"id": "here", "narrative": "A gate.", "prompt": "What now?", "options": options}
    return {"node": node, "location": {"name": "Gate"}, "character": {"inventory": ["lamp"]}}


def test_only_open_choices_of_the_author_are_taken() -> None:
    for policy in (RandomPolicy(Random(1)), ExplorerPolicy(Random(1))):
        assert {policy.choose(view("a", "b", locked="a")).option_id for _ in range(9)} == {"b"}  # type: ignore[union-attr]
        assert policy.choose(view("a", locked="a")) is None


def test_the_same_seed_takes_the_same_choices() -> None:
    first, second = (RandomPolicy(Random(7)) for _ in range(2))
    assert [first.choose(view(*"abcd")) for _ in range(9)] == [second.choose(view(*"abcd")) for _ in range(9)]


def test_an_explorer_takes_everything_before_it_takes_anything_again() -> None:
    policy = ExplorerPolicy(Random(3))
    taken = [policy.choose(view(*"abcd")) for _ in range(8)]
    assert {choice.option_id for choice in taken[:4] if choice} == set("abcd")
    assert {choice.option_id for choice in taken[4:] if choice} == set("abcd")


class FirstOpen:
    """What a model falls back to here."""

    def choose(self, view: View) -> Choice | None:
        return Choice("fallback", "")


@pytest.fixture
def fake(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with serving(Fake()) as made:
        settings.AGENT_MODEL_URL, settings.AGENT_MODEL, settings.AGENT_MODEL_KEY = made.url, "bard-1", KEY
        yield made


def asks(said: list[str]) -> ModelPolicy:
    return ModelPolicy(chosen_service(), FirstOpen(), said.append, "Careful.")


def chosen(policy: ModelPolicy) -> str:
    choice = policy.choose(view("a", "b"))
    assert choice is not None
    return choice.option_id


@pytest.mark.parametrize("answer", ["2", "2.", "I take 2", "<think>1 or 3?</think>\n2"])
def test_a_model_names_a_choice_by_its_number(fake: Fake, answer: str) -> None:
    fake.behave = lambda connection: connection.answer(answer)
    said = list[str]()
    assert (chosen(asks(said)), said) == ("b", [])
    (asked,) = fake.asked
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert "A gate." in asked.told
    assert "Careful." in asked.body["messages"][0]["content"]


@pytest.mark.parametrize("answer", ["", "3", "0", "north", None, ["2"]])
def test_an_answer_that_names_no_choice_is_told_and_done_without(fake: Fake, answer: object) -> None:
    fake.behave = lambda connection: connection.answer(answer)
    said = list[str]()
    assert chosen(asks(said)) == "fallback"
    assert "no usable answer" in said[0]


def test_a_model_that_keeps_failing_is_asked_no_more_and_its_key_is_not_told(fake: Fake) -> None:
    fake.behave = lambda connection: connection.send(KEY.encode(), status=500)
    said = list[str]()
    policy = asks(said)
    assert {chosen(policy) for _ in range(9)} == {"fallback"}
    assert len(fake.asked) == limits.MODEL_TRIES
    assert KEY not in "".join(said)


def test_nobody_is_asked_where_there_is_nothing_to_choose(fake: Fake) -> None:
    assert asks([]).choose(view("a", "b", locked="a")) == Choice("fallback", "")
    assert fake.asked == []


def test_a_model_that_is_not_named_or_would_be_sent_a_readable_key_is_refused(settings: Settings) -> None:
    settings.AGENT_MODEL_URL = ""
    with pytest.raises(CommandError, match="AGENT_MODEL_URL"):
        call_command("agent", policy="model")
    settings.AGENT_MODEL_URL, settings.AGENT_MODEL, settings.AGENT_MODEL_KEY = "http://models.example/v1", "bard-1", KEY
    with pytest.raises(ImproperlyConfigured, match="https"):
        chosen_service()


def test_a_server_that_does_not_answer_is_a_sentence() -> None:
    with pytest.raises(CommandError, match="The server does not answer"):
        call_command("agent", server="http://127.0.0.1:9", games=1)
