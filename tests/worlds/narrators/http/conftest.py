"""The inn, a fake model server, and the narrator that asks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pytest
from pytest_django import Settings

from tests.worlds.narrators.http.fake import Fake, serving
from tests.worlds.narrators.narrated_story import judged, opened, story
from worlds.narrators.http import HttpNarrator
from worlds.rules.commands import Choose, Say
from worlds.rules.rulings import Ruling

KEY = "sk-very-secret-0123456789"


class Tells(Protocol):
    def __call__(self, text: str = ..., *, option: str | None = None, temperature: int = 5) -> Ruling: ...


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving(Fake()) as made:
        yield made


@pytest.fixture(autouse=True)
def narrator_settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    settings.NARRATOR_MODEL = "bard-1"
    settings.NARRATOR_KEY = KEY
    settings.NARRATOR_TIMEOUT = 20
    settings.NARRATOR_CONCURRENCY = 4
    return settings


@pytest.fixture
def narrator(fake: Fake, settings: Settings) -> HttpNarrator:
    settings.NARRATOR_URL = fake.url
    return HttpNarrator()


@pytest.fixture
def tells(narrator: HttpNarrator) -> Tells:
    """What the narrator rules on a text at the beginning of the story."""

    def tell(text: str = "hum to the lamp", *, option: str | None = None, temperature: int = 5) -> Ruling:
        return ruled(narrator, text, option=option, temperature=temperature)

    return tell


def ruled(
    narrator: HttpNarrator, text: str = "hum to the lamp", *, option: str | None = None, temperature: int = 5
) -> Ruling:
    scenario = story()
    state = opened(scenario, temperature=temperature)
    command = Say(text) if option is None else Choose(option, text)
    return narrator.rule(scenario=scenario, state=state, judgement=judged(scenario, state, command))
