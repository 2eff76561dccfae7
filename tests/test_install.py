"""The package as somebody installs it: built, put into an empty environment, run from another folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.library.folder import shipped
from tests.conftest import ROOT

WINDOWS = os.name == "nt"
PACKAGES = "sysconfig.get_path('purelib')"


def run(*arguments: str | Path, cwd: Path, cache_home: Path | None = None) -> str:
    """What a program prints; a failure shows what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    if cache_home:
        environment["XDG_CACHE_HOME"] = str(cache_home)
    done = subprocess.run([*map(str, arguments)], cwd=cwd, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing old is swept in and nothing new stays behind."""
    source = tmp_path_factory.mktemp("source")
    for name in ("bot", "handlers", "knowledge"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet")
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", source / "dist", source, cwd=source)
    (built,) = (source / "dist").glob("race_equality_assistant-*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel, and borrows its dependencies from this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if WINDOWS else "bin")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", scripts / "python", "install")
    run(*pip, "--quiet", "--no-deps", "--no-index", wheel, cwd=home)
    packages = Path(run(scripts / "python", "-c", f"import sysconfig; print({PACKAGES})", cwd=home).strip())
    borrowed = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (packages / "borrowed.pth").write_text("\n".join(borrowed) + "\n", "utf-8")
    return scripts


def test_it_runs_from_its_own_files_in_another_folder(scripts: Path, tmp_path: Path) -> None:
    show = "import bot, handlers, knowledge; print(bot.__file__, handlers.__file__, knowledge.__file__)"
    where = run(scripts / "python", "-c", show, cwd=tmp_path)
    assert [file for file in where.split() if not Path(file).is_relative_to(scripts.parent)] == []


def test_it_brings_all_that_its_modules_read(wheel: Path) -> None:
    there = {path for package in ("bot", "handlers") for path in (ROOT / package).rglob("*") if path.is_file()}
    wanted = {path.relative_to(ROOT).as_posix() for path in there if "__pycache__" not in path.parts}
    with ZipFile(wheel) as packed:
        assert wanted - set(packed.namelist()) == set()


SOUND = {  # the first versions without the faults of which their makers have told; CVE-… of the last
    "aiohttp": (3, 14, 3),  # 2026-69244
    "aiosmtplib": (5, 1, 2),  # 2026-55558: words before STARTTLS count as after it
    "jinja2": (3, 1, 6),  # 2025-27516
    "onnx": (1, 22),  # GHSA-hwpq-hmq9-wj77
    "python-dotenv": (1, 2, 2),  # 2026-28684
    "tornado": (6, 5, 10),  # 2026-49853 to -49855, and what 6.5.7 to 6.5.9 mend
}


def test_nothing_is_installed_in_a_version_with_a_known_fault() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    least = dict(line.split(">=") for line in lines if ">=" in line)
    found = {name: tuple(map(int, least[name].partition(",")[0].split("."))) for name in SOUND}
    assert {name: version for name, version in found.items() if version < SOUND[name]} == {}


def test_time_zones_come_along_on_every_system() -> None:
    """A small image has none of its own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (zones,) = (line for line in project["dependencies"] if line.startswith("tzdata"))
    assert ";" not in zones


def test_it_answers(scripts: Path, tmp_path: Path, cache_home: Path) -> None:
    question = "What is the Race Equality programme?"
    out = run(scripts / "race-equality", "ask", question, "--json", cwd=tmp_path, cache_home=cache_home)
    reply = json.loads(out)
    assert (reply["outcome"], reply["entry"]) == ("answer", "what-is-the-programme")
    assert reply["text"].startswith(question)


def test_it_brings_its_knowledge_whole(scripts: Path, tmp_path: Path) -> None:
    run(scripts / "race-equality", "init", "own", cwd=tmp_path)
    copied = {path.relative_to(tmp_path / "own") for path in (tmp_path / "own").rglob("*.yaml")}
    with_folder = Path(str(shipped()))
    assert copied == {path.relative_to(with_folder) for path in with_folder.rglob("*.yaml")}
