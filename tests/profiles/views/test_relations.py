"""Muting, blocking and following by the buttons of pages, without a script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from profiles.models import User
from relations.models import Block, Follow, Mute
from relations.services import blocks, follows, mutes

pytestmark = pytest.mark.django_db
PAGE = "/account/people"


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben", display_name="Ben <b>")


@pytest.fixture
def adas(ada: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    return client


def press(client: Client, name: str, other: User, **form: str) -> str:
    """The page that one sees after a button of another's page was pressed."""
    home = f"/players/{other.short_id}"
    before = client.get(home).content.decode()
    assert f'name="{name}"' in before
    token = client.cookies["csrftoken"].value
    sent = {name: other.short_id, "next": home, "csrfmiddlewaretoken": token, **form}
    return client.post(PAGE, sent, follow=True).content.decode()


@pytest.mark.parametrize(("does", "undoes"), [("mute", "unmute"), ("block", "unblock"), ("follow", "unfollow")])
def test_each_button_of_a_profile_is_followed_by_the_one_that_undoes_it(
    adas: Client, ben: User, does: str, undoes: str
) -> None:
    after = press(adas, does, ben)
    assert f'form="relation" name="{undoes}"' in " ".join(after.split())
    assert Mute.objects.count() + Block.objects.count() + Follow.objects.count() == 1
    press(adas, undoes, ben)
    assert Mute.objects.count() + Block.objects.count() + Follow.objects.count() == 0


def test_a_mute_may_be_of_one_channel_and_for_an_hour(adas: Client, ben: User) -> None:
    press(adas, "mute", ben, channel="whisper", minutes="60")
    mute = Mute.objects.get()
    assert mute.channel == "whisper"
    assert mute.until is not None
    assert timedelta(minutes=59) < mute.until - timezone.now() <= timedelta(hours=1)
    assert "lists&#x27; entries" in press(adas, "mute", ben, channel="thoughts")
    assert "lists&#x27; entries" in press(adas, "mute", ben, minutes="1e9")


def test_the_page_lists_all_three_with_channel_and_end_and_takes_one_mute_off(
    adas: Client, ada: User, ben: User
) -> None:
    assert adas.get(PAGE).content.decode().count('class="empty"') == 3
    until = timezone.now() + timedelta(days=1)
    mutes.mute_player(user_id=ada.pk, other=ben.short_id, channel="whisper", until=until)
    mutes.mute_player(user_id=ada.pk, other=ben.short_id)
    follows.follow_player(user_id=ada.pk, other=ben.short_id)
    blocks.block_player(user_id=ada.pk, other=User.objects.create_user("cyn").short_id)
    page = adas.get(PAGE).content.decode()
    assert page.count("Ben &lt;b&gt;</a>") == 3
    for told in ("Whispers", "Everywhere", "until you unmute", f"{until:%-d %B %Y, %H:%M} UTC", ">cyn</a>"):
        assert told in page
    token = adas.cookies["csrftoken"].value
    adas.post(PAGE, {"unmute": ben.short_id, "channel": "whisper", "csrfmiddlewaretoken": token})
    assert [mute.channel for mute in Mute.objects.all()] == [""]


def test_what_cannot_be_done_is_said_and_a_form_of_another_site_does_nothing(adas: Client, ada: User) -> None:
    adas.get(PAGE)
    token = {"csrfmiddlewaretoken": adas.cookies["csrftoken"].value}
    assert "no such button" in adas.post(PAGE, {"dance": "x", **token}, follow=True).content.decode()
    assert (
        "another player than yourself" in adas.post(PAGE, {"mute": ada.short_id, **token}, follow=True).content.decode()
    )
    assert "no player with this id" in adas.post(PAGE, {"block": "usr_nobody", **token}, follow=True).content.decode()
    assert adas.post(PAGE, {"mute": "x", "next": "https://elsewhere.example/", **token}).headers["Location"] == PAGE
    assert adas.post(PAGE, {"block": ada.short_id}).status_code == 403
