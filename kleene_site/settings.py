"""Settings of the whole. Everything that differs between machines comes from the environment, checked; docs name each variable."""

import hashlib
from datetime import timedelta
from pathlib import Path

from common import environment as env
from common.logs import json_lines, readable_lines
from kleene_site import api_settings, content_security, password_settings
from kleene_site.backoffice import appearance
from kleene_site.model_settings import *  # noqa: F403 - which models are asked

BASE_DIR = Path(__file__).resolve().parent.parent
KLEENE_DATA = env.folder("KLEENE_DATA", BASE_DIR / "var")

# --- who serves, and for whom ---------------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG", default=True)
SECRET_KEY = env.secret_key("SECRET_KEY", data=KLEENE_DATA) if DEBUG else env.required_secret_key("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
KLEENE_TRUSTED_ORIGINS = CSRF_TRUSTED_ORIGINS = env.origins("KLEENE_TRUSTED_ORIGINS")
# Where links in e-mails lead.
KLEENE_ORIGIN = next(
    (origin for origin in KLEENE_TRUSTED_ORIGINS if "*" not in origin),
    f"http://127.0.0.1:{env.whole_number('PORT', 8000, most=65535)}",
)

# Served over HTTPS by a proxy in front: cookies leave on nothing else, and X-Forwarded-Proto is believed.
KLEENE_HTTPS = env.flag("KLEENE_HTTPS", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KLEENE_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if KLEENE_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KLEENE_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

ASGI_APPLICATION = "kleene_site.asgi.application"
ROOT_URLCONF = "kleene_site.urls"
APPEND_SLASH = False

INSTALLED_APPS = [
    "unfold",  # before the admin, whose templates it replaces
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "rest_framework_simplejwt.token_blacklist",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
    "kleene_site",
    "common",
    "presence",
    "relations",
    "worlds",
    "improvisations",
    "leaderboards",
    "profiles",
    "cosmos",
    "agents",
]

MIDDLEWARE = [
    "common.middleware.ReturnConnections",
    "common.middleware.RequestLine",
    "common.middleware.CompressPages",
    "common.api_errors.ApiAnswers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "common.middleware.ContentSecurityPolicy",
    "common.health.HealthAnswers",  # before any that judges a host or asks the database
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "common.player_budgets.GuestAddresses",
    "presence.middleware.SignsOfLife",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "common.error_pages.PageAnswers",
    "common.nul_bytes.RefuseNulBytes",
]
DEFAULT_EXCEPTION_REPORTER = "common.debug_pages.Reporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "common.debug_pages.NamesAlone"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["common.templatetags.agents"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# What carries requests under `manage.py serve`.
KLEENE_SERVER = env.one_of("KLEENE_SERVER", "uvicorn", ("uvicorn", "daphne"))

# --- where things are kept ------------------------------------------------------------------------------------------

# Off where `manage.py kleene_worker` runs in a process of its own. Both at once are harmless.
KLEENE_WORKER_INSIDE = env.flag("KLEENE_WORKER_INSIDE", default=True)
REDIS_URL = env.redis_url("REDIS_URL")
WEB_CONCURRENCY = env.processes("WEB_CONCURRENCY", database_url="DATABASE_URL", redis_url="REDIS_URL")  # of one server
DATABASE_POOL = env.whole_number("DATABASE_POOL", 16, least=2, most=1000)  # connections of all of them together
DATABASE_POOL_SHARE = env.share("DATABASE_POOL", DATABASE_POOL, "WEB_CONCURRENCY", WEB_CONCURRENCY, least=2)
# Turns, talk and looks are answered on the event loop; on PostgreSQL with half of a process's connections.
KLEENE_HOT_DOORS = env.flag("KLEENE_HOT_DOORS", default=True)
HOT_POOL = DATABASE_POOL_SHARE // 2 if KLEENE_HOT_DOORS and DATABASE_POOL_SHARE > 3 else 0  # two on each side, or none
DATABASES = {"default": env.database("DATABASE_URL", data=KLEENE_DATA, pool=DATABASE_POOL_SHARE - HOT_POOL)}

if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kleene"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {}}}

STATIC_URL = "/static/"
STATIC_ROOT = KLEENE_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "kleene_site.page_files.PageFiles"
    },
}

