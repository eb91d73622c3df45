from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from worlds.templatetags.story import ago, prose


def test_lines_wrapped_by_hand_flow_and_blank_lines_part_paragraphs() -> None:
    text = "The blacksmith's door is locked tight. The old lock\nlooks well-made.\n\nYou turn away."
    assert prose(text) == (
        "<p>The blacksmith&#x27;s door is locked tight. The old lock looks well-made.</p><p>You turn away.</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red,\nviolets are blue",
        "You see:\n- a lamp that has stood here for longer than anybody knows\n- a key",
    ],
)
def test_verse_and_lists_keep_their_lines(text: str) -> None:
    assert "<br>" in prose(text)


def test_stars_stress() -> None:
    assert prose("It is *very* dark, **very**.") == "<p>It is <em>very</em> dark, <strong>very</strong>.</p>"
    assert prose("*** YOU HAVE DIED ***") == "<p>*** YOU HAVE DIED ***</p>"
    assert prose("2 * 3 * 4") == "<p>2 * 3 * 4</p>"


def test_a_line_of_dashes_becomes_a_rule() -> None:
    assert prose("\u2550" * 60 + "\nTHE END\n" + "=" * 60) == "<hr><p>THE END</p><hr>"
    assert prose("Wait -- what?") == "<p>Wait -- what?</p>"


@given(st.text(alphabet="<>&\"'* \n\rab/=") | st.text())
def test_nothing_in_a_text_becomes_markup_of_its_own(text: str) -> None:
    told = str(prose(text))
    for known in ("<p>", "</p>", "<br>", "<hr>", "<em>", "</em>", "<strong>", "</strong>"):
        told = told.replace(known, "")
    assert "<" not in told
    assert ">" not in told


def test_how_long_ago_is_said_in_words() -> None:
    assert ago(timezone.now()) == "just now"
    assert ago(timezone.now() - timedelta(minutes=3)) == "3 minutes ago"
