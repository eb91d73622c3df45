from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model

from presence.services.visibility import set_visible, visible_among

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> "User":
    user: User = get_user_model().objects.create_user("ada")
    return user


def test_nobody_is_seen_who_has_not_asked_to_be(ada: "User") -> None:
    assert visible_among([ada.pk]) == frozenset()


def test_who_lets_themselves_be_seen_is_seen_until_they_think_better(ada: "User") -> None:
    set_visible(user_id=ada.pk, visible=True)
    assert visible_among([ada.pk]) == {ada.pk}
    set_visible(user_id=ada.pk, visible=False)
    assert visible_among([ada.pk]) == frozenset()


def test_only_those_who_were_asked_for_are_told(ada: "User") -> None:
    set_visible(user_id=ada.pk, visible=True)
    assert visible_among([]) == frozenset()
