"""What Dockerfile and docker-compose.yml promise, as far as reading them tells."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kleene_site.programs import ROOT, environment
from tests.kleene_site.test_serving import free_port, running

DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "app1", "app2", "worker")


def instructions(word: str) -> list[str]:
    return [line.partition(" ")[2].strip() for line in DOCKERFILE.splitlines() if line.startswith(word + " ")]


def after(service: str) -> dict[str, str]:
    """What a service waits for, and in which state."""
    return {name: wish["condition"] for name, wish in SERVICES[service].get("depends_on", {}).items()}


PASSWORDS = {"POSTGRES_PASSWORD": "of-postgres", "REDIS_PASSWORD": "of-redis"}
WISH = re.compile(r"\$\{(\w+):([-?])([^}]*)\}")


def given(service: str, **outside: str) -> dict[str, str]:
    """A service's environment, as compose fills it in."""
    return {name: filled(value, PASSWORDS | outside) for name, value in SERVICES[service]["environment"].items()}


def filled(text: str, outside: dict[str, str]) -> str:
    """`${NAME:-default}`, and `${NAME:?why}`, without which compose does nothing. Raises KeyError."""
    return WISH.sub(lambda wish: outside.get(wish[1], wish[3]) if wish[2] == "-" else outside[wish[1]], text)


# --- the image ---


def test_the_image_starts_from_one_exact_python() -> None:
    origins = {line.split()[0] for line in instructions("FROM")}
    assert len(origins) == 1
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", origins.pop())


def test_the_image_serves_as_somebody_without_rights() -> None:
    assert instructions("USER") == ["kleene"]
    last_root_step = DOCKERFILE.index("\nUSER kleene")
    assert DOCKERFILE.index("COPY . .") < last_root_step < DOCKERFILE.index("collectstatic")
    assert "--chown" not in DOCKERFILE


def test_the_image_holds_static_files_and_no_secret() -> None:
    assert "collectstatic" in DOCKERFILE
    assert not any("SECRET_KEY" in line for line in instructions("ENV") + instructions("ARG"))


def test_the_image_serves_by_default_and_hears_signals() -> None:
    # As a list: a shell in between would keep SIGTERM to itself.
    assert json.loads(instructions("CMD")[-1]) == ["python", "manage.py", "serve"]
    assert not instructions("ENTRYPOINT")


def test_what_is_not_needed_stays_outside() -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".*", "var", "tests", "**/node_modules"} <= set(ignored)


def test_the_images_health_check_asks_the_process_and_fails_when_it_is_away(data: Path) -> None:
    check = instructions("HEALTHCHECK")[0].partition("CMD ")[2]
    words = [sys.executable, *json.loads(check)[1:]]
    port = str(free_port())
    env = environment(data, PORT=port, ALLOWED_HOSTS="play.example.org", DEBUG="0", SECRET_KEY="k" * 40)
    with running("manage.py", "serve", env=env, until="Kleene is ready"):
        subprocess.run(words, env=env, check=True, timeout=20)
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(words, env=env, check=True, timeout=20, capture_output=True)


def test_every_file_that_the_image_takes_is_there() -> None:
    for line in instructions("COPY"):
        sources = [word for word in shlex.split(line)[:-1] if not word.startswith(("-", "/"))]
        assert all((ROOT / source).exists() for source in sources)


# --- the composition ---


def test_development_brings_up_the_database_and_redis_alone() -> None:
    assert {name for name, service in SERVICES.items() if "profiles" not in service} == {"postgres", "redis"}
    assert {name for name, service in SERVICES.items() if service.get("profiles") == ["site"]} == {*OURS, "nginx"}


def test_every_image_is_pinned() -> None:
    images = {service["image"] for service in SERVICES.values()} - {"kleene"}
    assert all(re.fullmatch(r"[a-z]+:\d+(\.\d+)+", image) for image in images), images


def test_nothing_is_reachable_from_outside_this_machine() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert all("ports" not in SERVICES[name] for name in OURS)


def test_all_of_ours_share_one_image_one_database_and_one_redis() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {"kleene"}
    assert len({json.dumps(SERVICES[name]["environment"]) for name in OURS}) == 1
    assert given("app1")["REDIS_URL"] == "redis://:of-redis@redis:6379/0"
    assert given("app1")["DATABASE_URL"] == "postgresql://postgres:of-postgres@postgres:5432/postgres"


def test_the_database_and_redis_ask_for_a_password() -> None:
    assert given("postgres") == {"POSTGRES_HOST_AUTH_METHOD": "scram-sha-256", "POSTGRES_PASSWORD": "of-postgres"}
    command = [filled(word, PASSWORDS) for word in SERVICES["redis"]["command"]]
    assert command[-2:] == ["--requirepass", "of-redis"]
    assert given("redis") == {"REDISCLI_AUTH": "of-redis"}


