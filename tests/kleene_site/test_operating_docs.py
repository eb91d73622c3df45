"""docs/operating.md says what is."""

import ast
import re
import shlex
from pathlib import Path

import pytest
import yaml

from common import jobs
from tests.kleene_site.programs import ROOT, environment, manage

PAGE = (ROOT / "docs" / "operating.md").read_text()
READERS = [
    *(ROOT / "kleene_site").glob("*settings.py"),
    *(ROOT / "kleene_site" / "management" / "commands").glob("*.py"),
]
# What Django's and the libraries' own switches are called; they are not settings of ours.
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def documented() -> dict[str, str]:
    """Each variable of the table, and its default as the page has it."""
    rows = re.findall(r"^\| (`[A-Z].*?) \| (.*?) \|", PAGE, re.MULTILINE)
    found: dict[str, str] = {}
    for names, defaults in rows:
        listed = re.findall(r"`(\w+)`", names)
        shown = defaults.split(", ") if len(listed) == len(defaults.split(", ")) else [defaults] * len(listed)
        found |= {name: default.strip("`") for name, default in zip(listed, shown, strict=True)}
    return found


def read() -> dict[str, object]:
    """Each variable that the settings and commands read, and its default where it is a plain value."""
    found: dict[str, object] = {}
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env.") and node.args:
                name = node.args[0]
                assert isinstance(name, ast.Constant)
                found.setdefault(str(name.value), plain(node))
    return found


def plain(call: ast.Call) -> object:
    given = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "default")]
    return given[0].value if given and isinstance(given[0], ast.Constant) else None


def test_the_table_names_every_setting_and_no_other() -> None:
    assert set(documented()) == set(read()) - NOT_OURS


@pytest.mark.parametrize(("name", "default"), [pair for pair in read().items() if pair[1] is not None])
def test_the_table_gives_the_true_default(name: str, default: object) -> None:
    shown = {True: "1", False: "0"}.get(default, str(default)) if isinstance(default, bool) else str(default)
    assert documented()[name] == shown


def test_what_the_composition_asks_for_is_explained() -> None:
    composed = (ROOT / "docker-compose.yml").read_text()
    assert all(f"`{name}`" in PAGE for name in set(re.findall(r"\$\{(\w+)", composed)))
    assert set(yaml.safe_load(composed)["x-kleene"]["environment"]) <= set(documented())


def test_every_link_leads_somewhere() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_command_that_is_named_is_there() -> None:
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.py (\w+)", PAGE + (ROOT / "docs" / "security.md").read_text()))
    assert named <= set(get_commands())


def test_the_daily_and_the_minutely_work_are_what_the_page_says() -> None:
    rounds = {job.name: job.every.total_seconds() for job in jobs.registered.values()}
    assert rounds["clear-expired"] == 60
    assert rounds["clear-sign-ins"] == 24 * 60 * 60


def test_a_backup_made_and_restored_as_the_page_says_is_a_healthy_database(data: Path, tmp_path: Path) -> None:
    restored = tmp_path / "restored"
    restored.mkdir()
    for word, folder in (("backup", data), ("restore", restored)):
        line = re.search(rf"manage\.py ({word} /mnt/safe/kleene\.zip)", PAGE)
        assert line
        words = [each.replace("/mnt/safe", str(tmp_path)) for each in shlex.split(line[1])]
        done = manage(*words, env=environment(folder))
        assert done.returncode == 0, done.stderr
    done = manage("doctor", env=environment(restored))
    assert done.returncode == 0, done.stdout
