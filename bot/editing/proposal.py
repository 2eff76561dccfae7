"""What an administrator wants to change, as new texts of files: nothing is tried or written yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from bot.library.folder import decoded, read_folder
from bot.library.in_force import Current
from bot.library.versions import earlier
from bot.store.records import Version
from bot.wording import Wording
from knowledge.editing.edit import EditError, with_answer, with_entry, with_learned, with_phrasing, with_text
from knowledge.editing.yaml_style import Record
from knowledge.loading.parse import kind_of
from knowledge.model import Knowledge
from knowledge.problem import Problem

LEARNED = "learned.yaml"
NEW_FILE = re.compile(r"[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?\.yaml")
COPY = re.compile(r"[ _-]?\(\d+\)(?=\.)")  # what a phone puts into the name of a file that it has already
FOLDER = "--"

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """New texts of files, None for one to be removed.

    `base` has a hash of each file as it was when the change was made, where that is known; None for one that was not
    there. `undo` says that it brings back an earlier version.
    """

    files: Mapping[str, str | None] = field(repr=False)
    base: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    undo: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not, in one sentence to the administrator."""

    why: str


@dataclass(frozen=True, slots=True)
class Broken:
    """All that is wrong with the files as they would be."""

    problems: tuple[Problem, ...]


class Proposals:
    """Makes proposals from the folder in force, which is read anew each time."""

    def __init__(self, in_force: Current) -> None:
        self._in_force = in_force

    @property
    def _knowledge(self) -> Knowledge:
        return self._in_force().knowledge

    def _refused(self, key: str, **values: object) -> Refused:
        return Refused(Wording(self._knowledge.wording)(key, **values))

    def files(self) -> Texts:
        """The texts of all files, as they are on the disk."""
        return read_folder(self._in_force.folder)[0]

    def answer(self, id_: str, answer: str, reviewed: str | None = None) -> Proposal | Refused:
        """A new answer, summary, definition or reply for the entry of that id, with the date of its review."""

        def edit(file: str, text: str) -> str:
            written = with_answer(file, text, id_, answer)
            return with_text(file, written, id_, "reviewed", reviewed) if reviewed else written

        return self._edited(id_, edit)

    def dated(self, id_: str, reviewed: str) -> Proposal | Refused:
        """The date of its review for the entry of that id, and nothing else."""
        return self._edited(id_, lambda file, text: with_text(file, text, id_, "reviewed", reviewed))

    def phrasing(self, id_: str, phrasing: str) -> Proposal | Refused:
        """One more phrasing in the entry's own file."""
        return self._edited(id_, lambda file, text: with_phrasing(file, text, id_, phrasing))

    def entry(self, file: str, entry: Record) -> Proposal | Refused:
        """One more entry or resource at the end of a file, which need not be there yet."""
        if not self._may_be_written(file):
            return self._refused("edit_unknown_file", file=file)
        return self._made(file, lambda text: with_entry(file, text, entry))

    def learned(self, *, phrasings: Iterable[Record] = (), entries: Iterable[Record] = ()) -> Proposal | Refused:
        """Additions to learned.yaml: phrasings with `entry` and `ask`, and whole FAQ entries."""

        def add(text: str) -> str:
            for key, records in (("phrasings", phrasings), ("entries", entries)):
                for record in records:
                    text = with_learned(text, key, record)
            return text

        return self._made(LEARNED, add)

    def earlier(self) -> Version | None:
        """The version that an undo brings back: where the folder is broken the one in force, else the one before."""
        broken = self._in_force.reload()
        history = self._in_force.versions.history()
        return next(iter(history), None) if broken else earlier(history)

    def undo(self) -> Proposal | Refused:
        """The version before, or for a broken folder the one in force; a second undo goes one further back."""
        version, now = self.earlier(), self.files()
        if version is None:
            return self._refused("undo_nothing")
        files = {name: version.texts.get(name) for name in now.keys() | version.texts.keys()}
        other = {name: text for name, text in files.items() if text != now.get(name)}
        return Proposal(other, {name: digest(now.get(name)) for name in other}, undo=True)

    def upload(self, file: str, written: bytes, base: str | None = None) -> Proposal | Broken | Refused:
        """A whole file that an administrator sends, and the hash of the one that they had been given, where known."""
        if not self._may_be_written(file):
            return self._refused("edit_unknown_file", file=file)
        text = decoded(file, written)
        return Broken((text,)) if isinstance(text, Problem) else Proposal({file: text}, {file: base} if base else {})

    def _may_be_written(self, file: str) -> bool:
        return file in self.files() or bool(NEW_FILE.fullmatch(file) and kind_of(file))

    def _edited(self, id_: str, edit: Callable[[str, str], str]) -> Proposal | Refused:
        knowledge = self._knowledge
        named = (*knowledge.replies, *knowledge.smalltalk, *knowledge.answerable)
        file = {one.id: one.location.file for one in named}.get(id_)
        if file is None:
            return self._refused("edit_unknown_id", id=id_)
        return self._made(file, lambda text: edit(file, text))

    def _made(self, file: str, edit: Callable[[str], str]) -> Proposal | Refused:
        now = self.files().get(file)
        try:
            return Proposal({file: edit(now or "")}, {file: digest(now)})
        except EditError as error:
            return Refused(str(error))


def digest(text: str | None) -> str | None:
    """A hash of a text, by which it is known again; None for what is not there."""
    return None if text is None else sha256(text.encode("utf-8")).hexdigest()


def document_name(file: str) -> str:
    """What a file is called when it is sent alone: two folders may have files of the same name."""
    return file.replace("/", FOLDER)


def file_of(document: str, files: Iterable[str]) -> str:
    """Which of the files a document is, whatever a phone made of its name; one that is none of them is a new file."""
    named = COPY.sub("", document.strip()).removesuffix(".txt").replace(FOLDER, "/", 1)
    return next((file for file in files if file.lower() == named.lower()), named)
