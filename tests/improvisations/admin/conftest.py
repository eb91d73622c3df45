"""Moderators at their browsers."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.staff import signed_in, staff_with


@pytest.fixture
def desk(mira: User) -> Client:
    """Mira, who moderates."""
    return signed_in(mira)


@pytest.fixture
def other_desk(noor: User) -> Client:
    """Noor, who moderates too."""
    return signed_in(noor)


@pytest.fixture
def clerk(db: None) -> Client:
    """Somebody of the staff who may look and no more."""
    return signed_in(staff_with("improvisations.view_improvisation"))