# --- people ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "profiles.User"
KLEENE_HOT_AUTHENTICATION = "profiles.hot_authentication.authenticate"  # who opens a stream, asked on the event loop
KLEENE_GUEST_FACTORY = "profiles.views.entry.become_guest"  # called with the request of a stranger who begins to play
LOGIN_URL, CSRF_FAILURE_VIEW = "sign-in", "common.error_pages.csrf_failed"
PASSWORD_HASHERS = password_settings.PASSWORD_HASHERS
AUTH_PASSWORD_VALIDATORS = password_settings.AUTH_PASSWORD_VALIDATORS

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(hours=1),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
    "USER_ID_FIELD": "short_id",  # as everywhere outside
    # A key of its own: a token's signature tells nothing about cookies, and its length never depends on SECRET_KEY's.
    "SIGNING_KEY": hashlib.sha256(b"access tokens:" + SECRET_KEY.encode()).hexdigest(),
}

vars().update(env.mail("EMAIL_URL"))
EMAIL_TIMEOUT = env.whole_number("EMAIL_TIMEOUT", 10, most=60)  # seconds that the mail server may take for a step
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "kleene@localhost")
KLEENE_APPEAL = env.contact("KLEENE_APPEAL")
KLEENE_CONTACT = env.contact("KLEENE_CONTACT") or KLEENE_APPEAL  # without both, pages name nobody to write to

# --- the API --------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = api_settings.REST_FRAMEWORK
SPECTACULAR_SETTINGS = api_settings.SPECTACULAR_SETTINGS

