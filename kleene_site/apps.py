from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The whole: it has no tables, only the commands that serve and look after the site."""

    name = "kleene_site"
    verbose_name = "Kleene"
    default_auto_field = "django.db.models.BigAutoField"
