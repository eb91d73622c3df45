"""What of other apps the admin shows, and what it must not."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.template.response import TemplateResponse
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from common.backoffice import NamedLookups

# They show refresh tokens in full: who reads one is that player.
admin.site.unregister([OutstandingToken, BlacklistedToken])
admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(NamedLookups, DjangoGroupAdmin):  # type: ignore[misc]  # both redefine Django's own ModelAdmin
    """What each group may do, for who may say so; members come and go by acts on their accounts.

    Groups are known by name to the services, so that a name never changes and no group goes.
    """

    # Django's two lists beside each other work by a script alone, and have labels that screen readers do not read.
    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(
            db_field, request, **{**kwargs, "widget": UnfoldAdminCheckboxSelectMultipleWidget}
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        answer: Any = super().changelist_view(request, {"title": "Groups", **(extra_context or {})})
        return answer  # type: ignore[no-any-return]  # Django's own asks to select one

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> list[str]:
        return ["name"] if obj else []
