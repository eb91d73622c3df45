"""Moderators take somebody's voice for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from common.errors import InvalidInput
from profiles.models import User
from relations.models import Silence
from relations.services import silences
from relations.services.silences import CannotBeSilenced, Silenced
from tests.staff import moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben")


@pytest.fixture
def mira() -> User:
    return User.objects.create_user("mira", is_staff=True)


def silence(ben: User, mira: User, minutes: int = 60, channel: str = "") -> Silence:
    return silences.silence_player(
        user_id=ben.pk, moderator_id=mira.pk, minutes=minutes, reason="shouting", channel=channel
    )


def test_the_refusal_says_until_when_and_why(ben: User, mira: User) -> None:
    silences.require_not_silenced(ben.pk, channel="room")
    kept = silence(ben, mira)
    with pytest.raises(Silenced) as refused:
        silences.require_not_silenced(ben.pk, channel="room")
    assert refused.value.details == {"until": kept.until.isoformat(), "reason": "shouting"}


def test_it_ends_by_itself_or_when_it_is_lifted_and_stays_in_the_history(ben: User, mira: User) -> None:
    silence(ben, mira)
    long_ago = timezone.now() - timedelta(hours=2)
    Silence.objects.update(began_at=long_ago, until=long_ago + timedelta(hours=1))
    silences.require_not_silenced(ben.pk, channel="room")
    silence(ben, mira)
    silences.lift_silence(user_id=ben.pk, moderator_id=mira.pk)
    silences.require_not_silenced(ben.pk, channel="room")
    assert Silence.objects.filter(user=ben).count() == 2


def test_a_second_takes_the_place_of_the_first(ben: User, mira: User) -> None:
    silence(ben, mira, minutes=10_080)
    silence(ben, mira, minutes=1)
    bound = silences.silence_of(ben.pk)
    assert bound is not None
    assert bound.until <= timezone.now() + timedelta(minutes=1)


def test_it_may_be_of_one_channel_and_one_of_all_replaces_every_other(ben: User, mira: User) -> None:
    silence(ben, mira, channel="whisper")
    silence(ben, mira, channel="party")
    silences.require_not_silenced(ben.pk, channel="room")
    with pytest.raises(Silenced) as refused:
        silences.require_not_silenced(ben.pk, channel="whisper")
    assert refused.value.details["channel"] == "whisper"
    assert silences.silences_in_force().count() == 2
    silence(ben, mira)
    assert [one.channel for one in silences.silences_in_force()] == [""]


def test_moderators_mute_and_unmute_over_the_api(ben: User) -> None:
    mira = Client()
    mira.force_login(moderator("mira"))
    path = "/api/v1/admin/silences"
    wish = {"user_id": ben.short_id, "channel": "room", "minutes": 5, "reason": "shouting"}
    made = mira.post(path, wish, content_type="application/json").json()
    assert (made["user_id"], made["channel"], made["reason"]) == (ben.short_id, "room", "shouting")
    assert mira.get(path).json()["results"] == [made]
    for wrong, status in (({"minutes": 0}, 400), ({"channel": "x"}, 400), ({"user_id": "usr_nobody"}, 404)):
        assert mira.post(path, {**wish, **wrong}, content_type="application/json").status_code == status
    assert mira.delete(f"{path}/{ben.short_id}").status_code == 204
    assert mira.get(path).json()["results"] == []
    theirs = Client()
    theirs.force_login(ben)
    assert theirs.post(path, wish, content_type="application/json").status_code == 403


@pytest.mark.parametrize("minutes", [0, 10_081])
def test_it_lasts_a_minute_at_least_and_a_week_at_most(ben: User, mira: User, minutes: int) -> None:
    with pytest.raises(InvalidInput):
        silence(ben, mira, minutes=minutes)


def test_staff_keep_their_voice(mira: User) -> None:
    with pytest.raises(CannotBeSilenced):
        silence(mira, mira)
