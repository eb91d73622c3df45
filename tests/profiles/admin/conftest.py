from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.staff import PASSWORD, moderator, signed_in, superuser


@pytest.fixture
def root(db: None) -> Client:
    return signed_in(superuser())


@pytest.fixture
def mira(db: None) -> Client:
    return signed_in(moderator())


@pytest.fixture
def ada(db: None) -> User:
    user: User = User.objects.create_user("ada", password=PASSWORD, display_name="Ada", email="ada@example.org")
    return user
