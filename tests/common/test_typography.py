from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.typography import typographic_quotes


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"Well?" says Mrs Amble. "You were the one."', "“Well?” says Mrs Amble. “You were the one.”"),
        ("the blacksmith's door, the goats' bell", "the blacksmith’s door, the goats’ bell"),
        ("\"'Show me, then,' she said,\" he says.", "“‘Show me, then,’ she said,” he says."),
        ('*"Now,"* she says, and "*now*" again.', "*“Now,”* she says, and “*now*” again."),
        ('"But—" He stops.—"Go on."', "“But—” He stops.—“Go on.”"),
        ("'Tis one of the '90s. Get 'em: rock 'n' roll.", "’Tis one of the ’90s. Get ’em: rock ’n’ roll."),
        ('("Aside.")\n"Next line."', "(“Aside.”)\n“Next line.”"),
        ('"...and then," he says', "“...and then,” he says"),
        ("no marks at all", "no marks at all"),
    ],
)
def test_marks_open_and_close_as_a_printer_sets_them(typed: str, shown: str) -> None:
    assert typographic_quotes(typed) == shown


def test_another_language_keeps_its_own_marks() -> None:
    assert typographic_quotes('"Halt," ruft er.', "de") == '"Halt," ruft er.'
    assert typographic_quotes('"Stop."', "en-GB") == "“Stop.”"


@given(st.text(alphabet="ab \n'\"*(—.0s") | st.text())
def test_nothing_but_marks_is_changed_and_none_stays_straight(text: str) -> None:
    shown = typographic_quotes(text)
    straight = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    assert shown.translate(straight) == text.translate(straight)
    assert not set(shown) & {'"', "'"}
