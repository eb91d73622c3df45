"""People of the back office, signed in."""

from django.contrib.auth.models import Permission
from django.test import Client

from profiles.models import User
from profiles.services.moderation import make_moderator

PASSWORD = "quiet-harbour-91"


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def superuser(name: str = "root") -> User:
    user: User = User.objects.create_superuser(name, password=PASSWORD, display_name=name.title())
    return user


def moderator(name: str = "mira") -> User:
    user: User = User.objects.create_user(name, password=PASSWORD, display_name=name.title())
    return make_moderator(user_id=user.pk, moderator_id=None)


def staff_with(*permissions: str, name: str = "clerk") -> User:
    """Somebody of the staff who may do just this; permissions as Django spells them, `worlds.view_scenario`."""
    user: User = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user
