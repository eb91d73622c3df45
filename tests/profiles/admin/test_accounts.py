from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken

from profiles.models import User
from profiles.services import moderation
from profiles.services.accounts import create_guest
from tests.admin_pages import page, read, rows, without_badges
from tests.staff import signed_in, staff_with


def named(told: str) -> set[str]:
    """The names that the rows of the list show."""
    return set(re.findall("<small>([^<]*)</small>", told))


def test_everybody_is_listed_with_their_standing_guests_too(root: Client, ada: User) -> None:
    guest = create_guest()
    moderation.suspend_account(user_id=ada.pk, moderator_id=User.objects.get(username="root").pk, reason="Sold lamps")
    told = read(root, rows(User))
    assert named(told) == {"root", "ada", guest.username}
    assert "suspended" in told
    assert "superuser" in told


def test_the_list_costs_the_same_queries_for_any_number_of_accounts(
    root: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        create_guest()
    with django_assert_max_num_queries(4) as queries:
        read(root, rows(User))
    sql = [query["sql"] for query in queries.captured_queries]
    assert not any("COUNT(" in query for query in without_badges(sql))
    assert sum('"users"."password"' in query for query in sql) == 1, "only the viewer's own, for the session"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ada", {"ada"}),
        ("q=LOVELACE", {"ada"}),
        ("q=nobody", set()),
        ("kind=guest", {"guest"}),
        ("kind=superuser", {"root"}),
        ("kind=staff", {"root", "mira"}),
        ("kind=moderator", {"mira"}),
        ("kind=player", {"ada"}),
        ("kind=nonsense", {"root", "mira", "ada", "guest"}),
        ("standing=suspended", {"ada"}),
        ("standing=active", {"root", "mira", "guest"}),
        ("standing=closed", set()),
        ("date_joined_to=1999-01-01", set()),
        ("date_joined_from=1999-01-01", {"root", "mira", "ada", "guest"}),
    ],
)
def test_a_search_and_filters_find_accounts(root: Client, mira: Client, ada: User, query: str, found: set[str]) -> None:
    User.objects.filter(pk=create_guest().pk).update(username="guest")
    User.objects.filter(pk=ada.pk).update(display_name="Countess Lovelace")
    moderation.suspend_account(user_id=ada.pk, moderator_id=User.objects.get(username="mira").pk, reason="Sold lamps")
    assert named(read(root, f"{rows(User)}?{query}")) == found


def test_an_account_is_found_by_its_outside_id(root: Client, ada: User) -> None:
    assert named(read(root, f"{rows(User)}?q={ada.short_id}")) >= {"ada"}
    assert "Ada" in read(root, page(ada).replace(str(ada.pk), ada.short_id))


def test_passwords_stand_on_no_page(root: Client, ada: User) -> None:
    for path in (rows(User), page(ada)):
        assert ada.password not in read(root, path)
        assert "md5$" not in read(root, path)


def test_addresses_are_for_superusers(root: Client, mira: Client, ada: User) -> None:
    assert "ada@example.org" in read(root, page(ada))
    assert "ada@example.org" not in read(mira, page(ada))
    assert "ada@example.org" not in read(root, rows(User))


def test_nothing_about_an_account_is_edited_by_hand(root: Client, ada: User) -> None:
    forged = {"username": "eve", "is_staff": "on", "is_superuser": "on", "password": "x"}
    assert root.post(page(ada), forged).status_code == 403
    assert root.post(f"{rows(User)}add/", forged).status_code == 403
    assert root.post(page(ada).replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert root.post(f"{rows(User)}{ada.pk}/password/", {"password1": "x", "password2": "x"}).status_code in {302, 404}
    again = User.objects.get(pk=ada.pk)
    assert (again.username, again.is_staff, again.password) == ("ada", False, ada.password)


def test_games_are_shown_to_who_may_see_games(root: Client, ada: User) -> None:
    assert "Latest games" in read(root, page(ada))
    assert "Latest games" not in read(signed_in(staff_with("profiles.view_user")), page(ada))


def test_tokens_of_players_have_no_page() -> None:
    assert not admin.site.is_registered(OutstandingToken)
    assert not admin.site.is_registered(BlacklistedToken)


def test_the_moderators_group_keeps_its_name_and_stays(root: Client) -> None:
    group = Group.objects.get(name="moderators")
    root.post(page(group), {"name": "jesters", "permissions": []})
    assert Group.objects.get(pk=group.pk).name == "moderators"
    assert root.post(page(group).replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_moderators_do_not_see_groups(mira: Client) -> None:
    assert mira.get(rows(Group)).status_code == 403
