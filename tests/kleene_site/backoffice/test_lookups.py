"""What the lists of the back office may be asked by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.contrib import admin
from django.contrib.admin import FieldListFilter, ModelAdmin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from profiles.services.accounts import create_guest
from tests.admin_pages import rows
from tests.staff import signed_in, superuser

pytestmark = pytest.mark.django_db

ADMINS: Final = [pytest.param(model, made, id=model._meta.label) for model, made in admin.site._registry.items()]
ASKED: Final = ("", "__startswith", "__gt", "__isnull")
BADLY: Final = ("-" + "9" * 30, "9999-12-31")


@pytest.fixture
def root() -> Client:
    return signed_in(superuser())


def paths(model: type[Model], *, deep: int = 3) -> Iterator[str]:
    """Every column that can be reached from a model, also backwards."""
    for field in model._meta.get_fields():
        yield field.name
        related = field.related_model
        if deep > 1 and isinstance(related, type) and issubclass(related, Model):
            yield from (f"{field.name}__{further}" for further in paths(related, deep=deep - 1))


def read_by_filters(made: ModelAdmin[Any]) -> set[Any]:
    """The parameters that the filters of a list say they read."""
    request, named = RequestFactory().get("/"), set[Any]()
    request.user = get_user_model()()
    items: Any = made.list_filter
    for item in items:
        if isinstance(item, type):
            named |= set(item(request, {}, made.model, made).expected_parameters())
            continue
        path, kind = item if isinstance(item, tuple) else (item, FieldListFilter.create)
        field = get_fields_from_path(made.model, path)[-1]
        named |= set(kind(field, request, {}, made.model, made, field_path=path).expected_parameters())
    return named


@pytest.mark.parametrize(("model", "made"), ADMINS)
def test_a_list_takes_what_its_filters_read_and_no_other_lookup(model: type[Model], made: ModelAdmin[Any]) -> None:
    request = RequestFactory().get("/")
    named = read_by_filters(made)
    assert all(made.lookup_allowed(name, "1", request) for name in named)
    shown = {str(item[0] if isinstance(item, tuple) else item) for item in made.list_filter}
    asked = {f"{path}{how}" for path in paths(model) for how in ASKED} - named
    let_through = {lookup for lookup in asked if made.lookup_allowed(lookup, "1", request)}
    assert let_through <= {f"{path}{how}" for path in shown for how in ("", "__exact", "__isnull")}
    assert made.date_hierarchy is None


@pytest.mark.parametrize(("model", "made"), ADMINS)
def test_a_guess_right_or_wrong_is_answered_alike(root: Client, model: type[Model], made: ModelAdmin[Any]) -> None:
    for lookup in ("pk", "user__password__startswith", "email__startswith"):
        right, wrong = (root.get(rows(model), {lookup: guess, "_facets": "True"}) for guess in ("", "zzz"))
        assert (right.status_code, wrong.status_code) == (400, 400), lookup
        assert right.content == wrong.content
    assert root.get(rows(model), {"_popup": "1", "_to_field": "id"}).status_code == 400


def test_the_columns_of_accounts_are_guessed_through_no_list(root: Client) -> None:
    guest = create_guest()
    answers = [
        root.get(rows(get_user_model()), {"id": str(guest.pk), lookup: guess})
        for lookup in ("password__startswith", "email__startswith", "email__regex", "auth_seal", "groups__name")
        for guess in (guest.password[:1], "zzz")
    ]
    assert {answer.status_code for answer in answers} == {400}
    assert all("no such filter" in answer.content.decode() for answer in answers)


@pytest.mark.slow
@pytest.mark.parametrize(("model", "made"), ADMINS)
def test_a_parameter_that_means_nothing_breaks_no_list(root: Client, model: type[Model], made: ModelAdmin[Any]) -> None:
    for name in {*read_by_filters(made), "o", "p", "q"}:
        for value in BADLY:
            answer = root.get(rows(model), {name: value})
            assert answer.status_code in {200, 302, 400}, (name, value)


def test_names_are_completed_for_nobody(root: Client) -> None:
    asked = {"app_label": "worlds", "model_name": "gamesession", "field_name": "user", "term": "a"}
    assert root.get(reverse("admin:autocomplete"), asked).status_code == 403
