"""The package as somebody installs it: built, put into an empty environment, run from another folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from bot.library import shipped
from tests.conftest import ROOT

WINDOWS = os.name == "nt"


def run(*arguments: str | Path, cwd: Path, cache_home: Path | None = None) -> str:
    """What a program prints; a failure shows what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    if cache_home:
        environment["XDG_CACHE_HOME"] = str(cache_home)
    done = subprocess.run(
        list(map(str, arguments)), cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


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
    packages = Path(run(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    borrowed = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (packages / "borrowed.pth").write_text("\n".join(borrowed) + "\n", "utf-8")
    return scripts


def test_it_runs_from_its_own_files_in_another_folder(scripts: Path, tmp_path: Path) -> None:
    where = run(scripts / "python", "-c", "import bot, knowledge; print(bot.__file__, knowledge.__file__)", cwd=tmp_path)
    assert all(Path(file).is_relative_to(scripts.parent) for file in where.split())


def test_it_answers(scripts: Path, tmp_path: Path, cache_home: Path) -> None:
    out = run(scripts / "race-equality", "ask", "What is the WRES?", "--json", cwd=tmp_path, cache_home=cache_home)
    reply = json.loads(out)
    assert reply["outcome"] == "answer"
    assert "Workforce Race Equality Standard" in reply["text"]


def test_it_brings_its_knowledge_whole(scripts: Path, tmp_path: Path) -> None:
    run(scripts / "race-equality", "init", "own", cwd=tmp_path)
    copied = {path.relative_to(tmp_path / "own") for path in (tmp_path / "own").rglob("*.yaml")}
    with_folder = Path(str(shipped()))
    assert copied == {path.relative_to(with_folder) for path in with_folder.rglob("*.yaml")}
