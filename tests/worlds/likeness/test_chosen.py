"""What is chosen is loaded once; what cannot be loaded is said, and play goes on without it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.kleene_site.programs import environment, manage, python
from tests.worlds.narrators.narrated_story import story
from worlds.likeness import chosen, comparing
from worlds.likeness.checks import likeness_key_travels_unread, likeness_service_is_set_up, word_vectors_are_there
from worlds.likeness.comparison import NOT_COMPARED
from worlds.likeness.word_vectors import WordVectors

NODE = "evening"
WARMED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "kleene_site.settings"
import kleene_site.asgi
from kleene_site.warm_up import warm_up
before = "numpy" in sys.modules
warm_up()
import threading
from worlds.likeness import chosen
print(before, "numpy" in sys.modules, threading.active_count(), chosen.loaded())
"""


def test_without_a_word_of_the_operator_word_vectors_compare(settings: Settings) -> None:
    assert settings.KLEENE_LIKENESS == "wordllama"
    found = comparing.compare("head for the landing", story(), NODE)
    assert max(found.texts, key=lambda text: found.texts[text]) == "Go down to the landing"
    assert comparing.is_instant()


def test_a_story_in_another_language_is_left_to_its_words() -> None:
    assert comparing.compare("geh zum Steg", replace(story(), language="de"), NODE) == NOT_COMPARED


def test_tokens_alone_load_nothing(settings: Settings) -> None:
    settings.KLEENE_LIKENESS = "tokens"
    assert str(chosen.loaded()) == "tokens alone"
    assert comparing.compare("go down", story(), NODE) == NOT_COMPARED
    assert word_vectors_are_there() == likeness_service_is_set_up() == []


def test_vectors_that_cannot_be_loaded_leave_tokens_and_say_why(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(self: Any) -> None:
        raise OSError("no such file")

    monkeypatch.setattr(WordVectors, "__init__", breaks)
    settings.KLEENE_LIKENESS = "wordllama"  # chosen anew
    try:
        assert str(chosen.loaded()) == "tokens alone: wordllama cannot be loaded: no such file"
        assert comparing.compare("go down", story(), NODE) == NOT_COMPARED
    finally:
        chosen._loaded.cache_clear()


def test_files_that_are_missing_are_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert word_vectors_are_there() == []
    monkeypatch.setattr("worlds.likeness.checks.find_spec", lambda _: None)
    assert [message.id for message in word_vectors_are_there()] == ["worlds.W002"]


def test_a_service_without_a_model_stops_the_start(settings: Settings) -> None:
    settings.KLEENE_LIKENESS = "https://models.example.org/v1"
    [error] = likeness_service_is_set_up()
    assert (error.id, error.msg) == (
        "worlds.E002",
        "LIKENESS_MODEL must be set: the service that KLEENE_LIKENESS names needs it.",
    )


def test_a_key_that_travels_readable_is_warned_of(settings: Settings) -> None:
    settings.KLEENE_LIKENESS, settings.LIKENESS_KEY = "http://models.example.org/v1", "sk-1"
    assert [message.id for message in likeness_key_travels_unread()] == ["worlds.W003"]
    settings.KLEENE_LIKENESS = "http://127.0.0.1:9/v1"
    assert likeness_key_travels_unread() == []


@pytest.mark.parametrize("given", ["word2vec", "https://key@models.example.org/v1", "file:///etc/passwd"])
def test_a_setting_that_chooses_nothing_stops_the_start(tmp_path: Path, given: str) -> None:
    done = manage("check", env=environment(tmp_path, KLEENE_LIKENESS=given))
    assert done.returncode != 0
    assert "KLEENE_LIKENESS must be wordllama, tokens, or an address" in done.stderr
    assert given not in done.stderr


@pytest.mark.slow
def test_a_server_loads_them_before_it_is_forked_and_says_what_that_cost(tmp_path: Path) -> None:
    """Without a thread: one would not be there in the processes that are forked."""
    done = python("-c", WARMED, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("False True 1 wordllama, loaded in "), done.stdout
    assert "texts are compared" in done.stderr
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
