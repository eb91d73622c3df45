"""Elena's world, and Kael who comes to it in a browser of his own."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from worlds.models import SharedWorld
from worlds.services.membership import creating, joining
from worlds.services.membership.joining import Joined


@pytest.fixture
def elena(db: None) -> User:
    return User.objects.create_user("elena", display_name="Elena", colour="#112233")


@pytest.fixture
def kael(db: None) -> User:
    return User.objects.create_user("kael", display_name="Kael", colour="#aabbcc")


@pytest.fixture
def window(kael: User) -> Client:
    """Kael's."""
    client = Client()
    client.force_login(kael)
    return client


@pytest.fixture
def opened(elena: User, house: str) -> Joined:
    return creating.create_world(user_id=elena.pk, scenario_slug=house)


@pytest.fixture
def world(opened: Joined) -> SharedWorld:
    return opened.world


@pytest.fixture
def here(opened: Joined) -> str:
    """The page of Elena's game."""
    return f"/play/{opened.session.short_id}"


@pytest.fixture
def there(kael: User, world: SharedWorld) -> str:
    """The page of Kael's game in the same world."""
    return f"/play/{joining.join_world(user_id=kael.pk, world_id=world.pk).session.short_id}"
