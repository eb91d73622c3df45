from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def live(_request: HttpRequest) -> JsonResponse:
    """Tell that the process answers; it looks at nothing behind it, so a broken database does not restart servers."""
    return JsonResponse({"status": "alive"})
