"""What of other apps the admin shows, and what it must not."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken

from common.backoffice import NamedLookups

# They show refresh tokens in full: who reads one is that player.
admin.site.unregister([OutstandingToken, BlacklistedToken])
admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(NamedLookups, DjangoGroupAdmin):  # type: ignore[misc]  # both redefine Django's own ModelAdmin
    """What each group may do, for who may say so; members come and go by acts on their accounts.

    Groups are known by name to the services, so that a name never changes and no group goes.
    """

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> list[str]:
        return ["name"] if obj else []
