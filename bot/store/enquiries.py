"""Enquiries, what was said in them and where it was posted, and those that are being written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from bot.store.records import Enquiry, Message, Post, Role
from bot.store.rows import Row, Rows


class EnquiryRows(Rows):
    """Rows of enquiries that were sent."""

    def add(self, **row: object) -> int:
        """Insert an enquiry; returns its id."""
        return self._add("enquiry", row)

    def by_id(self, id_: int) -> Enquiry | None:
        """The enquiry of that id, if it is there."""
        return next(iter(self._values(Enquiry, "enquiry", "id = ?", [id_])), None)

    def all(self) -> list[Enquiry]:
        """All enquiries, oldest first."""
        return self._values(Enquiry, "enquiry", "1", order_by="opened, id")

    def by_reference(self, reference: str) -> Enquiry | None:
        """The enquiry of that reference, with or without `#`, in any case."""
        return next(iter(self._values(Enquiry, "enquiry", "reference = ?", [reference.lstrip("#").upper()])), None)

    def in_topic(self, topic: int) -> Enquiry | None:
        """The newest enquiry in a topic of the staff chat."""
        found = self._values(Enquiry, "enquiry", "topic = ?", [topic], order_by="opened DESC, id DESC", limit=1)
        return next(iter(found), None)

    def goes_on_in(self, enquiry: Enquiry) -> Enquiry:
        """The enquiry that it was merged into, and that one into another; itself where it was not."""
        while enquiry.joined and (next_one := self.by_id(enquiry.joined)) and next_one.state in ("open", "closed"):
            enquiry = next_one
        return enquiry

    def shares_topic(self, enquiry: Enquiry) -> bool:
        """Is there another enquiry whose topic has the same number?"""
        where = "topic = ? AND id != ? AND state IN ('open', 'closed')"
        return bool(self._db.table("enquiry").count_where(where, [enquiry.topic, enquiry.id]))

    def open(self) -> list[Enquiry]:
        """Those that are open, oldest first."""
        return self._values(Enquiry, "enquiry", "state = 'open'", order_by="opened, id")

    def of_leader(self, leader: int) -> list[Enquiry]:
        """All that a leader has here, oldest first."""
        return self._values(Enquiry, "enquiry", "leader = ?", [leader], order_by="opened, id")

    def change(self, id_: int, **changes: object) -> None:
        """Write other values into an enquiry's row."""
        self._change("enquiry", id_, changes)

    def erase(self, enquiry: int, *, whole: bool = False) -> None:
        """Delete the words of an enquiry and what waits to go out; `whole` leaves no trace of it."""
        self._db.table("outbox").delete_where("enquiry = ?", [enquiry])
        self._db.table("message").delete_where("enquiry = ?", [enquiry])
        self._db.execute(
            "UPDATE proposal SET files = '{}' "
            "WHERE json_extract(about, '$.lesson') IN (SELECT id FROM lesson WHERE enquiry = ?)",
            (enquiry,),
        )
        self._db.table("lesson").delete_where("enquiry = ?", [enquiry])
        if whole:
            self._db.table("post").delete_where("enquiry = ?", [enquiry])
            self._db.table("enquiry").delete_where("id = ?", [enquiry])


class MessageRows(Rows):
    """What both sides wrote in enquiries."""

    def add(self, **row: object) -> int:
        """Insert a message; returns its id."""
        return self._add("message", row)

    def by_id(self, id_: int) -> Message | None:
        """The message of that id, if it is there."""
        return next(iter(self._values(Message, "message", "id = ?", [id_])), None)

    def of_enquiry(self, enquiry: int) -> list[Message]:
        """All messages of an enquiry, in the order they were written."""
        return self._values(Message, "message", "enquiry = ?", [enquiry], order_by="id")

    def by_post(self, chat: int, post: int) -> Message | None:
        """The message that somebody wrote as this post of theirs."""
        return next(iter(self._values(Message, "message", "chat = ? AND post = ?", [chat, post])), None)

    def last_reply(self, leader: int, since: datetime) -> Message | None:
        """The team's newest message to a leader since then, in an enquiry that was not taken back."""
        mine = "SELECT id FROM enquiry WHERE leader = ? AND state IN ('open', 'closed')"
        where = f"side = 'staff' AND at > ? AND enquiry IN ({mine})"
        found = self._values(Message, "message", where, [since.isoformat(), leader], order_by="id DESC", limit=1)
        return next(iter(found), None)

    def undelivered(self, leader: int) -> list[Message]:
        """The team's messages to a leader that have not arrived and are not on their way, oldest first."""
        mine = "SELECT id FROM enquiry WHERE leader = ? AND state IN ('open', 'closed')"
        arrived = "SELECT message FROM post WHERE role = 'reply' AND message IS NOT NULL"
        waiting = "SELECT message FROM outbox WHERE chat = ? AND message IS NOT NULL"
        where = f"side = 'staff' AND enquiry IN ({mine}) AND id NOT IN ({arrived}) AND id NOT IN ({waiting})"
        return self._values(Message, "message", where, [leader, leader], order_by="id")

    def unread(self, leader: int, since: datetime) -> int:
        """How many messages a leader has sent since then, and since the team's last reply to any enquiry of theirs."""
        mine = "SELECT id FROM enquiry WHERE leader = ?"
        replied = f"SELECT IFNULL(max(id), 0) FROM message WHERE side = 'staff' AND enquiry IN ({mine})"  # noqa: S608
        where = f"chat = ? AND at > ? AND id > ({replied})"
        return self._db.table("message").count_where(where, [leader, since.isoformat(), leader])

    def change(self, id_: int, **changes: object) -> None:
        """Write other values into a message's row."""
        self._change("message", id_, changes)


