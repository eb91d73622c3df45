from django.contrib import admin
from django.urls import path, re_path

from kleene_site.common import health

# Nothing redirects to add a slash: every path of our own takes both forms.
urlpatterns = [
    re_path(r"^health/live/?$", health.live, name="health-live"),
    path("admin/", admin.site.urls),
]
