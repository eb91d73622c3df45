"""Instances that are made of rows without their constructor are what Django would have made."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_init, pre_init

from common.lean_rows import LeanRows, changed
from profiles.models import User
from worlds.models import SharedWorld, WorldEvent

LEAN = [model for model in apps.get_models() if issubclass(model, LeanRows)]


def told(instance: Model) -> dict[str, Any]:
    found = dict(vars(instance))
    state = found.pop("_state")
    return found | {"adding": state.adding, "db": state.db, "related": dict(state.fields_cache)}


@pytest.mark.parametrize("model", LEAN)
def test_a_whole_row_makes_the_same_instance(model: type[Model]) -> None:
    names = [field.attname for field in model._meta.concrete_fields]
    values = [f"value {number}" for number in range(len(names))]
    ours: Any = LeanRows.__dict__["from_db"].__func__(model, "default", names, values)
    theirs = Model.from_db.__func__(model, "default", names, values)  # type: ignore[attr-defined]
    assert told(ours) == told(theirs)


@pytest.mark.parametrize("model", [model for model in LEAN if not any(field.generated for field in model._meta.fields)])
def test_a_new_row_is_what_the_constructor_makes(model: type[Model]) -> None:
    made: Any = LeanRows.__dict__["made"].__func__(model)
    ours, theirs = told(made), told(model())
    for field in model._meta.concrete_fields:
        if callable(field.default) and ours[field.attname] != theirs[field.attname]:  # a moment, or an id of its own
            assert type(ours.pop(field.attname)) is type(theirs.pop(field.attname))
    assert ours == theirs


def test_a_new_row_takes_the_words_of_the_constructor() -> None:
    world = SharedWorld()
    told_of: dict[str, Any] = {
        "world": world,
        "sequence": 3,
        "type": "x",
        "actor_id": None,
        "payload": {"a": 1},
        "text": None,
    }
    ours, theirs = WorldEvent.made(**told_of), WorldEvent(**told_of)
    assert told(ours) == told(theirs)
    assert ours.world is world
    with pytest.raises(KeyError):
        WorldEvent.made(nothing_of_it=1)


@pytest.mark.parametrize("model", LEAN)
def test_nobody_hears_of_what_is_left_out(model: type[Model]) -> None:
    assert not pre_init.has_listeners(model)
    assert not post_init.has_listeners(model)
    assert model.__init__ is Model.__init__


@pytest.mark.django_db
def test_what_was_not_read_is_read_when_it_is_asked_for(django_assert_num_queries: Any) -> None:
    ada = User.objects.create_user(username="ada", email="ada@example.org")
    found = User.objects.only("username").get(pk=ada.pk)
    assert found.get_deferred_fields() >= {"email", "short_id"}
    with django_assert_num_queries(1):
        assert found.email == "ada@example.org"
    found.username = "eda"
    found.save()
    assert User.objects.get(pk=ada.pk).username == "eda"


@pytest.mark.django_db
class TestWhatIsWritten:
    @pytest.fixture
    def ada(self) -> User:
        return User.objects.get(pk=User.objects.create_user("ada", display_name="Ada").pk)

    def test_only_what_has_changed(self, ada: User) -> None:
        ada.display_name, ada.bio = "Countess", ""
        assert changed(ada, ("display_name", "bio", "colour")) == ("display_name",)

    def test_what_was_written_is_not_written_again_and_what_is_changed_back_is(self, ada: User) -> None:
        ada.display_name = "Countess"
        changed(ada, ("display_name",))
        assert changed(ada, ("display_name",)) == ()
        ada.display_name = "Ada"
        assert changed(ada, ("display_name",)) == ("display_name",)

    def test_all_of_what_was_saved_in_another_way_meanwhile(self, ada: User) -> None:
        ada.display_name = "Countess"
        ada.save(update_fields=["display_name"])
        ada.display_name = "Ada"
        assert changed(ada, ("display_name", "bio")) == ("display_name", "bio")

    def test_all_of_what_was_read_anew(self, ada: User) -> None:
        User.objects.filter(pk=ada.pk).update(display_name="Countess")
        ada.refresh_from_db()
        ada.display_name = "Ada"
        assert changed(ada, ("display_name",)) == ("display_name",)

    def test_nothing_of_what_was_never_read(self, ada: User) -> None:
        found = User.objects.only("username").get(pk=ada.pk)
        assert changed(found, ("bio",)) == ()
        found.bio = "Hens."
        assert changed(found, ("bio",)) == ("bio",)

    def test_all_of_a_new_row(self) -> None:
        assert changed(User(username="ben"), ("username", "bio")) == ("username", "bio")
