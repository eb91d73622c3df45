"""Awarding: at once, once, from what is proved, and also after a crash."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from common.jobs import registered
from improvisations.signals import improvisation_approved
from leaderboards.services import verification
from profiles.models import Achievement, PlayerAchievement, ReadingMark, User
from profiles.rules.achievements import RULES
from profiles.services import achievement_catch_up, achievements
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession
from worlds.services.games import abandoning, rewind, sessions
from worlds.services.membership import creating, joining
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db

HOME = ("take_key", "open_gate", "stay")
BROKEN = ("run",)


@pytest.fixture
def gate() -> str:
    return scenarios.import_scenario(source=GATE, slug="gate").scenario.slug


@pytest.fixture
def elena() -> User:
    user: User = User.objects.create_user("elena")
    return user


def play(user: User, options: tuple[str, ...], session: GameSession | None = None) -> GameSession:
    session = session or sessions.start_solo(user_id=user.pk, scenario_slug="gate")
    for option in options:
        playing.play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id=option))
    return GameSession.objects.get(pk=session.pk)


def codes(user: User) -> set[str]:
    return {award.rule.code for award in achievements.awards_of(user.pk)}


def test_an_ending_is_noticed_when_its_turn_is_committed(
    elena: User, gate: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        game = play(elena, HOME)
    assert codes(elena) == {"last-page", "as-hoped"}
    awards = PlayerAchievement.objects.all()
    assert {award.earned_at for award in awards} == {game.finished_at}
    assert {award.session_id for award in awards} == {game.pk}


def test_what_a_crash_left_unnoticed_is_found_in_the_records_once(elena: User, gate: str) -> None:
    game = play(elena, HOME)
    assert codes(elena) == set()
    registered["judge-new-games"].run()
    assert registered["notice-achievements"].run() == "awarded 2 achievements"
    assert codes(elena) == {"last-page", "as-hoped"}
    assert {award.earned_at for award in PlayerAchievement.objects.all()} == {game.finished_at}
    assert registered["notice-achievements"].run() == ""


def test_the_next_round_reads_on_from_the_last(elena: User, gate: str) -> None:
    began = timezone.now()
    achievement_catch_up.award_waiting()
    assert ReadingMark.objects.get(name=achievement_catch_up.MARK).upto >= began
    play(elena, BROKEN)
    registered["judge-new-games"].run()
    achievement_catch_up.award_waiting()
    assert codes(elena) == {"last-page", "without-you"}


def test_a_deed_done_twice_is_awarded_once_with_its_first_day(elena: User, gate: str) -> None:
    first = play(elena, HOME)
    verification.verify_session(session_id=first.pk)
    assert achievements.review_ending(session_id=first.pk) == 2
    again = play(elena, HOME)
    verification.verify_session(session_id=again.pk)
    assert achievements.review_ending(session_id=again.pk) == achievements.review_ending(session_id=first.pk) == 0
    assert {award.earned_at for award in PlayerAchievement.objects.all()} == {first.finished_at}


def test_all_endings_of_a_story_count_over_several_games(elena: User, gate: str) -> None:
    for options in (HOME, BROKEN):
        game = play(elena, options)
        verification.verify_session(session_id=game.pk)
        achievements.review_ending(session_id=game.pk)
    assert codes(elena) == {"last-page", "as-hoped", "without-you", "every-ending"}


def test_a_game_given_up_earns_nothing(elena: User, gate: str) -> None:
    game = play(elena, ("take_key", "wait"))
    abandoning.abandon_game(user_id=elena.pk, session_id=game.pk)
    verification.verify_session(session_id=game.pk)
    assert achievements.review_ending(session_id=game.pk) == 0


def test_a_row_that_was_tampered_with_earns_nothing(elena: User, gate: str) -> None:
    game = play(elena, ("take_key",))
    GameSession.objects.filter(pk=game.pk).update(
        status="completed", finished_at=timezone.now(), ending_id="home", ending_type="victory", tier="gold"
    )
    verification.verify_session(session_id=game.pk)
    assert achievements.review_ending(session_id=game.pk) == 0
    assert codes(elena) == set()


def test_an_ending_that_was_taken_back_was_seen_all_the_same(elena: User, gate: str) -> None:
    game = play(elena, BROKEN)
    rewind.rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    game = play(elena, HOME, session=game)
    verification.verify_session(session_id=game.pk)
    achievements.review_ending(session_id=game.pk)
    assert codes(elena) == {"last-page", "as-hoped", "without-you", "every-ending"}


def test_company_is_everybodys_who_played(elena: User, gate: str) -> None:
    kael: User = User.objects.create_user("kael")
    idler: User = User.objects.create_user("idler")
    made = creating.create_world(user_id=elena.pk, scenario_slug=gate)
    theirs = joining.join_world(user_id=kael.pk, world_id=made.world.pk).session
    joining.join_world(user_id=idler.pk, world_id=made.world.pk)
    for player, session in ((elena, made.session), (kael, theirs)):
        play(player, BROKEN, session=session)
        verification.verify_session(session_id=session.pk)
        achievements.review_ending(session_id=session.pk)
    assert "in-company" in codes(elena)
    assert "in-company" in codes(kael)
    assert codes(idler) == set()


def test_an_approval_is_looked_at_when_it_is_told(elena: User, gate: str, django_assert_num_queries: Any) -> None:
    game = play(elena, HOME)
    verification.verify_session(session_id=game.pk)
    improvisation_approved.send(sender=None, improvisation_id=None, author_id=elena.pk, scenario_id=0)
    assert codes(elena) == {"last-page", "as-hoped"}


def test_rarity_is_counted_now_and_then(elena: User, gate: str) -> None:
    for name in ("kael", "orla", "piet"):
        User.objects.create_user(name)
    game = play(elena, HOME)
    verification.verify_session(session_id=game.pk)
    achievements.review_ending(session_id=game.pk)
    achievements.count_holders()
    assert {award.rarity for award in achievements.awards_of(elena.pk)} == {0.25}
    assert Achievement.objects.count() == len(RULES)
    User.objects.filter(username="piet").update(anonymised_at=timezone.now(), is_active=False)
    registered["count-achievements"].run()
    assert achievements.awards_of(elena.pk)[0].rarity == pytest.approx(1 / 3)


def test_a_review_costs_the_same_for_one_game_and_for_many(
    elena: User, gate: str, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        verification.verify_session(session_id=play(elena, BROKEN).pk)
    achievements.award_achievements(user_id=elena.pk, at=timezone.now())
    with django_assert_max_num_queries(5):
        achievements.award_achievements(user_id=elena.pk, at=timezone.now())
