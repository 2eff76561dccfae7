"""What is to go out is a value: rows of earlier versions are read as such, and what is written is read again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.store.outgoing import (
    KINDS,
    Card,
    Delivered,
    EnquiryMail,
    Erase,
    ErasedPost,
    History,
    HowTo,
    Listing,
    Note,
    Outgoing,
    Relay,
    RelayedFile,
    ReplacedFile,
    ReplyFile,
    ReplyText,
    Retire,
    Reword,
    Say,
    ShowBoard,
    ShowDraft,
    SuggestReply,
    Unreadable,
    WithdrawnMail,
)
from bot.store.store import Store
from tests.office import Office, heard

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROWS = (("Open", "open:1"),), (("Close", "close:1"), ("Stay", "stay:1"))
EARLIER: list[tuple[str, dict[str, object], Outgoing]] = [
    ("card", {}, Card(1)),
    ("relay", {}, Relay(1, 2)),
    ("file", {}, RelayedFile(1, 2)),
    ("file", {"replaces": "a.pdf"}, RelayedFile(1, 2, "a.pdf")),
    ("file", {"replaces": None}, RelayedFile(1, 2, "")),
    ("replaced", {"posts": [[-100, 3], [-100, 4]]}, ReplacedFile(1, 2, ((-100, 3), (-100, 4)))),
    ("note", {"text": "Hello", "answering": None}, Note("Hello", 1)),
    ("note", {"text": "Hello", "answering": 3, "rows": [list(map(list, row)) for row in ROWS], "topic": 4},
     Note("Hello", 1, ROWS, 3, 4)),
    ("note", {"text": "Hello", "names": True}, Note("Hello", 1, names=True)),
    ("reword", {"post": 3, "text": "Sent."}, Reword(3, "Sent.", 1)),
    ("delivered", {}, Delivered(1, 2)),
    ("suggestion", {}, SuggestReply(1)),
    ("history", {"topic": None, "answering": 3, "posts": [4, 5]}, History(1, None, 3, (4, 5))),
    ("howto", {}, HowTo()),
    ("board", {}, ShowBoard()),
    ("listing", {"topic": None, "answering": 3, "late": True, "posts": [4]}, Listing(None, 3, late=True, posts=(4,))),
    ("erase", {"chat": -100, "post": 3, "role": "card", "part": 0, "reference": "ABCDE", "state": "withdrawn"},
     Erase((ErasedPost(-100, 3, "card", 0),), "ABCDE", state="withdrawn")),
    ("erase", {"posts": [{"chat": -100, "post": 3, "role": "file", "part": 0}], "reference": "ABCDE", "leader": 7,
               "state": "ended", "topic": None, "left": [[-100, 2]]},
     Erase((ErasedPost(-100, 3, "file", 0),), "ABCDE", 7, "ended", None, ((-100, 2),))),
    ("erase", {"chat": 5, "post": 6, "role": "lesson"}, Erase((ErasedPost(5, 6, "lesson"),))),
    ("mail", {"changed": True}, EnquiryMail(1, 2, changed=True)),
    ("mail", {"refused": True}, EnquiryMail(1, 2, refused=True)),
    ("withdrawn", {"reference": "ABCDE", "at": NOW.isoformat()}, WithdrawnMail("ABCDE", NOW)),
    ("draft", {"reference": "ABCDE", "first": None, "anew": True, "note": False}, ShowDraft("ABCDE", None, anew=True)),
    ("retire", {"posts": [3, 4], "whole": True}, Retire((3, 4), whole=True)),
    ("say", {"text": "Hello", "rows": [], "plain": True, "answering": 3}, Say("Hello", 1, plain=True, answering=3)),
    ("say", {"text": "Hello", "rows": [], "plain": True, "hand": ["lesson", "9"]},
     Say("Hello", 1, plain=True, hand=("lesson", "9"))),
    ("answer", {}, ReplyText(1, 2)),
    ("answer_file", {}, ReplyFile(1, 2)),
]  # fmt: skip


def kept(store: Store, kind: str, body: str) -> Outgoing:
    """What is next of a row that an earlier version has written."""
    store._db.execute(
        "INSERT INTO outbox (chat, kind, enquiry, message, part, body, tried, at) VALUES (7, ?, 1, 2, 0, ?, 0, ?)",
        (kind, body, NOW.isoformat()),
    )
    row = store.outbox.next(7, NOW)
    assert row and row.kind == kind
    store.outbox.delete(row.id)
    return row.what


@pytest.mark.parametrize(("kind", "body", "what"), EARLIER)
def test_a_row_of_an_earlier_version_is_read(kind: str, body: dict[str, object], what: Outgoing) -> None:
    assert kept(Store.open(None), kind, json.dumps(body)) == what


@pytest.mark.parametrize("what", [what for _, _, what in EARLIER])
def test_what_is_written_is_read_again_also_when_it_was_changed(what: Outgoing) -> None:
    store = Store.open(None)
    store.outbox.add(7, what, NOW)
    before = store.outbox.next(7, NOW)
    assert before
    store.outbox.change(before, part=1, what=what)
    after = store.outbox.next(7, NOW)
    assert (before.what, after and after.what) == (what, what)


def test_every_kind_is_tried_here() -> None:
    assert {type(what) for _, _, what in EARLIER} == set(KINDS.values())
    assert {kind for kind, _, _ in EARLIER} == KINDS.keys()


@pytest.mark.parametrize(("kind", "body"), [("dance", "{}"), ("say", "[1"), ("say", "{}"), ("withdrawn", "{}")])
def test_a_row_that_cannot_be_read_is_a_value_too(kind: str, body: str) -> None:
    assert kept(Store.open(None), kind, body) == Unreadable(kind)


async def test_a_row_that_cannot_be_read_stays_and_holds_up_nothing(at: Office) -> None:
    def write(store: Store) -> None:
        store._db.execute(
            "INSERT INTO outbox (chat, kind, part, body, tried, at) VALUES (7, 'dance', 0, '{\"to\": 1}', 0, ?)",
            (at.clock().isoformat(),),
        )
        store.outbox.add(7, Say("Hello", plain=True), at.clock())

    await at.assistant.keep(write)
    await at.staff.settle()
    assert heard(at.leader) == ["Hello"]
    assert [(row["kind"], row["body"]) for row in at.store.rows("outbox")] == [("dance", '{"to": 1}')]
