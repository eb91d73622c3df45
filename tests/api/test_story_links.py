"""Public links to stories over the API."""

from __future__ import annotations

from rest_framework.test import APIClient

from tests.api.claims import play, posted, refusal

LINKS = "/api/v1/game/links"


def test_a_link_is_created_once_listed_read_by_anybody_and_revoked(
    adas: APIClient, stranger: APIClient, game: str
) -> None:
    refusal(adas.get(f"{game}/link"), 404, "not_found")
    link = posted(adas, f"{game}/link")
    assert posted(adas, f"{game}/link") == link == adas.get(f"{game}/link").json()
    assert [one["token"] for one in adas.get(LINKS).json()["results"]] == [link["token"]]
    assert link["url"].endswith(f"/read/{link['token']}")
    told = f"/api/v1/public-stories/{link['token']}"
    assert stranger.get(told).status_code == 200
    assert adas.delete(f"{game}/link").status_code == 204
    refusal(stranger.get(told), 404, "not_found")
    assert adas.get(LINKS).json()["results"] == []


def test_a_public_story_tells_what_was_told_and_names_no_account(
    adas: APIClient, stranger: APIClient, game: str
) -> None:
    play(adas, game, option_id="take_key")
    answer = stranger.get(f"/api/v1/public-stories/{posted(adas, f'{game}/link')['token']}")
    story = answer.json()
    assert [turn["did"] for turn in story["turns"]] == ["", "Take the key"]
    assert (story["scenario_id"], story["character_name"], story["has_ended"]) == ("gate", "Wanderer", False)
    assert "usr_" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_somebody_elses_game_has_no_link_to_make_or_to_revoke(bobs: APIClient, game: str) -> None:
    refusal(bobs.post(f"{game}/link", {}), 404, "not_found")
    refusal(bobs.delete(f"{game}/link"), 404, "not_found")
