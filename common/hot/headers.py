"""What every answer carries, as the middlewares of the plain doors set it."""

from __future__ import annotations

from functools import lru_cache

from csp.utils import build_policy
from django.conf import settings

from common.hot.request import Headers, Scope


def common_headers(scope: Scope) -> Headers:
    return _headers(_is_secure(scope))


@lru_cache(maxsize=2)
def _headers(is_secure: bool) -> Headers:  # noqa: FBT001
    """Once for each kind: they follow from the settings alone."""
    said = {
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Content-Security-Policy": build_policy(),
    }
    if is_secure and settings.SECURE_HSTS_SECONDS:
        said["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return [(name.lower().encode(), value.encode()) for name, value in said.items()]


def _is_secure(scope: Scope) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return bool(scope.get("scheme") == "https")
    return any(
        name == b"x-forwarded-proto" and value.split(b",")[0].strip() == b"https" for name, value in scope["headers"]
    )
