import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from profiles.models import User

pytestmark = pytest.mark.django_db


def seed() -> str:
    said = io.StringIO()
    call_command("seed_demo", stdout=said)
    return said.getvalue()


def passwords(said: str) -> dict[str, str]:
    lines = (line.split(maxsplit=1) for line in said.splitlines() if line.startswith("    "))
    return dict(lines)


def test_the_first_seeding_shows_passwords_that_work() -> None:
    shown = passwords(seed())
    assert set(shown) == {"player-one", "player-two", "moderator"}
    assert all(authenticate(username=name, password=password) for name, password in shown.items())
    assert len(set(shown.values())) == 3


def test_only_the_moderator_moderates() -> None:
    seed()
    assert User.objects.get(is_staff=True).username == "moderator"
    assert User.objects.get(groups__name="moderators").username == "moderator"
    assert not User.objects.filter(is_superuser=True).exists()


def test_seeding_again_says_nothing_and_changes_no_password() -> None:
    shown = passwords(seed())
    assert seed() == ""
    assert User.objects.count() == 3
    assert all(authenticate(username=name, password=password) for name, password in shown.items())


def test_a_missing_account_comes_back_alone() -> None:
    seed()
    User.objects.get(username="player-two").delete()
    assert set(passwords(seed())) == {"player-two"}


def test_a_name_that_somebody_took_stays_theirs() -> None:
    mine = User.objects.create_user("Moderator", password="quiet-harbour-91")
    assert "moderator" not in passwords(seed())
    mine.refresh_from_db()
    assert (mine.is_staff, mine.groups.count()) == (False, 0)
