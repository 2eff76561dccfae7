"""The knowledge in force: read from a folder, parsed, fitted, and swapped in by one assignment."""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import importlib.resources
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.encoder.vectors import Vectors
from bot.hashing import key
from bot.library import cache, shipping
from bot.wording import Wording
from knowledge.conversing.understanding import Understanding
from knowledge.loading.nodes import MOST_CHARACTERS, TOO_LARGE
from knowledge.loading.parse import Parsed, filled_wording, kind_of, parse, parse_wording
from knowledge.model import Knowledge
from knowledge.problem import Problem
from knowledge.ranking.embedding import Embedding
from knowledge.text.everyday import Language

SUFFIXES = (".yaml", ".yml")
MOST_BYTES = 4 * MOST_CHARACTERS  # as many as UTF-8 may need
DOCUMENTS: Mapping[str, str] = {  # what a file is that is no plain text, by how its name ends
    **dict.fromkeys((".docx", ".doc", ".odt", ".pages", ".rtf"), "word"),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers", ".csv"), "sheet"),
    **dict.fromkeys((".pdf", ".html", ".htm"), "page"),
    **dict.fromkeys((".zip", ".gz", ".7z", ".rar"), "zip"),
}
MOST_DEEP = 2  # folders below the top; a link back to a folder above would else never end

NO_TEXT = (  # how files begin that are no text, or none that can be read
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"%PDF", "a PDF"),
    (b"<!", "a web page"),
    (b"<html", "a web page"),
)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Snapshot:
    """Knowledge and the understanding fitted to it; one answer uses one snapshot throughout."""

    knowledge: Knowledge
    understanding: Understanding
    vectors: Vectors


class BrokenKnowledgeError(Exception):
    """The folder's files have problems; all of them are in `problems`."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def shipped() -> Traversable:
    """The folder of knowledge in the package, which is read and never written."""
    return importlib.resources.files("knowledge") / "content"


def is_shipped(folder: Traversable) -> bool:
    """Is it the folder in the package, by whatever path?"""
    return Path(str(folder)).resolve() == Path(str(shipped())).resolve()


def read_folder(folder: Traversable) -> tuple[dict[str, str], list[Problem]]:
    """The texts of a folder's YAML files by name (`faq.yaml`, `faq/roles.yaml`), and those that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    if not folder.is_dir():
        return texts, [Problem(str(folder), 1, "is not a folder")]
    for name, file in sorted(_yaml_files(folder)):
        try:
            with file.open("rb") as opened:
                read = decoded(name, opened.read(MOST_BYTES + 1))
        except OSError as error:
            read = Problem(name, 1, f"cannot be read ({error.strerror})")
        if isinstance(read, Problem):
            problems.append(read)
        else:
            texts[name] = read
    return texts, problems


def decoded(name: str, written: bytes) -> str | Problem:
    """The text of a file, or why it has none."""
    if len(written) > MOST_BYTES:
        return Problem(name, 1, TOO_LARGE)
    if kind := next((kind for begins, kind in NO_TEXT if written.startswith(begins)), None):
        return Problem(name, 1, f"is {kind} and not plain text; save it as plain text (UTF-8)")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(name, line, "is not UTF-8 text; save it as UTF-8")


def _yaml_files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """All YAML files by their names from the top."""
    return ((name, file) for name, file in _files(folder) if name.endswith(SUFFIXES))


def _files(folder: Traversable, above: str = "", depth: int = 0) -> Iterator[tuple[str, Traversable]]:
    """All files by their names from the top, hidden ones left out."""
    for child in folder.iterdir():
        name = above + child.name
        if child.name.startswith((".", "_")):
            continue
        if child.is_dir() and depth < MOST_DEEP:
            yield from _files(child, f"{name}/", depth + 1)
        elif child.is_file():
            yield name, child


def copy(source: Traversable, target: Path) -> None:
    """Copy a folder whole, with what editors need beside the knowledge; raises OSError, and leaves nothing then."""
    made: list[Path] = []
    try:
        _copy(source, target, made)
    except OSError:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _copy(source: Traversable, target: Path, made: list[Path]) -> None:
    """`made` takes what is new, in order."""
    for folder in reversed((target, *target.parents)):
        if not folder.is_dir():
            folder.mkdir()
            made.append(folder)
    for child in source.iterdir():
        if child.is_dir():
            _copy(child, target / child.name, made)
        else:
            made.append(target / child.name)
            (target / child.name).write_bytes(child.read_bytes())


