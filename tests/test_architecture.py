"""Three packages, one arrow: knowledge <- bot <- handlers; what stands on top is imported by nobody."""

from __future__ import annotations

import ast
import functools
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("knowledge", "bot", "handlers")
TOP = {"bot.app", "bot.__main__"}  # put everything together
TELEGRAM_TOP = {
    "handlers.serving.serve",
    "handlers.serving.desk",
    "handlers.serving.doctor",
}  # put Telegram's side together, for `bot.app` alone
MAY_IMPORT = {
    "knowledge": {"knowledge", "numpy", "rapidfuzz", "snowballstemmer", "yaml"},
    "bot": set(
        "knowledge bot aiosmtplib dotenv holidays httpx jinja2 markupsafe numpy phonenumbers platformdirs pygal "
        "rapidfuzz rich sqlite_utils watchfiles onnxruntime tokenizers".split()
    ),
    "handlers": {"knowledge", "bot", "handlers", "aiohttp", "telegram", "tornado"},
}
IMPURE = set(  # the disk, the clock, the network, the process, chance
    "asyncio glob http importlib io logging multiprocessing os pathlib random secrets shutil socket sqlite3 subprocess "
    "sys tempfile threading time urllib.request".split()
)
CLOCKS = re.compile(
    r"(?:\w+\.)*(?:datetime\.(?:now|today|utcnow)|date\.today|time\.(?:time|monotonic|perf_counter)(?:_ns)?)"
)
SQL_ONLY_IN = {f"bot.{name}" for name in "store rows queues ledger counts migrations backup open_data".split()}
LONGEST = 300  # lines: three screens
EMPTY_NAMES = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|common|consts?|constants|misc)(?:_|$)")
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}


def package(module: str) -> str:
    return module.partition(".")[0]


@functools.cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


@functools.cache
def imports(module: str) -> tuple[str, ...]:
    """The full names of all that a module imports, anywhere in it."""
    found: list[str] = []
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found += (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found += (f"{node.module}.{name.name}" for name in node.names)
    return tuple(found)


def names(name: str) -> set[str]:
    """A name and all that it lies in: `a.b.c`, `a.b`, `a`."""
    parts = name.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts) + 1)}


def test_every_arrow_points_down() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES.keys() - TOP - TELEGRAM_TOP
        for name in imports(module)
        if package(name) not in sys.stdlib_module_names and package(name) not in MAY_IMPORT[package(module)]
    ]
    assert wrong == []


def test_what_stands_on_top_is_imported_by_nobody() -> None:
    above = {top: {"bot.__main__"} for top in TOP} | dict.fromkeys(TELEGRAM_TOP, TOP | TELEGRAM_TOP)
    wrong = [
        f"{module} imports {top}"
        for module in MODULES
        for name in imports(module)
        for top in names(name) & above.keys()
        if module not in above[top]
    ]
    assert wrong == []


def test_the_knowledge_is_pure() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        if package(module) == "knowledge"
        for name in imports(module)
        if names(name) & IMPURE
    ]
    opens = [
        f"{module}:{node.lineno} opens a file"
        for module in MODULES
        if package(module) == "knowledge"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"open", "print", "input"}
    ]
    assert wrong + opens == []


def test_the_clock_and_the_environment_are_met_on_top_only() -> None:
    wrong = [
        f"{module}:{node.lineno} {found}"
        for module in MODULES.keys() - TOP - TELEGRAM_TOP
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute)
        and (found := ast.unparse(node))
        and (CLOCKS.fullmatch(found) or found in {"os.environ", "os.getenv"})
    ]
    assert wrong == []


def test_one_place_knows_sql() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES.keys() - SQL_ONLY_IN - TOP
        for name in imports(module)
        if package(name) in {"sqlite3", "sqlite_utils"}
    ]
    assert wrong == []


def test_nothing_happens_at_import() -> None:
    """Modules define; only `bot.__main__` acts: when it is run, and to set up numpy before it is imported."""
    allowed = (
        ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
    )  # fmt: skip
    wrong = [
        f"{module}:{node.lineno}"
        for module in MODULES.keys() - {"bot.__main__"}
        for node in tree(module).body[1:]
        if not isinstance(node, allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_small_named_for_what_it_is_and_says_so(module: str) -> None:
    lines = MODULES[module].read_text("utf-8").splitlines()
    assert len(lines) <= LONGEST
    assert not EMPTY_NAMES.search(MODULES[module].stem)
    assert ast.get_docstring(tree(module))


def test_every_package_that_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["semantic"]]
    asked = {re.split(r"[^\w-]", line)[0].lower() for line in lines}
    imported = {package(name) for module in MODULES for name in imports(module)}
    distributions = packages_distributions()
    brought = {
        distributions[name][0].lower()
        for name in imported - sys.stdlib_module_names - set(PACKAGES)
        if name in distributions
    }
    assert brought <= asked


def test_tests_are_kept_small_too() -> None:
    assert [path.name for path in Path(__file__).parent.glob("*.py") if path.read_text("utf-8").count("\n") > 350] == []
