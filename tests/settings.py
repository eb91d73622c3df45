"""The settings of the tests: PostgreSQL when this machine has one, else SQLite, in folders and databases of their own."""

import atexit
import gc
import os
import shutil
import tempfile

from tests import machine

gc.set_threshold(50_000, 20, 50)  # as manage.py does, and for the same reason

for name in ("DATABASE_URL", "REDIS_URL"):
    os.environ[machine.KEPT + name] = machine.given(name)

# Whatever the shell holds, a test starts from the defaults.
for name in (
    "REDIS_URL",
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "KLEENE_TRUSTED_ORIGINS",
    "KLEENE_HTTPS",
    "EMAIL_URL",
    "KLEENE_NARRATOR",
    "NARRATOR_URL",
    "NARRATOR_MODEL",
    "NARRATOR_KEY",
    "KLEENE_LIKENESS",
    "LIKENESS_MODEL",
    "LIKENESS_KEY",
):
    os.environ.pop(name, None)

# Two runs at once never meet: each has its own data folder and its own test database.
os.environ["KLEENE_DATA"] = tempfile.mkdtemp(prefix="kleene-tests-")
os.environ["DATABASE_URL"] = machine.postgres().where
atexit.register(shutil.rmtree, os.environ["KLEENE_DATA"], ignore_errors=True)

from kleene_site.settings import *  # noqa: E402, F403
from kleene_site.settings import DATABASE_POOL_SHARE, DATABASES  # noqa: E402

if machine.postgres().where:
    DATABASES["default"]["TEST"] = {"NAME": f"kleene_tests_{os.getpid()}"}
    # Nobody reads it after a power cut: the disk need not be waited for.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
    # Most tests know threads alone, which hold as many connections here as a process without hot doors gives them.
    DATABASES["default"]["OPTIONS"]["pool"]["max_size"] = DATABASE_POOL_SHARE

# Argon2 is slow on purpose; tests/profiles shows that it is what accounts get.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
