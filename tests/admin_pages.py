from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.markup import on_one_line


def page(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def act(row: Model, name: str) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def rows(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def heading(told: str) -> str:
    """The first heading of a page."""
    return told.partition("<h1")[2].partition("</h1>")[0]


def without_badges(sql: list[str]) -> list[str]:
    """Statements but the one that counts, up to a bound, what waits in the queues."""
    return [statement for statement in sql if "AS counted" not in statement]


def read(browser: Client, path: str) -> str:
    """The page as text, on one line; it must be there."""
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return on_one_line(answer.content.decode())
