"""What a development server shows of a mistake: where it happened, and nothing that anybody said or set.

The page goes to whoever caused the mistake, and a server in development may stand where others reach it.
"""

from __future__ import annotations

from collections.abc import ItemsView
from typing import Any, Final

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

TOLD: Final = ("REQUEST_METHOD", "PATH_INFO", "CONTENT_TYPE", "CONTENT_LENGTH", "SERVER_PROTOCOL")


class NamesAlone(SafeExceptionReporterFilter):
    """Names of fields and cookies without their values; no settings, no local variables, few headers."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        return {} if request is None else {name: request.META[name] for name in TOLD if name in request.META}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return {} if request is None else dict.fromkeys(request.COOKIES, self.cleansed_substitute)

    def get_post_parameters(self, request: HttpRequest | None) -> MultiValueDict[str, object]:
        names = () if request is None else request.POST
        return MultiValueDict({name: [self.cleansed_substitute] for name in names})

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: object) -> ItemsView[str, Any]:
        nothing: dict[str, Any] = {}
        return nothing.items()


class Reporter(ExceptionReporter):
    """The query, too, by names alone: tickets and tokens stand there."""

    def get_traceback_data(self) -> dict[str, Any]:
        told: dict[str, Any] = super().get_traceback_data()
        if self.request is not None:
            told["request_GET_items"] = [(name, NamesAlone.cleansed_substitute) for name in self.request.GET]
            told["request_insecure_uri"] = self.request.path
        return told
