"""The page that an e-mail's link leads to, to get no more of them. It works without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from profiles.services import mail_choices


# Mail programs post without a cookie (RFC 8058): the signed link itself says whose choice it is.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_page(request: HttpRequest, user_id: str, token: str) -> HttpResponse:
    """Ask for a click, as programs that look into e-mails open links; posted to, stop all news by e-mail."""
    stop = mail_choices.stop_mail if request.method == "POST" else mail_choices.owner_of_stop_link
    owner = stop(user_id=user_id, token=token)
    return render(request, "profiles/stop_mail.html", {"owner": owner, "is_stopped": request.method == "POST"})