# --- limits ---------------------------------------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024  # bytes of a request body, but for a file in a form
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["common.uploads.CutOff"]
TURN_LOCK_TIMEOUT = env.whole_number("TURN_LOCK_TIMEOUT", 60)  # seconds that a turn lease lives
TURN_WAIT_TIMEOUT = env.whole_number("TURN_WAIT_TIMEOUT", 60)  # seconds that a turn waits for its place
WORLD_MAX_PLAYERS = env.whole_number("WORLD_MAX_PLAYERS", 8, least=2, most=8)  # seats that players may give a world
WORLD_ARCHIVE_DAYS = env.whole_number("WORLD_ARCHIVE_DAYS", 7)  # days without a turn after which a world is archived
SNAPSHOT_RECORDS = env.whole_number("SNAPSHOT_RECORDS", 500, least=10)  # records between two of a world or game
SNAPSHOTS_KEPT = env.whole_number("SNAPSHOTS_KEPT", 3, least=1)  # of each
KLEENE_NARRATOR = env.text("KLEENE_NARRATOR", "worlds.narrators.templates.TemplateNarrator")  # words improvised answers
RATE_INPUT = env.rate("RATE_INPUT", "30/minute")  # inputs to games, by player
RATE_READ = env.rate("RATE_READ", "60/minute")  # typed questions about the game, which count as no input
RATE_IMPROVISE = env.rate("RATE_IMPROVISE", "10/minute")  # those of them that a slow narrator words
RATE_START = env.rate("RATE_START", "60/minute")  # games that are begun, by player
RATE_REPLAY = env.rate("RATE_REPLAY", "30/minute")  # what reads a game's whole log, by player
GAMES_PER_PLAYER = env.whole_number("GAMES_PER_PLAYER", 100)  # under way at once
WORLDS_PER_HOST = env.whole_number("WORLDS_PER_HOST", 12)  # open at once
RATE_REGISTER = env.rate("RATE_REGISTER", "100/minute")  # new accounts, by address
RATE_SIGN_IN = env.rate("RATE_SIGN_IN", "10/minute")  # failures, by account and address
RATE_SIGN_IN_ADDRESS = env.rate("RATE_SIGN_IN_ADDRESS", "30/minute")  # failures, by address alone
RATE_PASSWORD_RESET = env.rate("RATE_PASSWORD_RESET", "10/minute")  # e-mails asked for, by address
RATE_EMAIL = env.rate("RATE_EMAIL", "5/hour")  # e-mails to one address
RATE_PICTURE = env.rate("RATE_PICTURE", "20/hour")  # pictures of oneself and of characters that are uploaded, by player
GUESTS_PER_ADDRESS = env.whole_number("GUESTS_PER_ADDRESS", 50, most=100_000)  # players whose limits they share
RATE_EXPORT = env.rate("RATE_EXPORT", "10/hour")  # exports of an account, by player
WS_MAX_CONNECTIONS = env.whole_number("WS_MAX_CONNECTIONS", 10_000)  # sockets and streams of one process
RATE_CHAT = env.rate("RATE_CHAT", "10/minute")  # messages on all channels together, by player
RATE_CHAT_WORLD = env.rate_if_any("RATE_CHAT_WORLD")  # those of them to the whole world
RATE_CHAT_ROOM = env.rate_if_any("RATE_CHAT_ROOM")
RATE_CHAT_PARTY = env.rate_if_any("RATE_CHAT_PARTY")
RATE_CHAT_WHISPER = env.rate_if_any("RATE_CHAT_WHISPER")
RATE_AGENT_INPUT = env.rate("RATE_AGENT_INPUT", "30/minute")  # inputs to games, by agent, instead of RATE_INPUT
RATE_AGENT_CHAT = env.rate("RATE_AGENT_CHAT", "5/minute")  # messages, by agent, instead of RATE_CHAT
RATE_AGENTS = env.rate("RATE_AGENTS", "10/hour")  # agents that are made, by owner
RATE_MCP = env.rate("RATE_MCP", "120/minute")  # requests over MCP, by agent
RATE_COMMAND = env.rate("RATE_COMMAND", "120/minute")  # typed commands that only look, by player
RATE_REDEEM = env.rate("RATE_REDEEM", "10/minute")  # codes that are tried, by player
RATE_REPORT = env.rate("RATE_REPORT", "10/hour")  # reports to moderators, by player
RATE_INVITE = env.rate("RATE_INVITE", "20/hour")  # invitations to one person, by player
GROUP_REQUEST_SECONDS = env.whole_number("GROUP_REQUEST_SECONDS", 60, most=3600)  # a request to follow, or into a party
RATE_HEARTBEAT = env.rate("RATE_HEARTBEAT", "60/minute")  # signs of life over the API, by player
RATE_CONNECT = env.rate("RATE_CONNECT", "5/minute")  # streams that resume nothing, by player
RATE_RESUME = env.rate("RATE_RESUME", "60/minute")  # streams that go on after an event, by player
STREAMS_PER_USER = env.whole_number("STREAMS_PER_USER", 3)  # open at once, in all processes together
WS_AUTH_DEADLINE = env.whole_number("WS_AUTH_DEADLINE", 10)  # seconds until a socket must have said who it is
WS_STRANGERS = env.whole_number("WS_STRANGERS", 20)  # sockets of one address that have not said so yet, in one process
PRESENCE_IDLE = env.whole_number("PRESENCE_IDLE", 30)  # seconds without a sign of life until somebody is idle
PRESENCE_OFFLINE = env.whole_number("PRESENCE_OFFLINE", 300)  # and until they are gone
REPLAY_SIZE = env.whole_number("REPLAY_SIZE", 100)  # events that a new stream is shown of what has just happened
REPLAY_WINDOW_MS = env.whole_number("REPLAY_WINDOW_MS", 5000)  # milliseconds that count as just now
EVENT_LOG_DAYS = env.whole_number("EVENT_LOG_DAYS", 30)  # days for which a stream can be resumed
KLEENE_PROXIES = env.whole_number("KLEENE_PROXIES", 0, least=0, most=10)  # own proxies that write X-Forwarded-For

# --- what the pages show ------------------------------------------------------------------------------------------

FIRST_STORY = env.text("FIRST_STORY", "first_light")  # that "Start a story now" starts; without it the shortest

# --- what browsers may load -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = content_security.CONTENT_SECURITY_POLICY

# --- the admin ------------------------------------------------------------------------------------------------------

UNFOLD = appearance.UNFOLD

# --- time, language, logs -------------------------------------------------------------------------------------------

USE_TZ, TIME_ZONE = True, "UTC"
USE_I18N, LANGUAGE_CODE = False, "en-us"
FORMAT_MODULE_PATH = ["kleene_site.formats"]

LOGGING = readable_lines() if DEBUG else json_lines()
