"""How the API reads and answers, and what its document says about the whole."""

from common.shutdown_headers import COMPONENTS

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "profiles.authentication.BearerAuthentication",
        "profiles.authentication.CookieAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.parsers.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "common.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "common.schema.KleeneSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "common.api_errors.answer",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Kleene",
    "DESCRIPTION": "Text adventures that people play together. Every path works with and without a trailing slash. "
    "Unknown fields of a body are refused, unknown query parameters are ignored.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["common.routes.without_slash"],
    "COMPONENT_SPLIT_REQUEST": True,
    "APPEND_COMPONENTS": {"headers": COMPONENTS},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # One that several bodies share needs a name.
    "ENUM_NAME_OVERRIDES": {
        "PeriodEnum": ["all", "week", "month"],
        "SpeechChannelEnum": ["world", "room", "party", "whisper"],
        "GameModeEnum": "worlds.api.bodies.START_MODES",
        "SharedModeEnum": "worlds.models.SharedWorld.Mode",
        "VisibilityEnum": "worlds.models.SharedWorld.Visibility",
    },
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Opened at once, hundreds of calls and shapes hold up a browser for seconds.
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "validatorUrl": None,
        "docExpansion": "none",
        "defaultModelsExpandDepth": -1,
    },
}
