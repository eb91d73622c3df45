"""Pictures of players: the uploaded one, or a drawn one."""

from __future__ import annotations

import pytest
from django.test import override_settings

from common.errors import NotFound, RateLimited
from profiles.models import Avatar, User
from profiles.services import identicon, pictures
from tests.common.test_pictures import picture


@pytest.mark.django_db
def test_a_new_picture_takes_the_place_of_the_old() -> None:
    user: User = User.objects.create_user("elena")
    first = pictures.store_picture(user_id=user.pk, upload=picture())
    second = pictures.store_picture(user_id=user.pk, upload=picture((10, 10), mode="RGBA"))
    assert Avatar.objects.get().digest == second.digest != first.digest
    assert pictures.find_picture(user_id=user.short_id).version == second.digest[:16] == pictures.version_of(user)
    assert pictures.remove_picture(user_id=user.pk)
    assert not pictures.remove_picture(user_id=user.pk)
    assert pictures.find_picture(user_id=user.short_id).content_type == "image/svg+xml"


@pytest.mark.django_db
def test_uploads_are_counted() -> None:
    user: User = User.objects.create_user("elena")
    with override_settings(RATE_PICTURE="1/hour"):
        pictures.store_picture(user_id=user.pk, upload=picture())
        with pytest.raises(RateLimited):
            pictures.store_picture(user_id=user.pk, upload=picture())


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", ["usr_aaaaaaaa", "elena", ""])
def test_nobody_has_no_picture(unknown: str) -> None:
    with pytest.raises(NotFound):
        pictures.find_picture(user_id=unknown)


@pytest.mark.django_db
def test_who_is_shut_out_shows_nothing_they_uploaded() -> None:
    user: User = User.objects.create_user("elena")
    pictures.store_picture(user_id=user.pk, upload=picture())
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert pictures.find_picture(user_id=user.short_id).content_type == "image/svg+xml"


def test_a_drawn_picture_is_the_same_for_the_same_person_and_another_for_others() -> None:
    drawn = [identicon.draw_identicon(f"usr_aaaaaa{letter}a", "#0f6a66") for letter in "abcdefgh"]
    assert identicon.draw_identicon("usr_aaaaaaaa", "#0f6a66") == drawn[0]
    assert len(set(drawn)) == len(drawn)
    assert all("#0f6a66" in one and "<script" not in one for one in drawn)
