"""Three packages, one arrow: knowledge <- bot <- handlers; what stands on top is imported by nobody."""

from __future__ import annotations

import ast
import functools
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from handlers.routing.routes import COMMANDS
from tests.conftest import ROOT

PACKAGES = ("knowledge", "bot", "handlers")
TOP = {"bot.app", "bot.cli", "bot.__main__"}  # rooms that put everything together
MAY_IMPORT = {
    "knowledge": {"knowledge", "jellyfish", "numpy", "rapidfuzz", "snowballstemmer", "yaml"},
    "bot": set(
        "knowledge bot aiosmtplib dotenv holidays httpx jinja2 markupsafe numpy phonenumbers platformdirs pygal "
        "rapidfuzz rich sqlite_utils watchfiles onnxruntime tokenizers".split()
    ),
    "handlers": {"knowledge", "bot", "handlers", "aiohttp", "httpx", "prometheus_client", "telegram", "tornado"},
}
FLOORS = (  # a module imports from its own room, and from floors below
    ("knowledge.trust", "knowledge.notice", "knowledge.pack", "knowledge.recall"),
    ("knowledge.model", "knowledge.problem"),
    ("knowledge.did_you_mean", "knowledge.placeholders"),
    ("knowledge.text", "knowledge.loading", "knowledge.reaching"),
    ("knowledge.ranking",),
    ("knowledge.finding",),
    ("knowledge.deciding",),
    ("knowledge.calendar",),
    ("knowledge.quality",),
    ("knowledge.conversing",),
    ("knowledge.editing",),
    ("bot.wording", "bot.markup", "bot.workdays", "bot.logs", "bot.hashing", "bot.naming"),
    ("bot.contact",),
    ("bot.mail",),
    ("bot.settings",),
    ("bot.machine",),
    ("bot.store", "bot.redaction", "bot.encoder"),
    ("bot.library",),
    ("bot.calendar",),
    ("bot.conversation",),
    ("bot.enquiries", "bot.checking", "bot.making"),
    ("bot.privacy", "bot.editing", "bot.teamwork"),
    ("bot.explaining", "bot.backup", "bot.person"),
    ("bot.gaps",),
    ("bot.report", "bot.doctor"),
    ("bot.duties",),
    ("bot.page", "bot.terminal"),
    ("handlers.wire", "handlers.chats"),
    ("handlers.numbers", "handlers.phone"),
    ("handlers.context",),
    ("handlers.guard", "handlers.present", "handlers.errors"),
    ("handlers.outbox", "handlers.intake"),
    ("handlers.enquiries", "handlers.editing", "handlers.page", "handlers.privacy", "handlers.report"),
    ("handlers.conversation", "handlers.explaining", "handlers.gaps", "handlers.making"),
    ("handlers.routing",),
    ("handlers.serving",),
    ("bot.app",),
    ("bot.cli",),
    ("bot.__main__",),
)
MOST_IN_A_ROOM = 12
EMPTY_NOUNS = frozenset({"one", "found", "place", "told", "said"})  # may stand for something on one line only
IMPURE = set(  # the disk, the clock, the network, the process, chance
    "asyncio glob http importlib io logging multiprocessing os pathlib random secrets shutil socket sqlite3 subprocess "
    "sys tempfile threading time urllib.request".split()
)
CLOCKS = re.compile(
    r"(?:\w+\.)*(?:datetime\.(?:now|today|utcnow)|date\.today|time\.(?:time|monotonic|perf_counter)(?:_ns)?)"
)
SQL_ONLY_IN = ("bot.store.", "bot.backup", "bot.report.open_data")
LONGEST = 300  # lines: three screens
EMPTY_NAMES = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|common|consts?|constants|misc)(?:_|$)")
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}


def stands_on_top(module: str) -> bool:
    """Only there are the clock and the environment met."""
    return room(module) in TOP | {"handlers.serving"}


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


def room(module: str) -> str:
    """The folder of a module within its package; what lies directly in a package is a room of its own."""
    parts = module.split(".")
    return ".".join(parts[:2])


def floor(module: str) -> int:
    return next(height for height, rooms in enumerate(FLOORS) if room(module) in rooms)


