"""What those who look after the site ask. Whoever asks by address has no host name to give, so hosts are not judged here."""

from collections.abc import Callable

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common import readiness


@require_safe
@never_cache
def live(_request: HttpRequest) -> JsonResponse:
    """Tell that the process answers; it looks at nothing behind it, so a broken database does not restart servers."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """Tell whether all that the process leans on is there: 200, else 503."""
    checks = readiness.here.checks()
    healthy = all(check["healthy"] for check in checks.values())
    return JsonResponse(
        {"status": "ready" if healthy else "not_ready", "checks": checks}, status=200 if healthy else 503
    )


DOORS: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {"/health/live": live, "/health/ready": ready}


class HealthAnswers:
    """Middleware, before any that asks the database or judges a host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        door = DOORS.get(request.path_info.removesuffix("/"), self.get_response)
        return door(request)
