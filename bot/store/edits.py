"""Versions of the knowledge, what was confirmed of it, changes that wait, and what administrators were handed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from bot.store.records import Awaiting, Confirmation, Making, PendingChange, Version
from bot.store.rows import Rows


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    name: str
    at: datetime
    who: str
    what: str
    texts: Mapping[str, str]
    broke: list[str]
    undo: bool


class VersionRows(Rows):
    """Versions that were in force. A file that did not change between versions is kept once."""

    def add(self, version: Version) -> None:
        """Insert a version of the knowledge."""
        hashes = {name: self._add_text(text) for name, text in version.texts.items()}
        row = {"name": version.id, "at": version.at, "who": version.who, "what": version.what}
        lists = {"texts": json.dumps(hashes), "broke": json.dumps(version.broke)}
        self._add("version", {**row, **lists, "undo": version.undo})

    def all(self) -> Iterator[tuple[Version, Mapping[str, str]]]:
        """Each version, newest first, without its texts, and by the names of files the hashes of those."""
        for row in self._values(_Row, "version", "1", order_by="id DESC"):
            yield Version(row.name, row.at, row.who, row.what, {}, tuple(row.broke), row.undo, row.id), row.texts

    def text(self, hash_: str) -> str:
        """The text of a file by its hash; raises `LookupError`."""
        body: bytes = self._db.table("file_text").get(hash_)["body"]
        return zlib.decompress(body).decode("utf-8")

    def forget_before(self, replaced: datetime) -> None:
        """Delete versions that were replaced before then; the one in force never."""
        self._db.execute(
            "DELETE FROM version WHERE id < (SELECT max(id) FROM version WHERE at < ?)", (replaced.isoformat(),)
        )
        self._db.execute(
            "DELETE FROM file_text WHERE hash NOT IN (SELECT value FROM version, json_each(version.texts))"
        )

    def _add_text(self, text: str) -> str:
        body = text.encode("utf-8")
        hash_ = sha256(body).hexdigest()
        self._db.execute("INSERT OR IGNORE INTO file_text VALUES (?, ?)", (hash_, zlib.compress(body)))
        return hash_


class ProposalRows(Rows):
    """Changes that wait for an administrator's word."""

    def add(
        self,
        files: Mapping[str, str | None],
        base: Mapping[str, str | None],
        about: Mapping[str, object] | None = None,
        **row: object,
    ) -> int:
        """Insert a change; returns its id."""
        as_text = {"files": json.dumps(dict(files)), "base": json.dumps(dict(base)), "about": json.dumps(about)}
        return self._add("proposal", {**row, **as_text})

    def by_id(self, id_: int, person: int) -> PendingChange | None:
        """The change that was shown to a person under that id, if it still waits."""
        return next(iter(self._values(PendingChange, "proposal", "id = ? AND person = ?", [id_, person])), None)

    def of_files(self, person: int, since: datetime) -> PendingChange | None:
        """The last change since then that a person made by sending files, if it still waits."""
        where = "person = ? AND document IS NOT NULL AND at >= ?"
        changes = self._values(
            PendingChange, "proposal", where, [person, since.isoformat()], order_by="id DESC", limit=1
        )
        return next(iter(changes), None)

    def newest(self, person: int) -> PendingChange | None:
        """The change that was shown to a person last, of those that still wait."""
        return next(iter(self._values(PendingChange, "proposal", "person = ?", [person], order_by="id DESC")), None)

    def same(self, first: int) -> list[PendingChange]:
        """The change that was shown first under that id, to the one who wants it, and to each other under their own."""
        return self._values(PendingChange, "proposal", "id = ? OR json_extract(about, '$.first') = ?", [first, first])

    def delete(self, id_: int) -> None:
        """Delete a change: it was applied or discarded."""
        self._db.execute("DELETE FROM proposal WHERE id = ?", (id_,))

    def forget_before(self, at: datetime) -> None:
        """Delete changes that waited for too long."""
        self._db.table("proposal").delete_where("at < ?", [at.isoformat()])


class ReviewRows(Rows):
    """Who confirmed what last."""

    def keep(self, confirmed: Confirmation) -> None:
        """Keep it in the place of an earlier one of the same id."""
        self._db.table("review").insert({**asdict(confirmed), "at": confirmed.at.isoformat()}, replace=True)

    def all(self) -> list[Confirmation]:
        """All that are kept, by id."""
        return self._values(Confirmation, "review", "1", order_by="entry")

    def forget_before(self, at: datetime) -> None:
        """Delete those of before then."""
        self._db.table("review").delete_where("at < ?", [at.isoformat()])


class AwaitingRows(Rows):
    """What administrators were handed, and may answer."""

    def add(self, handed: Awaiting) -> None:
        """Remember what a message holds."""
        self._db.table("handed").insert({**asdict(handed), "at": handed.at.isoformat()}, replace=True)

    def at(self, chat: int, post: int) -> Awaiting | None:
        """The file or text in this message that an administrator may answer."""
        return next(iter(self._values(Awaiting, "handed", "chat = ? AND post = ?", [chat, post])), None)

    def holding(self, kind: str, name: str) -> list[Awaiting]:
        """All messages that hold what has that kind and name."""
        return self._values(Awaiting, "handed", "kind = ? AND name = ?", [kind, name])

    def last_file(self, chat: int, file: str) -> Awaiting | None:
        """The last message in a chat that holds that file."""
        where, last = "chat = ? AND kind = 'file' AND name = ?", "at DESC, post DESC"
        found = self._values(Awaiting, "handed", where, [chat, file], order_by=last, limit=1)
        return next(iter(found), None)

    def last_text(self, chat: int, since: datetime) -> Awaiting | None:
        """The last message in a chat, since then, to which a new text is to be the reply."""
        where, last = "chat = ? AND kind IN ('entry', 'gap', 'lesson') AND at >= ?", "at DESC, post DESC"
        found = self._values(Awaiting, "handed", where, [chat, since.isoformat()], order_by=last, limit=1)
        return next(iter(found), None)

    def forget_before(self, at: datetime) -> None:
        """Delete what was handed before then."""
        self._db.table("handed").delete_where("at < ?", [at.isoformat()])


class BegunRows(Rows):
    """What administrators make step by step, one thing in a chat."""

    def keep(self, making: Making) -> None:
        """Keep how far it is."""
        self._db.table("begun").insert({**asdict(making), "at": making.at.isoformat()}, replace=True)

    def of(self, chat: int, since: datetime) -> Making | None:
        """What was begun in a chat and gone on with since then."""
        return next(iter(self._values(Making, "begun", "chat = ? AND at >= ?", [chat, since.isoformat()])), None)

    def set_aside(self, chat: int, update: int) -> None:
        """An update shows something else there, so what is typed after it is not for the step that was asked before."""
        self._db.execute("UPDATE begun SET listens = 0 WHERE chat = ? AND update_id < ?", (chat, update))

    def delete(self, chat: int) -> None:
        """It is done, or cancelled."""
        self._db.execute("DELETE FROM begun WHERE chat = ?", (chat,))

    def forget_before(self, at: datetime) -> None:
        """Delete what nobody has gone on with since then."""
        self._db.table("begun").delete_where("at < ?", [at.isoformat()])
