"""What is stored about people, who sees it, and how it goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.page_cache import cached_for_strangers


@never_cache
@require_safe
@cached_for_strangers()
def privacy_page(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "profiles/privacy.html", {"here": "privacy-notice"})
