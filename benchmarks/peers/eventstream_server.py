"""django-eventstream with its storage in SQLite, in an environment of its own: eventstream_server.py PORT FOLDER.

Each of its streams keeps a connection to the database, of which PostgreSQL has a hundred by default.

GET /events/GROUP/ is a group's stream; POST /say/GROUP stores a line and tells it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings

PORT, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
settings.configure(
    DEBUG=False,
    SECRET_KEY="k" * 50,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django_eventstream"],
    MIDDLEWARE=[],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "eventstream.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"},
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
    EVENTSTREAM_STORAGE_CLASS="django_eventstream.storage.DjangoModelStorage",
)
django.setup()

from django.core.asgi import get_asgi_application  # noqa: E402 - after the settings
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import include, path  # noqa: E402


def say(request: Any, group: str) -> HttpResponse:
    from django_eventstream import send_event  # type: ignore[import-not-found,unused-ignore]

    send_event(group, "message", request.body.decode())
    return HttpResponse(status=200, content=b"{}")


urlpatterns = [
    path("say/<str:group>", say),
    path("events/<str:channel>/", include("django_eventstream.urls")),
]

if __name__ == "__main__":
    import uvicorn

    call_command("migrate", verbosity=0)
    uvicorn.run(
        get_asgi_application(), host="127.0.0.1", port=PORT, log_level="error", access_log=False, timeout_keep_alive=600
    )
