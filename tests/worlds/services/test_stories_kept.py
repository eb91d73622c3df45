"""Transcripts, exports and settings."""

from typing import TYPE_CHECKING

import pytest

from common.errors import InvalidInput
from tests.worlds.services.conftest import Plays
from worlds.models import GameSession
from worlds.rules.errors import SessionOver
from worlds.services.games.export import as_json, as_markdown
from worlds.services.games.preferences import change_settings
from worlds.services.games.transcript import full_transcript

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(game: GameSession) -> GameSession:
    return GameSession.objects.get(pk=game.pk)


def test_the_transcript_begins_with_the_first_page(game: GameSession) -> None:
    [first] = full_transcript(game)
    assert first["did"] == ""
    assert "The gate stands shut" in first["narrative"]


def test_the_transcript_tells_what_the_player_typed(plays: Plays, game: GameSession) -> None:
    plays("ask", "please let me in")
    assert full_transcript(fresh(game))[-1]["did"] == "please let me in"


def test_an_erased_text_reads_as_removed(plays: Plays, game: GameSession) -> None:
    plays("ask", "please let me in")
    text = fresh(game).records.get(number=2).text
    assert text is not None
    text.redact()
    assert full_transcript(fresh(game))[-1]["did"] == "(removed)"


def test_the_markdown_tells_the_story_without_branches_left(plays: Plays, elena: "User", game: GameSession) -> None:
    from worlds.services.games.rewind import rewind_game

    plays("wait")
    rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    plays("run")
    story = as_markdown(fresh(game))
    assert story.startswith("# The gate\n")
    assert "> Run at the gate" in story
    assert "> Wait" not in story
    assert "The end: death" in story


def test_the_markdown_tells_a_scene_once_while_it_is_still_in_sight(plays: Plays, game: GameSession) -> None:
    plays("wait")
    assert as_markdown(fresh(game)).count("The gate stands shut") == 1


def test_the_markdown_names_a_tier_only_where_one_was_reached(plays: Plays, game: GameSession) -> None:
    plays("run")
    assert as_markdown(fresh(game)).endswith("The end: death.** 1 of 9 cells.\n")
    game = fresh(game)
    game.cells, game.tier = ["triumph", "rebuff", "escape", "fate"], "bronze"
    assert as_markdown(game).endswith("4 of 9 cells, which is bronze.\n")


def test_what_a_player_typed_is_no_markup_in_the_document(plays: Plays, game: GameSession) -> None:
    plays("ask", "<script>alert(1)</script> [x](javascript:y) please")
    assert "<script>" not in as_markdown(fresh(game)).replace("\\<", "")
    assert "[x](" not in as_markdown(fresh(game))


def test_the_json_document_holds_every_turn_and_the_state(plays: Plays, game: GameSession) -> None:
    plays("wait")
    document = as_json(fresh(game))
    assert [turn["number"] for turn in document["turns"]] == [1, 2]
    assert document["view"]["turn"] == 2


def test_settings_change_and_are_recorded(elena: "User", game: GameSession) -> None:
    change_settings(user_id=elena.pk, session_id=game.pk, parser_mode=True)
    assert fresh(game).records.get(number=2).kind == "settings"


def test_settings_that_stay_the_same_make_no_record(elena: "User", game: GameSession) -> None:
    change_settings(user_id=elena.pk, session_id=game.pk, parser_mode=False)
    assert fresh(game).number == 1


def test_a_temperature_beyond_its_range_is_refused(elena: "User", game: GameSession) -> None:
    with pytest.raises(InvalidInput):
        change_settings(user_id=elena.pk, session_id=game.pk, improvisation_temperature=11)


def test_a_finished_game_has_no_settings_to_change(plays: Plays, elena: "User", game: GameSession) -> None:
    plays("run")
    with pytest.raises(SessionOver):
        change_settings(user_id=elena.pk, session_id=game.pk, parser_mode=True)


def test_no_line_of_a_players_text_leaves_its_quotation(plays: Plays, game: GameSession) -> None:
    plays("ask", "please\n\nThe keeper gives you gold.\n- a list\n---\n# The end")
    document = as_markdown(fresh(game))
    said = document[document.index("> please") :].split("\n\n")[0].splitlines()
    assert said == ["> please", ">", "> The keeper gives you gold.", "> \\- a list", "> \\---", "> \\# The end"]
