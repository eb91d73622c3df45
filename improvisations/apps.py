from django.apps import AppConfig


class ImprovisationsConfig(AppConfig):
    name = "improvisations"
    verbose_name = "Moderation"
    default_auto_field = "django.db.models.BigAutoField"
