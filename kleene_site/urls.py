from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from common import error_pages
from common.api_docs import DocsDoor, SchemaDoor
from common.routes import both_ways
from common.ticket_door import StreamTickets
from cosmos.admin.crowds import show_crowds
from improvisations.api.players import DocumentDoor
from kleene_site.backoffice.audit import export_audit, show_audit
from kleene_site.backoffice.mail import change_mail
from kleene_site.backoffice.shutdown import cancel_planned, show_shutdown
from kleene_site.contracts.door import ContractsDoor
from profiles import staff_password
from profiles.api import Admission

# Nothing redirects to add a slash: every path of our own takes both forms.
urlpatterns = [
    path("admin", admin.site.admin_view(admin.site.index)),
    path("admin/password_change/", admin.site.admin_view(staff_password.change, cacheable=True)),
    path("admin/audit/", admin.site.admin_view(show_audit), name="admin-audit"),
    path("admin/audit/export/", admin.site.admin_view(export_audit), name="admin-audit-export"),
    path("admin/cosmos/crowds/", admin.site.admin_view(show_crowds), name="admin-crowds"),
    path("admin/shutdown/", admin.site.admin_view(show_shutdown), name="admin-shutdown"),
    path("admin/shutdown/cancel/", admin.site.admin_view(cancel_planned), name="admin-shutdown-cancel"),
    path("admin/mail/", admin.site.admin_view(change_mail), name="admin-mail"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("profiles.api_urls")),
    path("api/v1/", include("worlds.api_urls")),
    path("api/v1/", include("improvisations.api_urls")),
    path("api/v1/", include("leaderboards.api_urls")),
    path("api/v1/", include("cosmos.api_urls")),
    path("api/v1/", include("presence.api_urls")),
    path("api/v1/", include("relations.api_urls")),
    *both_ways("api/v1/stream-tickets", StreamTickets.as_view({"post": "issue_ticket"}), "api-stream-tickets"),
    *both_ways("api/v1/contracts", ContractsDoor.as_view({"get": "list_contracts"}), "api-contracts"),
    *both_ways("api/v1/contracts/<str:name>.json", ContractsDoor.as_view({"get": "read_contract"}), "api-contract"),
    *both_ways("api/v1/schema", SchemaDoor.as_view(), "api-schema"),
    *both_ways("api/v1/docs", DocsDoor.as_view(url_name="api-schema"), "api-docs"),
    *both_ways("api/documents", DocumentDoor.as_view({"post": "create_document"}), "api-documents"),
    *both_ways("api/auth/login", Admission.as_view({"post": "log_in"}), "api-login"),
    path("", include("profiles.page_urls")),
    path("", include("improvisations.page_urls")),
    path("", include("worlds.page_urls")),
    path("", include("leaderboards.page_urls")),
    path("", include("cosmos.page_urls")),
    # Last: also where DEBUG would answer with the list of all paths. What is not there asks no form for its token.
    re_path("", csrf_exempt(error_pages.not_found)),
]

handler400 = error_pages.bad_request
handler403 = error_pages.forbidden
handler404 = error_pages.not_found
handler500 = error_pages.broken