class PostRows(Rows):
    """The bot's own messages that belong to enquiries."""

    def add(self, chat: int, post: int, enquiry: int, message: int | None, part: int, role: Role) -> None:
        """Remember where something was posted."""
        row = {"chat": chat, "post": post, "enquiry": enquiry, "message": message, "part": part, "role": role}
        self._db.table("post").insert(row, replace=True)

    def at(self, chat: int, post: int) -> Post | None:
        """What one of the bot's messages belongs to."""
        return next(iter(self._values(Post, "post", "chat = ? AND post = ?", [chat, post])), None)

    def of_enquiry(self, enquiry: int, *roles: Role) -> list[Post]:
        """Where an enquiry was posted, in the order of parts."""
        marks = ", ".join("?" * len(roles))
        return self._values(
            Post, "post", f"enquiry = ? AND role IN ({marks})", [enquiry, *roles], order_by="part, post"
        )

    def delete_of(self, enquiry: int, *roles: Role) -> None:
        """Forget where an enquiry was posted."""
        marks = ", ".join("?" * len(roles))
        self._db.table("post").delete_where(f"enquiry = ? AND role IN ({marks})", [enquiry, *roles])

    def leave_of(self, enquiry: int, *roles: Role) -> None:
        """Where an enquiry was posted is no place for replies and changes any more, but holds its words."""
        marks = ", ".join("?" * len(roles))
        self._db.execute(f"UPDATE post SET role = 'copy' WHERE enquiry = ? AND role IN ({marks})", [enquiry, *roles])  # noqa: S608

    def leave(self, chat: int, post: int) -> None:
        """One post is no place for replies and changes any more, but holds its words."""
        self._db.execute("UPDATE post SET role = 'copy' WHERE chat = ? AND post = ?", (chat, post))

    def delete(self, chat: int, post: int) -> None:
        """Forget that a message of the bot belongs to an enquiry."""
        self._db.table("post").delete_where("chat = ? AND post = ?", [chat, post])


class DraftRows(Rows):
    """Enquiries that are being written, one a leader."""

    def of_leader(self, leader: int, since: datetime) -> Row | None:
        """What a leader is writing, if it was touched since then."""
        found = self._db.query("SELECT body FROM draft WHERE leader = ? AND at >= ?", [leader, since.isoformat()])
        return next((json.loads(row["body"]) for row in found), None)

    def save(self, leader: int, body: Mapping[str, object], at: datetime) -> None:
        """Replace what a leader is writing."""
        self._db.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (leader, json.dumps(body), at.isoformat()))

    def change(self, leader: int, body: Mapping[str, object]) -> None:
        """Note something about a draft that its writer did not do, so that its time goes on."""
        self._db.execute("UPDATE draft SET body = ? WHERE leader = ?", (json.dumps(body), leader))

    def set_aside(self, leader: int) -> None:
        """Something else was shown to a leader since they were asked for what a draft lacks."""
        self._db.execute("UPDATE draft SET body = json_set(body, '$.asked', json('false')) WHERE leader = ?", (leader,))

    def delete(self, leader: int) -> bool:
        """Delete what a leader is writing; was there something?"""
        return bool(self._db.execute("DELETE FROM draft WHERE leader = ?", (leader,)).rowcount)

    def forget_before(self, at: datetime) -> None:
        """Delete drafts that nobody touched since then."""
        self._db.execute("DELETE FROM draft WHERE at < ?", (at.isoformat(),))
