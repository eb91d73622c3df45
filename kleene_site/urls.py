from django.contrib import admin
from django.urls import include, path, re_path

from kleene_site.common import health
from kleene_site.common.api_docs import DocsDoor, SchemaDoor
from kleene_site.common.routes import both_ways
from profiles.api import Admission

# Nothing redirects to add a slash: every path of our own takes both forms.
urlpatterns = [
    re_path(r"^health/live/?$", health.live, name="health-live"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("profiles.urls")),
    *both_ways("api/v1/schema", SchemaDoor.as_view(), "api-schema"),
    *both_ways("api/v1/docs", DocsDoor.as_view(url_name="api-schema"), "api-docs"),
    *both_ways("api/auth/login", Admission.as_view({"post": "log_in"}), "api-login"),
]
