"""The narrator is chosen by a setting, and a wrong one stops the start with a sentence."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from worlds.narrators import chosen
from worlds.narrators.checks import narrator_can_be_made
from worlds.narrators.templates import TemplateNarrator
from worlds.rules.rulings import Judgement, Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.state import State


class Mute:
    """A narrator of few words, for the setting to name."""

    instant: ClassVar[bool] = True
    name = "mute"
    version = "1"

    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        return Ruling(judgement.verdict, (), "...", self.name, self.version)


class Nameless:
    """Something that is no narrator."""


def test_the_built_in_narrator_speaks_unless_another_is_named() -> None:
    assert isinstance(chosen.narrator(), TemplateNarrator)


def test_the_narrator_is_made_once() -> None:
    assert chosen.narrator() is chosen.narrator()


def test_the_setting_names_another(settings: Settings) -> None:
    chosen.narrator()
    settings.KLEENE_NARRATOR = f"{__name__}.Mute"
    assert chosen.narrator().name == "mute"


def test_a_narrator_must_tell_whether_it_answers_at_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Mute, "instant")
    settings.KLEENE_NARRATOR = f"{__name__}.Mute"
    with pytest.raises(ImproperlyConfigured, match="it has no instant"):
        chosen.narrator()


@pytest.mark.parametrize(
    "path",
    [
        "worlds.narrators.nobody.Here",
        "worlds.narrators.templates.Nobody",
        "TemplateNarrator",
        "",
        f"{__name__}.Nameless",
        "worlds.narrators.chosen.SETTING",
    ],
)
def test_a_path_without_a_narrator_is_refused_by_name(settings: Settings, path: str) -> None:
    settings.KLEENE_NARRATOR = path
    with pytest.raises(
        ImproperlyConfigured, match="KLEENE_NARRATOR must be the dotted path of a narrator class"
    ) as raised:
        chosen.narrator()
    assert repr(path) in str(raised.value)


def test_the_check_is_content_with_a_narrator() -> None:
    assert narrator_can_be_made() == []


def test_the_check_reports_a_wrong_path(settings: Settings) -> None:
    settings.KLEENE_NARRATOR = "worlds.narrators.nobody.Here"
    (error,) = narrator_can_be_made()
    assert error.id == "worlds.E001"
    assert "worlds.narrators.nobody.Here" in str(error.msg)
