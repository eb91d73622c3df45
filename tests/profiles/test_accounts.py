import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.utils import timezone

from common import ids
from kleene_site import settings as site_settings
from profiles.colours import PALETTE
from profiles.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "quiet-harbour-91"


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("Ada", password=PASSWORD)


def test_a_new_account_has_a_short_id_a_colour_and_no_rights(ada: User) -> None:
    assert ids.is_short_id(ada.short_id, "usr")
    assert ada.colour in PALETTE
    assert (ada.is_staff, ada.is_superuser, ada.is_guest) == (False, False, False)
    assert str(ada) == "Ada"


def test_an_account_is_called_by_the_name_it_shows() -> None:
    assert str(User(username="ada", display_name="Ada of Hollow Hill")) == "Ada of Hollow Hill"


def test_names_that_differ_in_case_only_are_one_name(ada: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("aDA", password=PASSWORD)
    with pytest.raises(ValidationError, match="taken"):
        User(username="aDA").full_clean(exclude=["password"])


@pytest.mark.parametrize("name", ["Ada", "ada", "ADA"])
def test_people_sign_in_with_their_name_in_any_case(ada: User, name: str) -> None:
    assert authenticate(username=name, password=PASSWORD) == ada
    assert authenticate(username=name, password="wrong") is None


@pytest.mark.parametrize("name", ["", "a da", "\u0430da", "ada\n", "x" * 41])
def test_names_are_short_plain_ascii(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        User(username=name).full_clean(exclude=["password"])
    assert "username" in refusal.value.message_dict


@pytest.mark.parametrize("colour", ["red", "#12345", "#ABCDEF", "#12345g", "#123456\n"])
def test_a_colour_is_six_hex_digits_for_people_and_for_the_database(ada: User, colour: str) -> None:
    with pytest.raises(ValidationError):
        User(username="bob", colour=colour).full_clean(exclude=["password"])
    if len(colour) <= 7:
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=ada.pk).update(colour=colour)


def test_the_suspended_cannot_sign_in_and_are_signed_out_at_once(ada: User, client: Client) -> None:
    client.force_login(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False, suspended_at=timezone.now())
    assert authenticate(username="Ada", password=PASSWORD) is None
    assert client.get("/admin/").status_code == 302


def test_the_database_keeps_nobody_both_suspended_and_active(ada: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=ada.pk).update(suspended_at=timezone.now())


def test_passwords_are_kept_as_argon2(ada: User) -> None:
    with override_settings(PASSWORD_HASHERS=site_settings.PASSWORD_HASHERS):
        ada.set_password(PASSWORD)
        assert re.match(r"argon2\$argon2id\$", ada.password)
        assert get_hasher("default").algorithm == "argon2"


def test_the_moderators_group_comes_with_the_tables() -> None:
    assert Group.objects.filter(name="moderators").count() == 1


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_of_the_palette_reads_on_white(colour: str) -> None:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    assert 1.05 / (luminance + 0.05) >= 4.5


def linear(share: float) -> float:
    """A colour channel as light (WCAG 2.2, relative luminance)."""
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
