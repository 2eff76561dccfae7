"""Versions of the knowledge, changes that wait for an administrator's word, and what administrators were handed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from bot.store.records import Awaiting, PendingChange
from bot.store.rows import Rows
from bot.store.versions import Version


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


class Archive(Rows):
    """Rows of them. A file that did not change between versions is kept once."""

    def add_version(self, version: Version) -> None:
        """Keep one more."""
        hashes = {name: self._add_text(text) for name, text in version.texts.items()}
        row = {"name": version.id, "at": version.at, "who": version.who, "what": version.what}
        lists = {"texts": json.dumps(hashes), "broke": json.dumps(version.broke)}
        self._add("version", {**row, **lists, "undo": version.undo})

    def versions(self) -> Iterator[tuple[Version, Mapping[str, str]]]:
        """Newest first, without its texts, and by the names of files the hashes of those."""
        for row in self._values(_Row, "version", "1", order_by="id DESC"):
            yield Version(row.name, row.at, row.who, row.what, {}, tuple(row.broke), row.undo), row.texts

    def text(self, hash_: str) -> str:
        """The text of a file by its hash; raises `LookupError`."""
        body: bytes = self._db.table("file_text").get(hash_)["body"]
        return zlib.decompress(body).decode("utf-8")

    def forget_versions(self, replaced: datetime) -> None:
        """Delete those that were replaced before; the one in force never."""
        self._db.execute(
            "DELETE FROM version WHERE id < (SELECT max(id) FROM version WHERE at < ?)", (replaced.isoformat(),)
        )
        self._db.execute(
            "DELETE FROM file_text WHERE hash NOT IN (SELECT value FROM version, json_each(version.texts))"
        )

    def add_proposal(
        self,
        files: Mapping[str, str | None],
        base: Mapping[str, str | None],
        about: Mapping[str, object] | None = None,
        **row: object,
    ) -> int:
        """Its id."""
        as_text = {"files": json.dumps(dict(files)), "base": json.dumps(dict(base)), "about": json.dumps(about)}
        return self._add("proposal", {**row, **as_text})

    def proposal(self, id_: int, person: int) -> PendingChange | None:
        """What was shown to a person under that id, if it still waits."""
        return next(iter(self._values(PendingChange, "proposal", "id = ? AND person = ?", [id_, person])), None)

    def drop_proposal(self, id_: int) -> None:
        """It was applied or discarded."""
        self._db.execute("DELETE FROM proposal WHERE id = ?", (id_,))

    def hand(self, handed: Awaiting) -> None:
        """Remember what a message holds."""
        self._db.table("handed").insert({**asdict(handed), "at": handed.at.isoformat()}, replace=True)

    def handed(self, chat: int, post: int) -> Awaiting | None:
        """What a message holds."""
        return next(iter(self._values(Awaiting, "handed", "chat = ? AND post = ?", [chat, post])), None)

    def handed_as(self, kind: str, name: str) -> list[Awaiting]:
        """All messages that hold that."""
        return self._values(Awaiting, "handed", "kind = ? AND name = ?", [kind, name])

    def last_handed(self, chat: int, file: str) -> Awaiting | None:
        """The last message in a chat that holds that file."""
        where, last = "chat = ? AND kind = 'file' AND name = ?", "at DESC, post DESC"
        found = self._values(Awaiting, "handed", where, [chat, file], order_by=last, limit=1)
        return next(iter(found), None)

    def last_text(self, chat: int, since: datetime) -> Awaiting | None:
        """The last message in a chat, since then, to which a new text is to be the reply."""
        where, last = "chat = ? AND kind != 'file' AND at >= ?", "at DESC, post DESC"
        found = self._values(Awaiting, "handed", where, [chat, since.isoformat()], order_by=last, limit=1)
        return next(iter(found), None)

    def forget_edits(self, before: datetime) -> None:
        """Delete changes that waited for too long, and what was handed long ago."""
        for table in ("proposal", "handed"):
            self._db.table(table).delete_where("at < ?", [before.isoformat()])

    def _add_text(self, text: str) -> str:
        body = text.encode("utf-8")
        hash_ = sha256(body).hexdigest()
        self._db.execute("INSERT OR IGNORE INTO file_text VALUES (?, ?)", (hash_, zlib.compress(body)))
        return hash_
