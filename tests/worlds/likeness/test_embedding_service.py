"""A service of somebody else's: asked briefly, believed in nothing but numbers, and done without when it is silent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from pytest_django import Settings

from tests.worlds.narrators.http import fake as fakes
from tests.worlds.narrators.http.fake import Behaviour, Connection, Fake, refuses, serving, unused_url
from tests.worlds.narrators.narrated_story import story
from worlds.likeness import comparing
from worlds.likeness.comparison import NOT_COMPARED

NODE, KEY = "evening", "sk-very-secret"


@pytest.fixture
def fake(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with serving(Fake()) as made:
        settings.LIKENESS_MODEL, settings.LIKENESS_KEY = "vec-1", KEY
        settings.KLEENE_LIKENESS = made.url
        yield made


def embeds(change: Callable[[list[Any]], object] = lambda rows: {"data": rows}) -> Behaviour:
    """A service whose vectors count letters; `change` is what it answers of them."""

    def answer(connection: Connection) -> None:
        texts = connection.server.asked[-1].body["input"]
        vectors = [[float(text.lower().count(letter)) for letter in "aeioulnd"] for text in texts]
        rows = [{"index": place, "embedding": vector} for place, vector in enumerate(vectors)]
        connection.send(json.dumps(change(rows)).encode())

    return answer


def compared() -> Mapping[str, float]:
    return comparing.compare("landing", story(), NODE).texts


def test_one_question_holds_the_text_and_the_options_and_nothing_else(fake: Fake) -> None:
    fake.behave = embeds()
    assert compared()["Go down to the landing"] > 0
    [asked] = fake.asked
    assert asked.path == "/v1/embeddings"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert asked.body["model"] == "vec-1"
    assert asked.body["input"][:2] == ["landing", "landing"]
    assert not comparing.is_instant()


def test_the_options_are_asked_for_once(fake: Fake) -> None:
    fake.behave = embeds()
    assert compared() == compared()
    assert fake.asked[1].body["input"] == ["landing", "landing"]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: {"data": rows[:-1]},
        lambda rows: {"data": [{**row, "embedding": "abc"} for row in rows]},
        lambda rows: {"data": [{**row, "embedding": []} for row in rows]},
        lambda rows: {"data": [{**row, "embedding": [0.0] * (1 + row["index"])} for row in rows]},
        lambda rows: {"data": [{**row, "embedding": [1e999]} for row in rows]},
        lambda rows: {"data": [{**row, "embedding": [1e300, 1e300]} for row in rows]},
        lambda rows: rows,
        lambda _: {"error": "no"},
    ],
)
def test_an_answer_that_is_no_vectors_leaves_tokens(fake: Fake, change: Callable[[list[Any]], object]) -> None:
    fake.behave = embeds(change)
    assert comparing.compare("landing", story(), NODE) == NOT_COMPARED


@pytest.mark.parametrize(
    "behaviour", [refuses(503), refuses(401), fakes.hangs_up, fakes.speaks_gibberish, fakes.dies_within]
)
def test_a_service_that_refuses_or_dies_leaves_tokens(fake: Fake, behaviour: Behaviour) -> None:
    fake.behave = behaviour
    assert comparing.compare("landing", story(), NODE) == NOT_COMPARED


def test_a_service_that_is_slow_is_waited_for_no_longer_than_its_limit(fake: Fake, settings: Settings) -> None:
    settings.LIKENESS_TIMEOUT = 0.05
    fake.behave = fakes.holds  # for good: only the limit ends it
    assert comparing.compare("landing", story(), NODE) == NOT_COMPARED


def test_a_service_that_is_not_there_leaves_tokens(fake: Fake, settings: Settings) -> None:
    settings.KLEENE_LIKENESS = unused_url()
    assert comparing.compare("landing", story(), NODE) == NOT_COMPARED
