"""The history of the database's schema, oldest first. What stands here was applied somewhere: add, never change."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("race-equality")


@migrations()
def updates_and_sends(db: Database) -> None:
    """What came in and is not handled, and what is to go out and has not arrived."""
    db.create_table("inbox", {"id": int, "body": str, "at": str}, pk="id")
    db.create_table("seen", {"id": int, "at": str}, pk="id")
    db.create_table(
        "outbox",
        {
            "id": int, "chat": int, "kind": str, "enquiry": int, "message": int,
            "part": int, "body": str, "tried": int, "at": str,
        },
        pk="id",
        not_null={"chat", "kind", "part", "body", "tried", "at"},
    )  # fmt: skip
    db.table("outbox").create_index(["chat", "id"])
    db.create_table("fact", {"name": str, "value": str}, pk="name")


@migrations()
def enquiries(db: Database) -> None:
    """Enquiries, what was said in them, where it was posted, and those that are being written."""
    db.create_table(
        "enquiry",
        {
            "id": int, "reference": str, "leader": int, "appear": str, "name": str, "trust": str, "email": str,
            "reason": str, "question": str, "state": str, "awaiting": int, "opened": str, "due": str, "last": str,
            "claimed_by": str, "claimed_at": str, "topic": int, "words_key": str,
        },
        pk="id",
        not_null={"reference", "appear", "state", "awaiting", "opened", "last"},
    )  # fmt: skip
    db.table("enquiry").create_index(["reference"], unique=True)
    db.table("enquiry").create_index(["leader"])
    db.create_table(
        "message",
        {
            "id": int, "enquiry": int, "side": str, "first": int, "heading": str, "words": str, "kind": str,
            "file": str, "file_name": str, "file_size": int, "chat": int, "post": int, "edited": int, "at": str,
        },
        pk="id",
        not_null={"enquiry", "side", "first", "words", "chat", "post", "edited", "at"},
        foreign_keys=[("enquiry", "enquiry", "id")],
    )  # fmt: skip
    db.table("message").create_index(["enquiry"])
    db.table("message").create_index(["chat", "post"])
    db.create_table(
        "post",
        {"chat": int, "post": int, "enquiry": int, "message": int, "part": int, "role": str},
        pk=("chat", "post"),
    )
    db.table("post").create_index(["enquiry"])
    db.create_table("draft", {"leader": int, "body": str, "at": str}, pk="leader")
