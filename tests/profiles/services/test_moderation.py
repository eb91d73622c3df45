from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from rest_framework_simplejwt.tokens import AccessToken

from common.errors import Conflict, Forbidden, InvalidInput, NotFound
from profiles.models import Renaming, User
from profiles.services import accounts, moderation, tokens
from profiles.services.accounts import create_guest

pytestmark = pytest.mark.django_db

PASSWORD = "quiet-harbour-91"


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", password=PASSWORD, display_name="Ada")


@pytest.fixture
def moderator() -> User:
    user = User.objects.create_user("mira", password=PASSWORD)
    return moderation.make_moderator(user_id=user.pk, moderator_id=None)


@pytest.fixture
def root() -> User:
    return User.objects.create_superuser("root", password=PASSWORD)


def entries(user: User) -> list[str]:
    return [entry.change_message for entry in LogEntry.objects.filter(object_id=str(user.pk)).order_by("pk")]


def test_a_suspension_says_why_when_and_by_whom(ada: User, moderator: User) -> None:
    moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="  Sold\nlamps  ")
    ada.refresh_from_db()
    assert (ada.is_active, ada.suspended_reason) == (False, "Sold lamps")
    assert ada.suspended_at is not None
    assert LogEntry.objects.get(object_id=str(ada.pk)).user == moderator
    assert entries(ada) == ["Suspended permanently."]


def test_a_reason_holds_nothing_that_hides_its_neighbours(ada: User, moderator: User) -> None:
    moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="Sold \u202espmal\u2028twice\u200b")
    ada.refresh_from_db()
    assert ada.suspended_reason == "Sold spmal twice"


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501, "\u202e\u200b"])
def test_a_suspension_needs_a_reason_of_some_words(ada: User, moderator: User, reason: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason=reason)
    assert "reason" in refusal.value.details
    ada.refresh_from_db()
    assert ada.is_active
    assert entries(ada) == []


def test_sign_ins_end_with_a_suspension_and_stay_ended_when_it_is_lifted(root: User, moderator: User) -> None:
    browser = Client()
    browser.force_login(moderator)
    assert browser.get(reverse("admin:index")).status_code == 200
    moderation.suspend_account(user_id=moderator.pk, moderator_id=root.pk, reason="Sold lamps")
    assert browser.get(reverse("admin:index")).status_code == 302
    moderation.lift_suspension(user_id=moderator.pk, moderator_id=root.pk)
    assert browser.get(reverse("admin:index")).status_code == 302
    assert browser.login(username="mira", password=PASSWORD)
    assert browser.get(reverse("admin:index")).status_code == 200


def test_tokens_end_with_a_suspension_and_stay_ended_when_it_is_lifted(ada: User, moderator: User) -> None:
    before = tokens.issue_pair(ada)
    moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="Sold lamps")
    moderation.lift_suspension(user_id=ada.pk, moderator_id=moderator.pk)
    with pytest.raises(tokens.InvalidToken):
        tokens.token_owner(AccessToken(before["access"]))  # type: ignore[arg-type]  # the library's annotation leaves out text
    with pytest.raises(tokens.InvalidToken):
        tokens.renew_pair(refresh=before["refresh"])


def test_a_lifted_suspension_lets_people_sign_in_again(ada: User, moderator: User) -> None:
    moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="Sold lamps")
    assert authenticate(username="ada", password=PASSWORD) is None
    moderation.lift_suspension(user_id=ada.pk, moderator_id=moderator.pk)
    assert authenticate(username="ada", password=PASSWORD) == ada
    assert entries(ada) == ["Suspended permanently.", "Suspension lifted."]


def test_what_is_so_already_is_told_and_not_noted_twice(ada: User, moderator: User, root: User) -> None:
    moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="Sold lamps")
    with pytest.raises(Conflict, match="already suspended"):
        moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="Sold more lamps")
    with pytest.raises(Conflict, match="not suspended"):
        moderation.lift_suspension(user_id=moderator.pk, moderator_id=root.pk)
    with pytest.raises(Conflict, match="already a moderator"):
        moderation.make_moderator(user_id=moderator.pk, moderator_id=root.pk)
    with pytest.raises(Conflict, match="not a moderator"):
        moderation.withdraw_moderator(user_id=ada.pk, moderator_id=root.pk)
    assert entries(ada) == ["Suspended permanently."]


def test_nobody_acts_on_themselves(root: User) -> None:
    with pytest.raises(Forbidden):
        moderation.suspend_account(user_id=root.pk, moderator_id=root.pk, reason="Tired")
    with pytest.raises(Forbidden):
        moderation.rename_account(user_id=root.pk, moderator_id=root.pk, username="toor", display_name="Toor")


def test_only_a_superuser_acts_on_the_staff(root: User, moderator: User) -> None:
    with pytest.raises(Forbidden, match="staff"):
        moderation.suspend_account(user_id=root.pk, moderator_id=moderator.pk, reason="Coup")
    moderation.suspend_account(user_id=moderator.pk, moderator_id=root.pk, reason="Coup")


def test_who_does_not_exist_cannot_be_suspended(ada: User, moderator: User) -> None:
    with pytest.raises(NotFound):
        moderation.suspend_account(user_id=User().pk, moderator_id=moderator.pk, reason="Ghost")


