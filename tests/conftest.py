"""What tests share: the knowledge fitted once, a person at a terminal, and the command line."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import settings

from bot.__main__ import main
from bot.encoder.encoder import find_encoder
from bot.library.folder import Library, Snapshot, language, parse_folder, shipped
from bot.library.in_force import freeze_garbage
from bot.machine.folders import NAME
from bot.terminal.chatting import Terminal
from knowledge.model import Knowledge
from knowledge.ranking.embedding import Embedding, NoMeaning
from knowledge.ranking.softmax import Floats
from knowledge.text.everyday import Language
from tests.office import Office, office
from tests.phone import Phone

ROOT = Path(__file__).parent.parent
SMALL, TEAM = (ROOT / "tests" / name for name in ("knowledge", "team"))

settings.register_profile("suite", deadline=None)  # a busy machine is no fault of the program
settings.load_profile("suite")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]
Folder = Callable[..., Path]


LONGEST = (
    "calibration look page_look durability serve edit terminal commands".split()
)  # the first fits what others wait for


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first: else one process would still be at one when the others have ended."""
    names = {f"test_{name}.py": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: names.get(item.path.name, len(names)))


def pytest_collection_finish() -> None:
    """What was imported and collected stays: no garbage collection looks at it again."""
    freeze_garbage()


class Remembering(Embedding):
    """An encoder that encodes no sentence twice; tests ask the same ones again and again."""

    def __init__(self, embed: Embedding) -> None:
        self._embed = embed
        self._rows: dict[str, Floats] = {}
        self._heard: dict[str, tuple[Floats, Floats]] = {}

    def __call__(self, sentences: Sequence[str]) -> Floats:
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._rows]
        self._rows.update(zip(new, self._embed(new), strict=True))
        return np.stack([self._rows[sentence] for sentence in sentences])

    def hear(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._heard]
        self._heard.update(zip(new, zip(*self._embed.hear(new), strict=True), strict=True))
        vectors, tones = zip(*(self._heard[sentence] for sentence in sentences), strict=True)
        return np.stack(vectors), np.stack(tones)


class Shelf(Library):
    """A library that fits nothing twice, and reads the shipped knowledge once."""

    def __init__(self, embed: Embedding, encoder_name: str, *cache_folders: Path) -> None:
        super().__init__(embed, encoder_name, *cache_folders)
        self.fitted: dict[str, Snapshot] = {}
        self.opened: Snapshot | None = None

    def open(self, folder: Traversable, earlier: Snapshot | None = None) -> Snapshot:
        if folder != shipped():
            return super().open(folder, earlier)
        self.opened = self.opened or super().open(folder)
        return self.opened

    def fit(self, knowledge: Knowledge, earlier: Snapshot | None = None) -> Snapshot:
        if knowledge.version not in self.fitted:
            self.fitted[knowledge.version] = super().fit(knowledge, earlier)
        return self.fitted[knowledge.version]


@pytest.fixture(scope="session")
def cache(request: pytest.FixtureRequest) -> Path:
    """The cache of pytest stands for the user's: what was fitted is kept there from run to run."""
    return request.config.cache.mkdir(NAME)


@pytest.fixture(scope="session")
def library(cache: Path) -> Library:
    """Of processes that run side by side, one fits the shipped knowledge and the others find it in the cache."""
    embed, name = find_encoder()
    shelf = Shelf(Remembering(embed), name, cache)
    with FileLock(cache.parent / "fitting.lock"):
        shelf.open(shipped())
    return shelf


@pytest.fixture(scope="session")
def snapshot(library: Library) -> Snapshot:
    """The shipped knowledge."""
    return library.open(shipped())


@pytest.fixture(scope="session")
def cache_home(library: Library, cache: Path) -> Path:
    """For processes of their own: the cache in which `library` has left the shipped knowledge."""
    assert library
    return cache.parent


@pytest.fixture(scope="session")
def serving_home(request: pytest.FixtureRequest) -> Path:
    """The same with the small folders that processes of their own serve."""
    home = request.config.cache.mkdir("serving")
    with FileLock(home / "fitting.lock"):
        library = Library(*find_encoder(), home / NAME)
        for folder in (SMALL, TEAM):
            library.open(folder)
    return home


