"""Shared worlds in the back office."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from profiles.models import User
from profiles.services import reports
from tests.admin_pages import act, page, read, rows
from tests.staff import signed_in, staff_with
from worlds import limits
from worlds.event_types.stored import PlayerMoved
from worlds.models import Report, SharedWorld, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules.texts import inside_sentence
from worlds.services import chat
from worlds.services.events import NewEvent, append_events
from worlds.services.membership import creating, hosting, joining, leaving
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

EVIL = "<script>alert('kleene')</script>"


@pytest.fixture
def kael(db: None) -> User:
    user: User = User.objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def moth(db: None) -> User:
    user: User = User.objects.create_user("moth", display_name="Moth")
    return user


@pytest.fixture
def world(elena: User, kael: User, moth: User, shared_story: str) -> SharedWorld:
    made = creating.create_world(user_id=elena.pk, scenario_slug=shared_story, character_name="Wren").world
    for person in (kael, moth):
        joining.join_world(user_id=person.pk, world_id=made.pk)
    return SharedWorld.objects.get(pk=made.pk)


def say(user: User, world: SharedWorld, text: str, to: User | None = None, channel: str = "world") -> None:
    chat.send_message(user_id=user.pk, world_id=world.pk, text=text, channel=channel, to=to.pk if to else None)


def test_a_world_is_listed_and_found_by_its_id_and_by_who_was_there(
    mira: Client, world: SharedWorld, elena: User, shared_story: str
) -> None:
    other = creating.create_world(user_id=elena.pk, scenario_slug=shared_story).world
    assert "3 of 8" in read(mira, rows(SharedWorld))
    for term in (world.short_id, "Kael"):
        found = read(mira, f"{rows(SharedWorld)}?q={term}")
        assert world.short_id in found, term
        assert f">{other.short_id}<" not in found, term


def test_the_page_shows_people_with_their_characters_and_what_was_said(
    mira: Client, world: SharedWorld, elena: User, kael: User
) -> None:
    say(elena, world, f"Hello there {EVIL}")
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    shown = read(mira, page(world))
    for words in ("Elena", "Wren", "Kael", "Hello there", "joined", "left", "2 of 8"):
        assert words in shown, words
    assert "<script>alert" not in shown


def test_own_words_are_told_once_and_places_by_their_names(mira: Client, world: SharedWorld, elena: User) -> None:
    session = world.participants.get(user=elena).session
    assert session is not None
    place = next(iter(compiled_scenario(world.revision).locations.values()))
    append_events(world, NewEvent(PlayerMoved(origin="x", target=place.id), actor_id=elena.pk))
    world.save()
    playing.play_turn(user_id=elena.pk, session_id=session.pk, request=TurnRequest(input="hum to the hinges"))
    shown = read(mira, page(world))
    assert shown.count("tried") == 1
    assert f"went to {inside_sentence(place.name)}" in shown


def test_whispers_are_told_without_their_words(mira: Client, world: SharedWorld, elena: User, kael: User) -> None:
    say(elena, world, "meet me behind the mill", to=kael)
    shown = read(mira, page(world))
    assert "whispered" in shown
    assert "behind the mill" not in shown


def test_a_report_shows_the_lines_around_and_only_whispers_of_the_same_two(
    mira: Client, world: SharedWorld, elena: User, kael: User, moth: User
) -> None:
    say(elena, world, "a word to all")
    say(elena, world, "a secret for moth", to=moth)
    say(kael, world, "whispered insult", to=elena)
    say(elena, world, "stop that please", to=kael)
    message = world.events.filter(type="chat_message").order_by("sequence")[2]
    filed = reports.report_anything(
        reporter_id=elena.pk, kind="message", subject_id=f"{world.short_id}:{message.sequence}", reason="Rude."
    )
    shown = read(mira, page(filed))
    for words in ("a word to all", "whispered insult", "stop that please", "whispered to Elena", "whispered to Kael"):
        assert words in shown, words
    assert "a secret for moth" not in shown
    assert page(world) in shown


def test_a_report_about_a_public_line_tells_no_whisper_at_all(
    mira: Client, world: SharedWorld, elena: User, kael: User
) -> None:
    say(elena, world, "between us", to=kael)
    say(kael, world, "said aloud")
    message = world.events.filter(type="chat_message").order_by("sequence")[1]
    filed = reports.report_anything(
        reporter_id=elena.pk, kind="message", subject_id=f"{world.short_id}:{message.sequence}", reason="Loud."
    )
    assert "between us" not in read(mira, page(filed))


def test_around_what_was_said_at_a_place_stands_what_was_said_there(
    mira: Client, world: SharedWorld, elena: User, kael: User
) -> None:
    say(elena, world, "far away", channel="room")
    WorldParticipant.objects.filter(world=world).update(location="elsewhere")
    say(elena, world, "just before", channel="room")
    say(kael, world, "rude here", channel="room")
    say(elena, world, "to everybody")
    message = world.events.filter(type="chat_message").order_by("sequence")[2]
    filed = reports.report_anything(
        reporter_id=elena.pk, kind="message", subject_id=f"{world.short_id}:{message.sequence}", reason="Loud."
    )
    shown = read(mira, page(filed))
    for words in ("just before", "rude here", "to everybody"):
        assert words in shown, words
    assert "far away" not in shown


def test_a_long_log_is_read_page_by_page_in_few_queries(
    root: Client, world: SharedWorld, elena: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    append_events(world, *[NewEvent(PlayerMoved(origin="a", target="b"), actor_id=elena.pk) for _ in range(100)])
    world.save()
    with django_assert_max_num_queries(25):
        newest = read(root, page(world))
    assert f'id="event-{world.event_seq}"' in newest
    assert 'id="event-1"' not in newest
    earlier = read(root, f"{page(world)}?before={world.event_seq - 59}")
    assert 'id="event-1"' in earlier


@pytest.mark.parametrize("before", ["", "0", "-3", "abc", "9" * 40, "%00"])
def test_any_number_of_a_page_is_taken_or_ignored(root: Client, world: SharedWorld, before: str) -> None:
    assert root.get(f"{page(world)}?before={before}").status_code in {200, 400}


def test_the_staff_raises_seats_to_twelve_and_a_full_world_opens(root: Client, world: SharedWorld) -> None:
    SharedWorld.objects.filter(pk=world.pk).update(max_players=3, status="full")
    told = root.post(act(world, "seats"), {"seats": "12"}, follow=True).content.decode()
    assert "has 12 seats now" in told
    world.refresh_from_db()
    assert (world.max_players, world.status) == (limits.STAFF_SEATS, "active")


@pytest.mark.parametrize("seats", ["2", "13", "0", "-1", "many", ""])
def test_seats_below_those_taken_or_beyond_twelve_are_refused(root: Client, world: SharedWorld, seats: str) -> None:
    assert root.post(act(world, "seats"), {"seats": seats}).status_code == 409
    world.refresh_from_db()
    assert world.max_players == limits.MOST_SEATS


def test_twelve_people_fit_into_a_world_of_twelve(root: Client, world: SharedWorld) -> None:
    root.post(act(world, "seats"), {"seats": "12"})
    for number in range(9):
        person = User.objects.create_user(f"guest{number}")
        joining.join_world(user_id=person.pk, world_id=world.pk)
    world.refresh_from_db()
    assert (world.player_count, world.status) == (12, "full")


def test_an_archived_world_offers_no_acts_and_refuses_them(root: Client, world: SharedWorld) -> None:
    assert "has ended" in root.post(act(world, "archive"), follow=True).content.decode()
    assert act(world, "seats") not in read(root, page(world))
    assert root.post(act(world, "seats"), {"seats": "9"}).status_code == 409


def test_moderators_read_worlds_and_only_those_allowed_change_them(mira: Client, world: SharedWorld) -> None:
    assert act(world, "archive") not in read(mira, page(world))
    assert mira.post(act(world, "archive")).status_code == 403
    clerk = signed_in(staff_with("worlds.view_scenario"))
    assert clerk.get(page(world)).status_code == 403
    looker = signed_in(staff_with("worlds.view_sharedworld", name="looker"))
    assert "not allowed to read the log" in read(looker, page(world))


def test_a_hosts_ban_is_listed(mira: Client, world: SharedWorld, elena: User, kael: User) -> None:
    hosting.ban_player(user_id=elena.pk, world_id=world.pk, player=kael.short_id)
    assert "Banned by the host" in read(mira, page(world))


def test_reports_of_players_have_no_lines_around_them(
    mira: Client, world: SharedWorld, elena: User, kael: User
) -> None:
    filed = reports.report_anything(reporter_id=elena.pk, kind="player", subject_id=kael.short_id, reason="Rude.")
    assert Report.objects.get() == filed
    assert "Before and after" not in read(mira, page(filed))
