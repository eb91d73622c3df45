"""A model may name nothing and nobody that is not in the scene: then the templates speak."""

from __future__ import annotations

import pytest

from tests.worlds.narrators.http.conftest import Tells
from tests.worlds.narrators.http.fake import Fake, says


@pytest.mark.parametrize(
    "text",
    [
        "The lamp flickers, and for a moment the room listens.",
        "You run your hand along the counter. The innkeeper does not look up from it.",
        "The rain goes on at the windows, and your voice is lost in the sound of it.",
        "You turn the brass key over in your palm.",
        "The tin whistle stays where it is, on one of the chairs.",
        "Nothing happens. You are no further than before.",
        "You think of the other way down, by the landing.",
    ],
)
def test_what_is_in_the_scene_or_everywhere_is_told(fake: Fake, tells: Tells, text: str) -> None:
    fake.behave = says("discovery", text)
    assert (tells().narrator, tells().text) == ("http", text)


@pytest.mark.parametrize(
    "text",
    [
        "A golden crown lies behind the counter.",
        "The dragon wakes under the floor.",
        "You find the other sword.",
        "The ferryman comes in and shakes off the rain.",
        "The innkeeper nods to Gandalf and goes on wiping.",
        "You lift the loose floorboard.",
    ],
)
def test_what_is_not_there_is_not_told(fake: Fake, tells: Tells, text: str) -> None:
    fake.behave = says("discovery", text)
    told = tells()
    assert told.narrator == "templates"
    assert told.text != text


def test_the_model_is_given_what_there_is_to_speak_of_and_what_the_rules_found(fake: Fake, tells: Tells) -> None:
    fake.behave = says("discovery", "Rain.")
    tells("look at the windows")
    told = fake.asked[-1].told
    assert '"things_to_speak_of"' in told
    assert '"the_authors_words": "Rain runs down the windows."' in told