@pytest.fixture(scope="session")
def team_knowledge() -> Knowledge:
    """The shipped knowledge with the contact and the saved replies of the tests."""
    ships, own = parse_folder(shipped()).knowledge, parse_folder(TEAM).knowledge
    assert ships
    assert own
    return replace(ships, contact=own.contact, replies=own.replies)


@pytest.fixture(scope="session")
def team_snapshot(snapshot: Snapshot, team_knowledge: Knowledge) -> Snapshot:
    """The same, ready to be asked."""
    return replace(snapshot, knowledge=team_knowledge)


@pytest.fixture(scope="session")
def quick_library() -> Library:
    """Without the sentence encoder and without a cache: it fits a small folder in a second."""
    return Shelf(NoMeaning(), "none")


@pytest.fixture(scope="session")
def few_words() -> Library:
    """The same with only a little everyday English: it fits a small folder in a moment."""
    with knowing_little_english():
        return Shelf(NoMeaning(), "none")


@pytest.fixture
def little_english() -> Iterator[None]:
    """Libraries that are made in this test know only a little everyday English, too."""
    with knowing_little_english():
        yield


@contextmanager
def knowing_little_english() -> Iterator[None]:
    full, name = language()
    few = Language(full.words[:3000], *(getattr(full, field.name)[::25] for field in fields(full)[1:]))
    with pytest.MonkeyPatch.context() as patch:  # for no longer: others' libraries know all words
        patch.setattr("bot.library.folder.language", lambda: (few, f"few of {name}"))
        yield


@pytest.fixture(scope="session")
def small_snapshot(few_words: Library) -> Snapshot:
    """A small folder that has something of everything."""
    return few_words.open(SMALL)


@pytest.fixture
async def at(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    """An office with the shipped knowledge; where a test file has an office of its own, it is that."""
    async with office(team_snapshot) as found:
        yield found


@pytest.fixture
def ada(at: Office) -> Phone:
    """An administrator's telephone."""
    return Phone(at.assistant, at.server, 1)


@pytest.fixture
def bo(at: Office) -> Phone:
    """Another administrator's."""
    return Phone(at.assistant, at.server, 2)


@pytest.fixture
def chat(snapshot: Snapshot) -> Callable[[str], str]:
    """Somebody at a terminal: what they type goes in, the reply comes out."""
    terminal = Terminal(snapshot, time.monotonic)

    def say(line: str) -> str:
        reply = terminal(line)
        assert reply is not None, f"{line!r} ended the conversation"
        return reply

    return say


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests reaches them."""
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], library: Library, tmp_path: Path
) -> Command:
    """`race-equality`, in this process and in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.app.library", lambda *_, **__: library)

    def run(*arguments: str, typed: str | bytes = "") -> Ran:
        given = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            code = main(arguments)
        except SystemExit as left:  # argparse
            code = int(left.code or 0)
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def quick_command(command: Command, monkeypatch: pytest.MonkeyPatch, few_words: Library) -> Command:
    """The same for small folders."""
    monkeypatch.setattr("bot.app.library", lambda *_, **__: few_words)
    return command


@pytest.fixture
def surroundings(serving_home: Path) -> Mapping[str, str]:
    """The environment of a process of its own: small knowledge, which is there already."""
    return {**os.environ, "BOT_KNOWLEDGE": str(SMALL), "XDG_CACHE_HOME": str(serving_home)}


@pytest.fixture
def process(surroundings: Mapping[str, str], tmp_path: Path) -> Command:
    """`python -m bot` as a process of its own, in a folder whose `knowledge` is not the package."""

    def run(*arguments: str, typed: str = "", environment: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "bot", *arguments],
            input=typed.encode(),
            capture_output=True,
            cwd=tmp_path,
            env={**surroundings, **(environment or {})},
            timeout=100,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of knowledge with the given files; `faq` stands for `faq.yaml`."""

    def write(**files: str) -> Path:
        made = tmp_path / "knowledge"
        made.mkdir(exist_ok=True)
        for name, text in files.items():
            (made / f"{name}.yaml").write_text(text, "utf-8")
        return made

    return write
