"""Comments on stars: moderated as chat is, and none on words that nobody may read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from cosmos import limits
from cosmos.models import Comment, CosmosEntry
from cosmos.services import catching_up, comments, reading
from profiles.models import User
from profiles.services import deletion, export, reports
from relations.services import blocks, mutes, silences
from tests.api.claims import refusal
from tests.cosmos.conftest import Born, born, elena, game, gate, mira, own_folder, plays, shares
from tests.improvisations.conftest import Shares
from tests.profiles.services.test_nothing_is_left import WORST
from worlds.models import ModerationRecord, PlayerText, Report

__all__ = ["born", "elena", "game", "gate", "mira", "own_folder", "plays", "shares"]

SKY, REPORTS = "/api/v1/cosmos", "/api/v1/reports"
SignedIn = Callable[[User], APIClient]


@pytest.fixture
def star(born: Born) -> CosmosEntry:
    return born("I whistle for the cat.")


def at(star: CosmosEntry) -> str:
    return f"{SKY}/{star.short_id}/comments"


def say(client: APIClient, star: CosmosEntry, text: str = "So would I.") -> Any:
    answer = client.post(at(star), {"text": text}, format="json")
    assert answer.status_code == 201, answer.content
    return answer.json()


def texts(client: APIClient, star: CosmosEntry) -> list[str]:
    return [each["text"] for each in client.get(at(star)).json()["results"]]


def test_a_comment_is_read_by_everybody_and_deleted_by_its_author_alone(
    star: CosmosEntry, adas: APIClient, ada: User, elena: User, signed_in: SignedIn
) -> None:
    told, elenas = say(adas, star), signed_in(elena)
    assert (told["text"], told["author"]["user_id"]) == ("So would I.", ada.short_id)
    assert elenas.get(at(star)).json()["results"] == [told]
    one = f"{at(star)}/{told['comment_id']}"
    refusal(elenas.delete(one), 403, "forbidden")
    assert adas.delete(one).status_code == 204
    refusal(adas.delete(one), 404, "not_found")
    assert (texts(elenas, star), PlayerText.objects.filter(text="So would I.").count()) == ([], 0)


def test_nothing_is_said_of_a_star_without_words(shares: Shares, star: CosmosEntry, adas: APIClient) -> None:
    say(adas, star)
    shares("I sing to the dog.")
    catching_up.sync_stars()
    waiting = reading.in_sky().exclude(pk=star.pk).get()
    refusal(adas.post(at(waiting), {"text": "Sing!"}, format="json"), 409, "no_text_yet")
    assert texts(adas, waiting) == []
    star.improvisation.input_text.redact()
    refusal(adas.get(at(star)), 404, "not_found")


def test_who_is_silenced_or_kept_apart_says_nothing(star: CosmosEntry, adas: APIClient, ada: User, mira: User) -> None:
    silences.silence_player(user_id=ada.pk, moderator_id=mira.pk, minutes=5, reason="shouting")
    refusal(adas.post(at(star), {"text": "So would I."}, format="json"), 403, "silenced")
    silences.lift_silence(user_id=ada.pk, moderator_id=mira.pk)
    blocks.block_player(user_id=star.improvisation.author_id, other=ada.short_id)
    refusal(adas.post(at(star), {"text": "So would I."}, format="json"), 403, "kept_apart")


def test_comments_by_muted_and_blocked_people_are_withheld(
    star: CosmosEntry, adas: APIClient, ada: User, signed_in: SignedIn
) -> None:
    ben, cleo = (User.objects.create_user(name) for name in ("ben", "cleo"))
    for person in (ben, cleo):
        say(signed_in(person), star, f"I am {person}.")
    mutes.mute_player(user_id=ada.pk, other=ben.short_id)
    assert texts(adas, star) == ["I am cleo."]
    blocks.block_player(user_id=cleo.pk, other=ada.short_id)
    assert (texts(adas, star), texts(signed_in(ben), star)) == ([], ["I am cleo.", "I am ben."])


def test_the_filter_masks_and_refuses_as_in_chat(
    star: CosmosEntry, adas: APIClient, mira: User, client: Client
) -> None:
    assert say(adas, star, "Damn the fucking cat.")["text"] == "Damn the ******* cat."
    refusal(adas.post(at(star), {"text": f"You {WORST}"}, format="json"), 400, "invalid_input")
    assert sorted(ModerationRecord.objects.values_list("action", flat=True)) == ["masked", "refused"]
    client.force_login(mira)
    flagged = client.get(reverse("admin:worlds_moderationrecord_changelist"), {"door": "cosmos"}).content.decode()
    assert (flagged.count(">cosmos</span>"), "Damn the" in flagged) == (2, True)


def test_comments_are_bounded(
    star: CosmosEntry, adas: APIClient, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_CHAT = "2/minute"
    for text in ("", " ", "x" * 501):
        refusal(adas.post(at(star), {"text": text}, format="json"), 400, "invalid_input")
    say(adas, star)
    monkeypatch.setattr(limits, "COMMENTS", 1)
    refusal(adas.post(at(star), {"text": "Again."}, format="json"), 409, "too_many_star_comments")
    refusal(adas.post(at(star), {"text": "Again."}, format="json"), 429, "rate_limit_exceeded")


def test_a_reported_comment_is_hidden_by_a_moderator(
    star: CosmosEntry, adas: APIClient, elena: User, mira: User, signed_in: SignedIn
) -> None:
    told, elenas = say(adas, star), signed_in(elena)
    body = {"kind": "comment", "id": told["comment_id"], "reason": "unkind"}
    refusal(adas.post(REPORTS, body, format="json"), 403, "own_content")
    assert elenas.post(REPORTS, body, format="json").status_code == 201
    report, comment = Report.objects.get(), Comment.objects.get()
    client = Client()
    client.force_login(mira)
    for page in (
        reverse("admin:cosmos_comment_change", args=[comment.pk]),
        reverse("admin:worlds_report_change", args=[report.pk]),
    ):
        assert "So would I." in client.get(page).content.decode()
    reports.hide_words(report_id=report.pk, moderator_id=mira.pk, note="Unkind.")
    assert texts(elenas, star) == []
    refusal(elenas.post(REPORTS, {**body, "id": "cmt_aaaaaaaa"}, format="json"), 404, "not_found")


def test_a_moderator_hides_a_comment_that_nobody_reported(
    star: CosmosEntry, adas: APIClient, mira: User, client: Client
) -> None:
    say(adas, star)
    client.force_login(mira)
    hide = reverse("admin:cosmos_comment_hide", args=[Comment.objects.get().pk])
    assert client.post(hide, {"note": "Unkind."}).status_code == 302
    assert texts(adas, star) == []


def test_what_is_reported_stays_readable_for_moderators_when_its_author_deletes_it(
    star: CosmosEntry, adas: APIClient, ada: User, elena: User
) -> None:
    told = say(adas, star)
    reports.report_anything(reporter_id=elena.pk, kind="comment", subject_id=told["comment_id"], reason="unkind")
    comments.delete_comment(user_id=ada.pk, entry_id=star.short_id, comment_id=told["comment_id"])
    assert (str(Report.objects.get().text), texts(adas, star)) == ("So would I.", [])


def test_comments_are_taken_along_and_go_with_their_author(
    star: CosmosEntry, adas: APIClient, ada: User, elena: User, signed_in: SignedIn
) -> None:
    say(adas, star)
    kept = json.loads(b"".join(export.everything_about(user_id=ada.pk)))["comments"]
    assert [(each["entry_id"], each["text"]) for each in kept] == [(star.short_id, "So would I.")]
    deletion.erase_traces(ada.pk)
    assert (texts(signed_in(elena), star), Comment.objects.count()) == ([], 0)
    assert not PlayerText.objects.filter(text="So would I.").exists()


def test_the_same_words_within_a_minute_are_one_comment(
    star: CosmosEntry, adas: APIClient, signed_in: SignedIn, elena: User
) -> None:
    first = say(adas, star)
    assert say(adas, star) == first  # a button that was pressed twice
    assert say(adas, star, "Or for the dog.")["comment_id"] != first["comment_id"]
    assert say(signed_in(elena), star)["comment_id"] != first["comment_id"]
    assert Comment.objects.count() == 3
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    say(adas, star, "Or for the dog.")
    assert Comment.objects.count() == 4
