"""The button on the overview by which a moderator asks for e-mails about new items, or for none."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from common.backoffice import who
from common.errors import KleeneError
from profiles.services.moderator_mail import start_moderator_mail, stop_moderator_mail

WORKS_ON_A_QUEUE = ("worlds.handle_report", "improvisations.moderate")


def may_have_mail(request: HttpRequest) -> bool:
    return any(request.user.has_perm(permission) for permission in WORKS_ON_A_QUEUE)


def change_mail(request: HttpRequest) -> HttpResponse:
    """`wanted=yes` asks for e-mails, anything else for none; the admin has let somebody of the staff in."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not may_have_mail(request):
        raise PermissionDenied
    is_wanted = request.POST.get("wanted") == "yes"
    try:
        (start_moderator_mail if is_wanted else stop_moderator_mail)(user_id=who(request))
        told = "You get an e-mail about new items, at most once an hour." if is_wanted else "You get no more e-mails."
        messages.success(request, told)
    except KleeneError as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(reverse("admin:index"))