def modules_in(module: str, names_: Iterable[str]) -> Iterator[str]:
    """Our own modules among imported names."""
    for name in names_:
        yield from sorted(names(name) & MODULES.keys() - {package(module)}, key=len)[-1:]


def test_every_room_stands_on_a_floor() -> None:
    standing = {room for rooms in FLOORS for room in rooms}
    assert {room(module) for module in MODULES if not room(module).endswith("__init__")} == standing


def test_every_arrow_points_down() -> None:
    wrong = [
        f"{module} imports {other}"
        for module in MODULES
        if "." in module
        for other in modules_in(module, imports(module))
        if "." in other and room(module) != room(other) and floor(other) >= floor(module)
    ]
    assert wrong == []


def test_a_package_imports_only_what_it_may() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in (module for module in MODULES if room(module) not in TOP)
        for name in imports(module)
        if package(name) not in sys.stdlib_module_names and package(name) not in MAY_IMPORT[package(module)]
    ]
    assert wrong == []


def test_a_room_holds_a_dozen_modules_at_most_and_says_what_it_is_for() -> None:
    rooms = Counter(path.parent for path in MODULES.values() if path.stem != "__init__")
    assert {path.name: count for path, count in rooms.items() if count > MOST_IN_A_ROOM} == {}
    inits = [path.read_text("utf-8").strip() for path in MODULES.values() if path.stem == "__init__"]
    assert [text for text in inits if not re.fullmatch(r'"{3}[^"\n]+"{3}', text)] == []


def test_a_name_of_a_class_is_used_once() -> None:
    classes = Counter(
        node.name for module in MODULES for node in ast.walk(tree(module)) if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in classes.items() if count > 1] == []


def _outlives_its_line(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Empty nouns among the parameters and variables of a function, but for those of a comprehension on two lines."""
    arguments = function.args
    if function.end_lineno != function.body[0].lineno:
        yield from (
            name.arg
            for name in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
            if name.arg in EMPTY_NOUNS
        )
    comprehensions = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    short = {
        name
        for node in ast.walk(function)
        if isinstance(node, comprehensions) and node.end_lineno and node.end_lineno - node.lineno <= 1
        for name in ast.walk(node)
    }
    lines: dict[str, list[int]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in EMPTY_NOUNS and node not in short:
            lines.setdefault(node.id, []).append(node.lineno)
    yield from (name for name, used in lines.items() if max(used) - min(used) > 1)


def test_what_lives_longer_than_a_line_is_named_by_its_noun() -> None:
    functions = [
        f"{module}.{node.name}: {name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for name in _outlives_its_line(node)
    ]
    fields = [
        f"{module}: {node.target.id}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in EMPTY_NOUNS
    ]
    assert functions + fields == []


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


def test_the_knowledge_knows_no_command_of_telegram() -> None:
    commands = {f"/{command.name}" for command in COMMANDS}
    wrong = [
        f"{module}:{node.lineno} {node.value}"
        for module in MODULES
        if package(module) == "knowledge"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and node.value in commands
    ]
    assert wrong == []


def test_the_clock_and_the_environment_are_met_on_top_only() -> None:
    wrong = [
        f"{module}:{node.lineno} {found}"
        for module in (module for module in MODULES if not stands_on_top(module))
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute)
        and (found := ast.unparse(node))
        and (CLOCKS.fullmatch(found) or found in {"os.environ", "os.getenv"})
    ]
    assert wrong == []


def test_what_serves_is_put_together_by_what_it_is_made_with() -> None:
    """Nothing is wired by an assignment to what was made before."""
    wrong = [
        f"{module}:{node.lineno} {ast.unparse(node)}"
        for module in MODULES
        if room(module) in {"handlers.serving", "handlers.intake", "handlers.outbox", "bot.store", "bot.backup"}
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) != "self"
    ]
    assert wrong == []


def test_one_place_knows_sql() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in (module for module in MODULES if room(module) not in TOP)
        for name in imports(module)
        if package(name) in {"sqlite3", "sqlite_utils"} and not module.startswith(SQL_ONLY_IN)
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
