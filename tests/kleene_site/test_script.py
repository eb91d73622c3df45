"""./kleene, with stand-ins for python and uv that write down what they were asked."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.kleene_site.programs import ROOT

STAND_IN = """#!/bin/sh
echo "{name} $*" >> "$DIARY"
case "$*" in
{cases}
esac
exit 0
"""


class Machine:
    """A folder with the script and the pins, and a PATH on which only stand-ins and the system's own tools are found."""

    def __init__(self, folder: Path) -> None:
        self.project, self.programs, self.diary = folder / "project", folder / "bin", folder / "diary"
        self.system = folder / "usr-bin"
        self.project.mkdir()
        self.programs.mkdir()
        for name in ("kleene", "requirements.txt", "requirements-dev.txt"):
            shutil.copy(ROOT / name, self.project)
        for name in ("bash", "sh", "cmp", "cp", "mkdir", "rm", "cat", "chmod", "dirname", "env"):
            (self.programs / name).symlink_to(str(shutil.which(name)))
        for name in ("python3", "uv"):
            self.put(self.programs / name, "")
        self.remove("uv")
        script = self.project / "kleene"
        script.write_text(script.read_text().replace("system_bin=/usr/bin", f"system_bin={self.system}"))

    def put(self, path: Path, cases: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        name = "venv-python" if path.name == "python" else path.name
        path.write_text(STAND_IN.format(name=name, cases=cases))
        path.chmod(0o755)

    def remove(self, name: str) -> None:
        (self.programs / name).unlink()

    def python(self, cases: str) -> None:
        self.put(self.programs / "python3", cases)

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        self.diary.write_text("")
        env = {"PATH": str(self.programs), "DIARY": str(self.diary), "HOME": os.environ.get("HOME", "/"), **settings}
        return subprocess.run([self.project / "kleene", *words], env=env, capture_output=True, text=True, check=False)

    def wrote(self) -> list[str]:
        return self.diary.read_text().splitlines()


# What the stand-in for `python3 -m venv` leaves: an environment whose python writes to the same diary.
VENV = """*"-m venv"*) mkdir -p .venv/bin; cat > .venv/bin/python <<'END'
#!/bin/sh
echo "venv-python $*" >> "$DIARY"
END
chmod +x .venv/bin/python;;"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.python(VENV)
    return made


def installs(lines: list[str]) -> list[str]:
    return [line for line in lines if " install " in line]


def test_the_first_up_makes_an_environment_installs_the_pins_prepares_and_serves(machine: Machine) -> None:
    assert machine.run("up").returncode == 0
    wrote = machine.wrote()
    assert [line for line in wrote if "-m venv" in line] == ["python3 -m venv .venv"]
    assert [line.split(" -r ")[1] for line in installs(wrote)] == ["requirements.txt"]
    assert wrote[-1] == "venv-python manage.py serve --prepare"


def test_the_second_up_installs_nothing(machine: Machine) -> None:
    machine.run("up")
    machine.run("up")
    assert machine.wrote() == ["venv-python manage.py serve --prepare"]


def test_changed_pins_are_installed_into_the_same_environment(machine: Machine) -> None:
    machine.run("up")
    with (machine.project / "requirements.txt").open("a") as pins:
        pins.write("one-more==1.0\n")
    machine.run("up")
    assert len(installs(machine.wrote())) == 1
    assert not any("-m venv" in line for line in machine.wrote())


def test_what_the_tests_installed_serves_too(machine: Machine) -> None:
    machine.run("test", "tests/worlds", "--all")
    assert [line.split(" -r ")[1] for line in installs(machine.wrote())] == ["requirements-dev.txt"]
    ran = machine.wrote()[-1]
    assert ran.startswith(("venv-python -m pytest -n 2", "venv-python -m pytest -n 3", "venv-python -m pytest -n 4"))
    assert ran.endswith("tests/worlds --all")
    machine.run("up")
    assert installs(machine.wrote()) == []


def test_coverage_is_measured_when_it_is_asked_for(machine: Machine) -> None:
    machine.run("test", "tests/worlds", "--cov")
    ran = machine.wrote()[-1]
    assert ran.startswith("venv-python -m slipcover --out var/coverage.txt -m pytest -n ")
    assert ran.endswith("tests/worlds")


def test_an_installation_that_failed_is_tried_again(machine: Machine) -> None:
    machine.python(VENV.replace('>> "$DIARY"\nEND', '>> "$DIARY"\ncase "$*" in *" install "*) exit 1;; esac\nEND'))
    assert machine.run("up").returncode != 0
    assert machine.run("up").returncode != 0
    assert len(installs(machine.wrote())) == 1


def test_without_ensurepip_the_machines_own_pip_fills_the_environment(machine: Machine) -> None:
    cases = VENV.replace('>> "$DIARY"\nEND', '>> "$DIARY"\ncase "$*" in "-m pip --version") exit 1;; esac\nEND')
    machine.python('"-m venv .venv") exit 1;;\n' + cases)
    assert machine.run("up").returncode == 0
    assert "python3 -m venv --clear --without-pip .venv" in machine.wrote()
    assert installs(machine.wrote())[0].startswith("python3 -m pip --python .venv/bin/python install ")


def test_uv_installs_when_it_is_there(machine: Machine) -> None:
    machine.put(machine.programs / "uv", "")
    machine.run("up")
    assert installs(machine.wrote()) == ["uv pip install --quiet --python .venv/bin/python -r requirements.txt"]


def test_pip_installs_when_uv_cannot(machine: Machine) -> None:
    machine.put(machine.programs / "uv", "*) exit 1;;")
    assert machine.run("up").returncode == 0
    assert [line.split()[0] for line in installs(machine.wrote())] == ["uv", "venv-python"]


VERSION = '"-c import sys; print"*) echo 3.11;;\n'


class TestTheSystemPython:
    @pytest.fixture(autouse=True)
    def one_is_there(self, machine: Machine) -> None:
        machine.python(VERSION + VENV)
        machine.put(machine.system / "python3.11", VENV)

    def test_makes_the_environment_where_it_is_of_the_same_version(self, machine: Machine) -> None:
        assert machine.run("up").returncode == 0
        assert "python3.11 -m venv .venv" in machine.wrote()

    def test_is_left_alone_where_another_is_asked_for(self, machine: Machine) -> None:
        assert machine.run("up", PYTHON="python3").returncode == 0
        assert "python3 -m venv .venv" in machine.wrote()

    def test_is_left_alone_where_it_cannot_make_an_environment(self, machine: Machine) -> None:
        machine.put(machine.system / "python3.11", "*ensurepip*) exit 1;;")
        assert machine.run("up").returncode == 0
        assert "python3 -m venv .venv" in machine.wrote()

    def test_is_left_alone_where_it_is_of_another_version(self, machine: Machine) -> None:
        machine.python(VERSION.replace("3.11", "3.12") + VENV)
        assert machine.run("up").returncode == 0
        assert "python3 -m venv .venv" in machine.wrote()


def test_an_old_python_is_told_what_is_needed(machine: Machine) -> None:
    machine.python("-c*) exit 1;;")
    done = machine.run("up")
    assert done.returncode == 1
    assert done.stderr.startswith("Kleene needs Python 3.11 or newer")


def test_an_unknown_word_shows_the_known_ones(machine: Machine) -> None:
    done = machine.run("sing")
    assert done.returncode == 2
    assert "./kleene up" in done.stderr


def test_no_word_shows_the_known_ones_too(machine: Machine) -> None:
    assert machine.run().stdout == machine.run("help").stdout
    assert machine.wrote() == []
