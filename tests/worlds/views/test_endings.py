from worlds.models import GameSession
from worlds.services.games.endings_found import EndingFound
from worlds.services.games.view import EndingView
from worlds.views import endings


def ending(kind: str, *, tone: str | None = None, method: str | None = None, title: str = "") -> EndingView:
    return {"id": "end", "type": kind, "tone": tone, "method": method, "title": title, "narrative": ""}


def test_a_title_names_type_and_tone() -> None:
    assert endings.ending_title(ending("victory")) == "A victory"
    assert endings.ending_title(ending("victory", tone="bittersweet")) == "A bittersweet victory"
    assert endings.ending_title(ending("death", tone="ironic")) == "An ironic death"
    assert endings.ending_title(ending("transcendence", tone="enlightened")) == "Beyond this world"


def test_an_unknown_type_is_still_an_end() -> None:
    assert endings.ending_title(ending("surprise")) == "The end"
    assert endings.ending_verdict(ending("surprise")) == ""


def test_a_game_that_is_over_says_how() -> None:
    assert endings.outcome_of(GameSession(status="abandoned")) == "abandoned"
    assert endings.outcome_of(GameSession(status="completed", ending_type="death")) == "ended in death"
    assert endings.outcome_of(GameSession(status="completed", ending_type="surprise")) == "ended"


def test_the_verdict_says_nothing_of_how_the_story_files_an_ending() -> None:
    with_method = endings.ending_verdict(ending("victory", method="force"))
    assert with_method == endings.ending_verdict(ending("victory"))
    assert "decided" not in with_method


def test_an_ending_that_was_not_found_has_no_words() -> None:
    found = EndingFound(is_found=True, is_this=True, title="The lamp goes out", type="victory")
    untitled = EndingFound(is_found=True, is_this=False, type="death")
    tiles = endings.ending_tiles([found, untitled, EndingFound(is_found=False, is_this=False)])
    assert [tile.title for tile in tiles] == ["The lamp goes out", "A death", ""]


def test_an_ending_with_a_title_is_called_by_it_and_told_apart_by_its_kind() -> None:
    named = ending("victory", tone="bittersweet", method="force", title="The lamp goes out")
    assert endings.ending_title(named) == "The lamp goes out"
    assert endings.ending_verdict(named) == "A bittersweet victory."
    assert endings.ending_verdict(ending("unchanged", tone="hollow", title="Rain")) == "Everything stays as it was."
