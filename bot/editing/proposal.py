"""What an administrator wants to change, as new texts of files: nothing is tried or written yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from bot.library.folder import DOCUMENTS, decoded, read_folder
from bot.library.in_force import Current
from bot.library.versions import earlier, undone
from bot.store.records import Version
from bot.wording import Wording
from knowledge.editing.edit import (
    EditError,
    with_answer,
    with_entry,
    with_item,
    with_learned,
    with_phrasing,
    with_text,
)
from knowledge.editing.taking_away import without_entry, without_item, without_learned, without_mentions
from knowledge.editing.yaml_style import Record
from knowledge.loading.parse import COPIED, kind_of
from knowledge.model import Knowledge
from knowledge.problem import Problem

LEARNED = "learned.yaml"
NEW_FILE = re.compile(r"[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?\.yaml")
FOLDER = "--"
MENTIONING = frozenset({"faq", "glossary", "packs", "resources", "checks", "learned"})  # kinds of files that name ids

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
    """Why not, in one sentence to the administrator; `meanwhile`: because somebody else has changed it."""

    why: str
    meanwhile: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """An id that a change takes away, and where it is still mentioned."""

    id: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """All that is wrong with the files as they would be; `lost` stands for the problems that it makes.

    `between`: there is nothing but what another file may mend.
    """

    problems: tuple[Problem, ...]
    lost: tuple[Lost, ...] = ()
    between: bool = False


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

    def wordings(self, id_: str, wordings: Iterable[str]) -> Proposal | Refused:
        """More ways to ask for an entry, in its own file."""

        def add(file: str, text: str) -> str:
            for wording in wordings:
                text = with_phrasing(file, text, id_, wording)
            return text

        return self._edited(id_, add)

    def without_wording(self, id_: str, wording: str, file: str) -> Proposal | Refused:
        """One way less to ask for an entry, in the file in which it stands."""
        take = without_learned if kind_of(file) == "learned" else _without_phrasing
        return self._made(file, lambda text: take(file, text, id_, wording))

    def resource(self, id_: str, resource: str, *, goes: bool) -> Proposal | Refused:
        """A resource more, or less, under an answer."""
        change = without_item if goes else with_item
        return self._edited(id_, lambda file, text: change(file, text, id_, "resources", resource))

    def link(self, id_: str, url: str) -> Proposal | Refused:
        """Another link of a resource."""
        return self._edited(id_, lambda file, text: with_text(file, text, id_, "url", url))

    def without(self, id_: str) -> Proposal | Refused:
        """Without an entry, resource or saved reply, and without what mentions it in any file."""
        own, now = self._file_of(id_), self.files()
        if own is None or own not in now:
            return self._refused("edit_unknown_id", id=id_)
        mentioned = {name for name in now if kind_of(name) in MENTIONING} if id_ in self._knowledge.by_id else set()
        try:
            new = {**now, own: without_entry(own, now[own], id_)}
            new |= {name: without_mentions(name, new[name], id_) for name in mentioned}
        except EditError as error:
            return Refused(str(error))
        changed = {name: text for name, text in new.items() if text != now[name]}
        return Proposal(changed, {name: digest(now[name]) for name in changed})

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

    def history(self) -> Sequence[Version]:
        """All versions that are kept, newest first."""
        return self._in_force.versions.history()

    def earlier(self) -> Version | None:
        """The version that an undo brings back: where the folder is broken the one in force, else the one before."""
        broken = self._in_force.reload()
        history = self.history()
        return next(iter(history), None) if broken else earlier(history)

    def undo(self) -> Proposal | Refused:
        """The version before, or for a broken folder the one in force; a second undo goes one further back."""
        version = self.earlier()
        return self._refused("undo_nothing") if version is None else self.back_to(version, undo=True)

    def redo(self) -> Proposal | Refused:
        """What the last undo has taken away."""
        version = undone(self.history())
        return self._refused("redo_nothing") if version is None else self.back_to(version)

    def back_to(self, version: Version, *, undo: bool = False) -> Proposal:
        """All files as they were in a version."""
        now = self.files()
        files = {name: version.texts.get(name) for name in now.keys() | version.texts.keys()}
        other = {name: text for name, text in files.items() if text != now.get(name)}
        return Proposal(other, {name: digest(now.get(name)) for name in other}, undo=undo)

    def upload(self, file: str, written: bytes, base: str | None = None) -> Proposal | Broken | Refused:
        """A whole file that an administrator sends, and the hash of the one that they had been given, where known."""
        if not self._may_be_written(file):
            return self._refused("edit_unknown_file", file=file)
        text = decoded(file, written)
        return Broken((text,)) if isinstance(text, Problem) else Proposal({file: text}, {file: base} if base else {})

    def _may_be_written(self, file: str) -> bool:
        return file in self.files() or bool(NEW_FILE.fullmatch(file) and kind_of(file))

    def _edited(self, id_: str, edit: Callable[[str, str], str]) -> Proposal | Refused:
        file = self._file_of(id_)
        if file is None:
            return self._refused("edit_unknown_id", id=id_)
        return self._made(file, lambda text: edit(file, text))

    def _file_of(self, id_: str) -> str | None:
        knowledge = self._knowledge
        named = (*knowledge.replies, *knowledge.smalltalk, *knowledge.answerable)
        return {one.id: one.location.file for one in named}.get(id_)

    def _made(self, file: str, edit: Callable[[str], str]) -> Proposal | Refused:
        now = self.files().get(file)
        try:
            return Proposal({file: edit(now or "")}, {file: digest(now)})
        except EditError as error:
            return Refused(str(error))


def _without_phrasing(file: str, text: str, id_: str, phrasing: str) -> str:
    return without_item(file, text, id_, "also_asked", phrasing)


def digest(text: str | None) -> str | None:
    """A hash of a text, by which it is known again; None for what is not there."""
    return None if text is None else sha256(text.encode("utf-8")).hexdigest()


def document_name(file: str) -> str:
    """What a file is called when it is sent alone: two folders may have files of the same name."""
    return file.replace("/", FOLDER)


def file_of(document: str, files: Iterable[str]) -> str:
    """Which of the files a document is, whatever a phone made of its name; one that is none of them is a new file."""
    named = _whole(COPIED.sub("", document.strip()).removesuffix(".txt"))
    alike = (named.lower(), re.sub(r"\.yml$", ".yaml", named.lower()), re.sub(r"\.yaml$", ".yml", named.lower()))
    return next(
        (file for wanted in alike for file in files if file.lower() == wanted), re.sub(r"\.yml$", ".yaml", named)
    )


def is_knowledge(document: str) -> bool:
    """Is a document a file of the knowledge by its name, or one whose name lost its end?"""
    named = COPIED.sub("", document.strip()).casefold().removesuffix(".txt")
    return named.endswith((".yaml", ".yml")) or (document.casefold().endswith(".txt") and bool(kind_of(_whole(named))))


def _whole(named: str) -> str:
    """A name with its end."""
    named = named.replace(FOLDER, "/", 1)
    return named if "." in named else f"{named}.yaml"


def other_document(document: str) -> tuple[str, str] | None:
    """The key of the sentence for a document that is no plain text, and the file that it was meant to be."""
    stem, dot, ending = COPIED.sub("", document.strip()).rpartition(".")
    kind = DOCUMENTS.get(f"{dot}{ending.lower()}")
    meant = f"{stem.replace(FOLDER, '/', 1).lower().removesuffix('.yaml').removesuffix('.yml')}.yaml"
    return (f"edit_is_{kind}", meant) if kind and kind_of(meant) else None
