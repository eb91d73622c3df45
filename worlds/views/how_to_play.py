"""How to play, for people who have never played a text adventure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.page_cache import cached_for_strangers
from worlds.views.grid_widget import grid_explained


@never_cache
@require_safe
@cached_for_strangers()
def help_page(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "worlds/help.html", {"here": "help", "nine": grid_explained()})
