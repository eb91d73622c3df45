"""Sharing: what the log says counts, and what it does not say is marked."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from common.errors import InvalidInput, NotFound, RateLimited
from common.text_filter import TextNotFit
from improvisations import signals
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services import sharing
from improvisations.services.errors import (
    AlreadyPending,
    AlreadyShared,
    DiffersFromRecord,
    NotVisited,
    TooManyShares,
)
from improvisations.services.evidence import Statement
from improvisations.services.texts import words_of
from profiles.models import User
from tests.improvisations.conftest import TRIED, Shares
from tests.lifting import history_open
from tests.worlds.services.conftest import Plays
from worlds.models import GameSession, ModerationRecord
from worlds.services.turns.payloads import TurnResult

ANSWER = "The keeper hums along, and for a while the gate is only wood."
TOLD = {"narrative_response": ANSWER, "classification": "discovery"}


def test_cell_response_and_outcome_are_the_logs_own(shared: Improvisation, tried: TurnResult) -> None:
    assert tried["improvisation"] is not None
    assert (shared.status, shared.version, shared.is_verified) == ("submitted", 1, True)
    assert shared.classification == tried["cell"]
    assert shared.intent == tried["improvisation"]["intent"]
    assert words_of(shared).response in tried["narrative"]
    assert shared.outcome.startswith("The scene went on.")
    assert (shared.node_id, shared.input_text.text) == ("road", TRIED)


def test_the_history_begins_with_the_submission(shared: Improvisation, elena: User) -> None:
    [move] = shared.moves.all()
    assert (move.from_status, move.to_status, move.by, move.version) == ("", "submitted", elena, 1)
    assert move.text == shared.input_text


def test_what_the_log_says_may_be_said_again(shares: Shares, tried: TurnResult) -> None:
    row = shares(
        f"  {TRIED}  ",
        narrative_response=tried["narrative"],
        classification=tried["cell"] or "",
        outcome="The keeper smiled at me.",
    )
    assert row.is_verified
    assert row.outcome_text is not None
    assert row.outcome_text.text == "The keeper smiled at me."


def test_a_passage_of_the_answer_will_do(shares: Shares, tried: TurnResult) -> None:
    assert shares(narrative_response=f"{tried['narrative'][:20]}...").is_verified


@pytest.mark.parametrize(
    "claimed",
    [
        {"classification": "triumph"},
        {"narrative_response": "The gate falls to dust, and gold with it."},
        {"outcome": "fate"},
        {"outcome": "home"},
    ],
)
def test_a_claim_that_the_log_tells_otherwise_is_refused(
    shares: Shares, tried: TurnResult, claimed: dict[str, str]
) -> None:
    with pytest.raises(DiffersFromRecord) as refused:
        shares(**claimed)
    assert refused.value.details["field"] == next(iter(claimed))
    assert not Improvisation.objects.exists()


def test_an_answer_to_an_improvise_option_is_found_with_its_option(shares: Shares, plays: Plays) -> None:
    plays("ask", text="Please let me through, kind keeper.")
    row = shares("Please let me through, kind keeper.", classification="discovery")
    assert (row.is_verified, row.option_id, row.classification) == (True, "ask", "discovery")


def test_without_a_record_it_is_kept_and_marked(shares: Shares) -> None:
    row = shares("I whistle for my horse.", **TOLD, outcome="It comes.")
    assert (row.is_verified, row.record, row.response) == (False, None, "")
    assert (words_of(row).response, words_of(row).outcome) == (ANSWER, "It comes.")


def test_without_a_record_the_answer_and_its_cell_must_be_told(shares: Shares) -> None:
    with pytest.raises(InvalidInput) as refused:
        shares("I whistle for my horse.")
    assert set(refused.value.details) == {"narrative_response", "classification"}


def test_a_choice_with_the_same_words_is_no_improvisation(shares: Shares, plays: Plays) -> None:
    plays(text="Wait")
    assert not shares("Wait", **TOLD).is_verified


def test_words_that_were_erased_back_nothing(shares: Shares, tried: TurnResult, game: GameSession) -> None:
    record = game.records.get(number=2)
    assert record.text is not None
    record.text.redact()
    assert not shares(**TOLD).is_verified


def test_somebody_elses_game_is_not_there(stranger: User, game: GameSession) -> None:
    with pytest.raises(NotFound):
        sharing.share_improvisation(
            user_id=stranger.pk,
            session_id=game.short_id,
            scenario_slug="gate",
            statement=Statement("road", TRIED, **TOLD),
        )


def test_another_story_is_refused(elena: User, game: GameSession) -> None:
    with pytest.raises(InvalidInput) as refused:
        sharing.share_improvisation(
            user_id=elena.pk, session_id=game.pk, scenario_slug="zork", statement=Statement("road", TRIED, **TOLD)
        )
    assert "scenario_id" in refused.value.details


@pytest.mark.parametrize("node", ["garden", "home", "nowhere", ""])
def test_a_scene_that_the_game_has_not_seen_is_refused(shares: Shares, node: str) -> None:
    with pytest.raises(NotVisited):
        shares(node_id=node, **TOLD)


def test_a_scene_that_was_left_counts_as_seen(shares: Shares, plays: Plays, tried: TurnResult) -> None:
    plays("take_key")
    plays("open_gate")
    assert shares().is_verified
    assert not shares("I lie down in the grass.", node_id="garden", **TOLD).is_verified


def test_one_waits_for_each_scene_and_player(shares: Shares, shared: Improvisation) -> None:
    with pytest.raises(AlreadyPending) as refused:
        shares("I whistle for my horse.", **TOLD)
    assert refused.value.details["improvisation_id"] == shared.short_id


def test_the_same_turn_is_shared_once_also_after_it_was_decided(shares: Shares, shared: Improvisation) -> None:
    Improvisation.objects.update(status="rejected")
    with pytest.raises(AlreadyShared) as refused:
        shares()
    assert refused.value.details == {"improvisation_id": shared.short_id, "status": "rejected"}


def test_twenty_a_day_and_then_tomorrow(shares: Shares, elena: User) -> None:
    for number in range(20):
        shares(f"I try way number {number}.", **TOLD)
        Improvisation.objects.update(status="rejected")
    with pytest.raises(TooManyShares) as refused:
        shares("I try one more.", **TOLD)
    assert 86000 < refused.value.retry_after <= 86401
    late = timezone.now() - timedelta(days=1, seconds=1)
    oldest = ImprovisationMove.objects.order_by("pk").first()
    assert oldest is not None
    with history_open():
        type(oldest)._base_manager.filter(pk=oldest.pk)._update([(ImprovisationMove._meta.get_field("at"), None, late)])
    assert shares("I try one more.", **TOLD).status == "submitted"


def test_texts_are_kept_as_written_without_what_cannot_be_seen(shares: Shares) -> None:
    row = shares("Ｉ ｗｈｉｓｔｌｅ\u200b.", **TOLD)
    assert row.input_text.text == "Ｉ ｗｈｉｓｔｌｅ."


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"player_input": "a" * 501}, "player_input"),
        ({"player_input": " \u200b "}, "player_input"),
        ({"narrative_response": "a" * 4001}, "narrative_response"),
        ({"outcome": "a" * 501}, "outcome"),
    ],
)
def test_nothing_and_too_much_are_refused(shares: Shares, told: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        shares(**{"player_input": "I whistle.", **TOLD, **told})
    assert field in refused.value.details


def test_a_hit_goes_to_review_with_its_reason(shares: Shares) -> None:
    row = shares("I kick the sh1t out of the gate.", **TOLD)
    assert (row.status, row.is_flagged, row.moderation_score) == ("submitted", True, 40)
    assert row.moderation_reasons == [{"field": "input", "category": "profanity", "start": 11, "end": 15}]
    assert row.input_text.text[11:15] == "sh1t"


def test_a_players_own_answer_is_screened_too(shares: Shares) -> None:
    row = shares("I whistle.", narrative_response="An ass comes.", classification="limbo", outcome="f u c k")
    assert [reason["field"] for reason in row.moderation_reasons] == ["response", "outcome"]


def test_what_nobody_should_read_is_refused_and_kept_for_a_moderator(shares: Shares) -> None:
    with pytest.raises(TextNotFit):
        shares("kill yourself", **TOLD)
    assert not Improvisation.objects.exists()
    assert ModerationRecord.objects.get().action == "refused"


def test_a_near_copy_is_told_to_author_and_moderator(shares: Shares, shared: Improvisation) -> None:
    Improvisation.objects.update(status="rejected")
    copy = shares("I hum the old song until the keeper smiles", **TOLD)
    assert copy.near_duplicate_of == shared
    assert copy.similarity >= 60
    other = Improvisation.objects.get(pk=copy.pk)
    Improvisation.objects.update(status="rejected")
    assert shares("I throw my boots over the gate.", **TOLD).near_duplicate_of is None
    assert other.score < shared.score


def test_the_score_is_explained_part_by_part(shared: Improvisation) -> None:
    assert shared.score == sum(part["points"] for part in shared.score_parts)
    assert [part["name"] for part in shared.score_parts] == [
        "length",
        "sentence",
        "novelty",
        "endorsements",
        "record",
        "moderation",
    ]


def test_an_option_typed_out_is_no_news(shares: Shares) -> None:
    row = shares("Take the key!", **TOLD)
    assert next(part["points"] for part in row.score_parts if part["name"] == "novelty") == 0


def test_the_apps_above_hear_of_it_once_it_is_committed(
    shares: Shares, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    heard: list[dict[str, object]] = []

    def hear(**news: object) -> None:
        heard.append(news)

    signals.improvisation_submitted.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            row = shares("I whistle.", **TOLD)
            assert heard == []
    finally:
        signals.improvisation_submitted.disconnect(hear)
    [news] = heard
    assert (news["improvisation_id"], news["author_id"]) == (row.pk, row.author_id)


def test_a_turn_is_shared_by_its_number(game: GameSession, elena: User, tried: TurnResult) -> None:
    row = sharing.share_turn(user_id=elena.pk, session_id=game.short_id, number=tried["number"])
    assert (row.is_verified, row.input_text.text) == (True, TRIED)


@pytest.mark.parametrize("number", [1, 3, 99])
def test_a_turn_without_words_of_ones_own_holds_nothing_to_share(
    game: GameSession, elena: User, plays: Plays, tried: TurnResult, number: int
) -> None:
    plays("take_key")
    with pytest.raises(NotFound):
        sharing.share_turn(user_id=elena.pk, session_id=game.pk, number=number)


def test_what_is_refused_counts_towards_what_may_be_tried_in_a_minute(shares: Shares, settings: Any) -> None:
    """Each is kept for moderators: nobody may bury them in it."""
    settings.RATE_INPUT = "3/minute"
    for _ in range(3):
        with pytest.raises(TextNotFit):
            shares("kill yourself", **TOLD)
    with pytest.raises(RateLimited):
        shares("kill yourself", **TOLD)
    assert ModerationRecord.objects.count() == 3
