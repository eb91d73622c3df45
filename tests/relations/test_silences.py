"""Moderators take somebody's voice for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.errors import InvalidInput
from profiles.models import User
from relations.models import Silence
from relations.services import silences
from relations.services.silences import CannotBeSilenced, Silenced

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben")


@pytest.fixture
def mira() -> User:
    return User.objects.create_user("mira", is_staff=True)


def silence(ben: User, mira: User, minutes: int = 60) -> Silence:
    return silences.silence_player(user_id=ben.pk, moderator_id=mira.pk, minutes=minutes, reason="shouting")


def test_the_refusal_says_until_when_and_why(ben: User, mira: User) -> None:
    silences.require_not_silenced(ben.pk)
    kept = silence(ben, mira)
    with pytest.raises(Silenced) as refused:
        silences.require_not_silenced(ben.pk)
    assert refused.value.details == {"until": kept.until.isoformat(), "reason": "shouting"}


def test_it_ends_by_itself_or_when_it_is_lifted_and_stays_in_the_history(ben: User, mira: User) -> None:
    silence(ben, mira)
    long_ago = timezone.now() - timedelta(hours=2)
    Silence.objects.update(began_at=long_ago, until=long_ago + timedelta(hours=1))
    silences.require_not_silenced(ben.pk)
    silence(ben, mira)
    silences.lift_silence(user_id=ben.pk, moderator_id=mira.pk)
    silences.require_not_silenced(ben.pk)
    assert Silence.objects.filter(user=ben).count() == 2


def test_a_second_takes_the_place_of_the_first(ben: User, mira: User) -> None:
    silence(ben, mira, minutes=10_080)
    silence(ben, mira, minutes=1)
    bound = silences.silence_of(ben.pk)
    assert bound is not None
    assert bound.until <= timezone.now() + timedelta(minutes=1)


@pytest.mark.parametrize("minutes", [0, 10_081])
def test_it_lasts_a_minute_at_least_and_a_week_at_most(ben: User, mira: User, minutes: int) -> None:
    with pytest.raises(InvalidInput):
        silence(ben, mira, minutes=minutes)


def test_staff_keep_their_voice(mira: User) -> None:
    with pytest.raises(CannotBeSilenced):
        silence(mira, mira)