def parse_folder(folder: Traversable) -> Parsed:
    """All of a folder's knowledge, or all its problems."""
    parsed = parse_texts(*read_folder(folder))
    return replace(parsed, warnings=tuple(sorted([*parsed.warnings, *misnamed(folder)])))


def misnamed(folder: Traversable) -> Iterator[Problem]:
    """The files that were meant for the knowledge, and are not read because of how their names end."""
    for name, _ in sorted(_files(folder)) if folder.is_dir() else ():
        stem, dot, ending = name.rpartition(".")
        meant = f"{stem.removesuffix('.yaml').removesuffix('.yml')}.yaml"
        if not name.endswith(SUFFIXES) and kind_of(meant) and f"{dot}{ending.lower()}" in (*DOCUMENTS, ".txt"):
            yield Problem(name, 1, f"is not read; save it as plain text with the name {meant}")


def parse_texts(texts: Mapping[str, str], unreadable: Iterable[Problem] = ()) -> Parsed:
    """All the knowledge in some files, or all their problems."""
    return parse(texts, shipped_wording(), unreadable)


@functools.cache  # else most of the time to read a small folder would go into these
def shipped_wording() -> Mapping[str, str]:
    """The sentences a folder need not repeat."""
    return parse_wording((shipped() / "wording.yaml").read_text("utf-8"))


def language() -> tuple[Language, str]:
    """The everyday English that ships with the code, and its hash."""
    folder = importlib.resources.files("knowledge") / "language"
    texts = {
        file.name.removesuffix(".txt"): file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    }
    return Language.of(texts), key(part for item in sorted(texts.items()) for part in item)


def code_hash(package: Traversable) -> str:
    """A hash of a package's modules, those in its rooms too: by their paths in it and what stands in them."""
    return key(part for path, file in sorted(_modules(package)) for part in (path, file.read_bytes()))


def _modules(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for child in folder.iterdir():
        path = above + child.name
        if child.is_dir():
            yield from _modules(child, f"{path}/")
        elif child.name.endswith(".py"):
            yield path, child


class Library:
    """Opens folders of knowledge with one encoder and one cache."""

    def __init__(
        self,
        embed: Embedding,
        encoder_name: str,
        *cache_folders: Path,
        this_year: Callable[[], int] | None = None,
        clock: Callable[[], float] = float,
    ) -> None:
        """What is fitted is kept in the first of `cache_folders`, and looked for in all; without one it is not kept.

        `this_year`: by the clock, for "from this year". `clock` counts the seconds for which it is remembered what
        people's sentences mean; without one time stands still.
        """
        self._this_year = this_year
        files = (folder / f"{encoder_name}.vectors" for folder in cache_folders)
        self._embed = Vectors(embed, *files, ships=shipping.vectors_file(encoder_name), clock=clock)
        self._encoder_name = encoder_name
        self._cache_folders = cache_folders
        self._language, self._language_hash = language()

    def open(self, folder: Traversable, earlier: Snapshot | None = None) -> Snapshot:
        """The snapshot of a folder; raises `BrokenKnowledgeError` with every problem."""
        parsed = parse_folder(folder)
        if parsed.knowledge is None:
            raise BrokenKnowledgeError(parsed.problems)
        return self.fit(parsed.knowledge, earlier)

    def fit(self, knowledge: Knowledge, earlier: Snapshot | None = None) -> Snapshot:
        """Knowledge made ready to be asked; from the cache where the very same was fitted before."""
        code = code_hash(importlib.resources.files("knowledge"))
        stemmer = importlib.metadata.version("snowballstemmer")
        name = key([knowledge.version, self._language_hash, code, self._encoder_name, stemmer])
        kept = (cache.load(folder, name) for folder in self._cache_folders)
        fitted = next((one for one in kept if one is not None), None)
        before = earlier.understanding if earlier else None
        start = None if fitted or before else shipping.head_starts(self._encoder_name)
        understanding = Understanding(knowledge, self._language, self._embed, fitted, before, start, self._this_year)
        if fitted is None and self._cache_folders:
            cache.save(self._cache_folders[0], name, understanding.find.fitted)
        return Snapshot(knowledge, understanding, self._embed)


def wording_of(folder: Traversable) -> Wording:
    """A folder's sentences before the rest of it is read."""
    own: dict[str, str] = {}
    for name in ("wording.yaml", "contact.yaml"):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            own[name] = (folder / name).read_text("utf-8")
    return Wording(filled_wording(own, shipped_wording()))