def test_a_rename_gives_both_names_and_tells_the_old_ones(ada: User, moderator: User) -> None:
    moderation.rename_account(user_id=ada.pk, moderator_id=moderator.pk, username="ada_l", display_name=" Ada   L. ")
    ada.refresh_from_db()
    assert (ada.username, ada.display_name) == ("ada_l", "Ada L.")
    assert entries(ada) == ["Renamed."]
    assert [renaming.names for renaming in Renaming.objects.filter(user=ada)] == ["from ada (Ada) to ada_l (Ada L.)"]


def test_the_log_of_the_admin_names_an_account_by_its_id(ada: User, moderator: User) -> None:
    moderation.clear_profile(user_id=ada.pk, moderator_id=moderator.pk)
    assert LogEntry.objects.get(object_id=str(ada.pk)).object_repr == ada.short_id


@pytest.mark.parametrize(
    ("username", "display_name", "field"),
    [
        ("", "Ada", "username"),
        ("a da", "Ada", "username"),
        ("x" * 41, "Ada", "username"),
        ("MIRA", "Ada", "username"),
        ("ada", " ", "display_name"),
        ("ada", "x" * 41, "display_name"),
        ("ada", "Ada\u202eda", "display_name"),
    ],
)
def test_names_given_by_moderators_obey_the_same_rules(
    ada: User, moderator: User, username: str, display_name: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        moderation.rename_account(
            user_id=ada.pk, moderator_id=moderator.pk, username=username, display_name=display_name
        )
    assert list(refusal.value.details) == [field]
    ada.refresh_from_db()
    assert (ada.username, ada.display_name) == ("ada", "Ada")


def test_a_change_of_case_alone_is_a_rename(ada: User, moderator: User) -> None:
    moderation.rename_account(user_id=ada.pk, moderator_id=moderator.pk, username="ADA", display_name="Ada")
    ada.refresh_from_db()
    assert ada.username == "ADA"


def test_a_moderator_may_look_around_suspend_curate_and_nothing_else(moderator: User) -> None:
    assert moderator.is_staff
    assert User.objects.get(pk=moderator.pk).get_all_permissions() == {
        "worlds.view_scenario",
        "worlds.view_sharedworld",
        "worlds.move_players",
        "worlds.view_scenariorevision",
        "worlds.view_gamesession",
        "worlds.view_turnrecord",
        "profiles.view_user",
        "profiles.suspend_user",
        "profiles.view_achievement",
        "profiles.view_playerachievement",
        "improvisations.view_improvisation",
        "improvisations.moderate",
        "improvisations.integrate",
        "leaderboards.view_leaderboardentry",
        "leaderboards.view_leaderboardperiodentry",
        "leaderboards.view_judgement",
        "leaderboards.judge_again",
        "worlds.view_report",
        "worlds.handle_report",
        "presence.view_playerpresence",
        "relations.view_silence",
        "relations.add_silence",
        "relations.change_silence",
    }


def test_withdrawing_takes_the_rights_and_the_key(moderator: User, root: User) -> None:
    moderation.withdraw_moderator(user_id=moderator.pk, moderator_id=root.pk)
    mira = User.objects.get(pk=moderator.pk)
    assert not mira.is_staff
    assert mira.get_all_permissions() == set()
    assert entries(mira)[-1] == "No longer a moderator."


def test_staff_may_be_called_what_they_are_and_no_longer_when_they_are_not(moderator: User, root: User) -> None:
    moderation.rename_account(
        user_id=moderator.pk, moderator_id=root.pk, username="mira", display_name="Moderator Mira"
    )
    accounts.update_account(user_id=moderator.pk, display_name="Moderator")
    assert User.objects.get(pk=moderator.pk).display_name == "Moderator"
    moderation.withdraw_moderator(user_id=moderator.pk, moderator_id=root.pk)
    assert User.objects.get(pk=moderator.pk).display_name == moderator.short_id


def test_moderators_give_players_no_name_of_staff(ada: User, moderator: User) -> None:
    with pytest.raises(InvalidInput) as refusal:
        moderation.rename_account(
            user_id=ada.pk, moderator_id=moderator.pk, username="ada", display_name="Kleene Support"
        )
    assert "display_name" in refusal.value.details


def test_a_superuser_keeps_the_key_when_the_role_ends(root: User) -> None:
    other = User.objects.create_superuser("toor", password=PASSWORD)
    moderation.make_moderator(user_id=other.pk, moderator_id=root.pk)
    moderation.withdraw_moderator(user_id=other.pk, moderator_id=root.pk)
    assert User.objects.get(pk=other.pk).is_staff


def test_guests_and_the_suspended_cannot_become_moderators(ada: User, moderator: User, root: User) -> None:
    with pytest.raises(Conflict, match="guest"):
        moderation.make_moderator(user_id=create_guest().pk, moderator_id=root.pk)
    moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="Sold lamps")
    with pytest.raises(Conflict, match="cannot sign in"):
        moderation.make_moderator(user_id=ada.pk, moderator_id=root.pk)


@pytest.mark.parametrize("called", ["ada", "ADA", "short id"])
def test_the_command_makes_a_moderator_of_a_name_or_an_id(ada: User, called: str) -> None:
    out = StringIO()
    call_command("grant_moderator", ada.short_id if called == "short id" else called, stdout=out)
    ada.refresh_from_db()
    assert ada.is_staff
    assert "Ada is now a moderator" in out.getvalue()
    assert entries(ada) == ["Made a moderator. On the command line."]


def test_the_command_says_what_is_wrong(moderator: User) -> None:
    with pytest.raises(CommandError, match="no account with the username or id 'nobody'"):
        call_command("grant_moderator", "nobody")
    with pytest.raises(CommandError, match="already a moderator"):
        call_command("grant_moderator", "mira")