def test_without_passwords_nothing_starts() -> None:
    asked = [wish for wish in WISH.findall((ROOT / "docker-compose.yml").read_text()) if wish[0] in PASSWORDS]
    assert {(name, kind) for name, kind, _ in asked} == {(name, "?") for name in PASSWORDS}
    assert all("./kleene env" in why for _, _, why in asked)


def test_releases_with_known_holes_are_not_used() -> None:
    pinned = dict(service["image"].split(":") for service in SERVICES.values() if ":" in service["image"])
    assert version(pinned["redis"]) >= (8, 2, 2)
    assert version(pinned["postgres"]) >= (17, 7)


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def test_one_command_makes_the_secrets_and_never_writes_over_them(tmp_path: Path) -> None:
    for name in ("kleene", "deploy/make_env.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    make = [str(tmp_path / "kleene"), "env"]
    subprocess.run(make, check=True, capture_output=True)
    made = (tmp_path / ".env").read_text()
    secrets = dict(re.findall(r"^(\w+)=([\w-]{43,})$", made, re.MULTILINE))
    assert set(secrets) == {"SECRET_KEY", *PASSWORDS}
    assert len(set(secrets.values())) == 3
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
    again = subprocess.run(make, check=False, capture_output=True, text=True)
    assert (again.returncode, (tmp_path / ".env").read_text()) == (1, made)
    assert "was not changed" in again.stderr


def test_the_settings_take_the_secrets_that_were_made(tmp_path: Path) -> None:
    env = given("app1", SECRET_KEY="k" * 64, POSTGRES_PASSWORD="a-b_c" * 9, REDIS_PASSWORD="d_e-f" * 9)
    shown = "import kleene_site.settings as s; print(s.DATABASES['default']['PASSWORD'], s.REDIS_URL)"
    done = subprocess.run(
        [sys.executable, "-c", shown],
        cwd=ROOT,
        env=environment(tmp_path, DEBUG="0") | env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["a-b_c" * 9, f"redis://:{'d_e-f' * 9}@redis:6379/0"]


def test_tables_are_made_once_before_anybody_serves_or_works() -> None:
    assert after("migrate") == {"postgres": "service_healthy", "redis": "service_healthy"}
    assert SERVICES["migrate"]["restart"] == "no"
    for name in ("app1", "app2", "worker"):
        assert after(name)["migrate"] == "service_completed_successfully"
    assert after("nginx") == {"app1": "service_healthy", "app2": "service_healthy"}


def test_two_processes_serve_and_one_worker_works() -> None:
    assert "command" not in SERVICES["app1"]
    assert "command" not in SERVICES["app2"]
    assert SERVICES["worker"]["command"] == ["python", "manage.py", "kleene_worker"]
    assert given("app1")["KLEENE_WORKER_INSIDE"] == "0"


def test_servers_are_healthy_by_the_images_check_and_who_listens_to_nobody_has_none() -> None:
    assert all("healthcheck" not in SERVICES[name] for name in ("app1", "app2"))
    assert all(SERVICES[name]["healthcheck"] == {"disable": True} for name in ("worker", "migrate"))
    assert "/health/live" in " ".join(SERVICES["nginx"]["healthcheck"]["test"])


def test_a_leaving_container_has_more_time_than_the_server_takes() -> None:
    from kleene_site.serving import PATIENCE

    for name in OURS:
        assert int(SERVICES[name]["stop_grace_period"].removesuffix("s")) > PATIENCE


def test_nginx_reads_our_file_and_knows_both_processes() -> None:
    assert SERVICES["nginx"]["volumes"] == ["./deploy/nginx.conf:/etc/nginx/nginx.conf:ro"]
    config = (ROOT / "deploy" / "nginx.conf").read_text()
    assert re.findall(r"server (\w+):8000", config) == ["app1", "app2"]


def settings_answer(folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    shown = "import kleene_site.settings as s; print(s.DEBUG, s.KLEENE_PROXIES, s.KLEENE_HTTPS, s.ALLOWED_HOSTS)"
    return subprocess.run(
        [sys.executable, "-c", shown],
        cwd=ROOT,
        env=environment(folder, DEBUG="0") | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_settings_take_what_the_composition_gives(tmp_path: Path) -> None:
    done = settings_answer(tmp_path, given("app1", SECRET_KEY="k" * 40))
    assert done.stdout.split(maxsplit=3) == ["False", "1", "False", "['localhost', '127.0.0.1']\n"], done.stderr


def test_without_a_secret_key_the_site_says_what_it_needs(tmp_path: Path) -> None:
    assert "SECRET_KEY must be set to at least 32 secret characters" in settings_answer(tmp_path, given("app1")).stderr
