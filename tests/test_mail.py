"""An enquiry by e-mail: complete, the same at every try, and nobody's words become anything but words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.enquiries.attachments import mailed_as
from bot.library.folder import shipped_wording
from bot.mail.letter import Attachment, Letter, address, compose, one_line
from bot.wording import Wording

SAY = Wording(shipped_wording())
SENDER = Address("Race Equality Assistant", "bot", "example.org")
TO = Address(addr_spec="team@example.org")
LETTER = Letter(
    reference="7K2QX",
    reason="A question about the programme",
    appears="Amara Okafor, Anytown NHS Trust",
    words="Could somebody speak to our board?\n\nJanuary would suit us.",
    sent=datetime(2026, 12, 3, 10, 5, tzinfo=UTC),
)
PHOTO = Attachment("board.jpg", "image/jpeg", bytes(range(256)) * 40)
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version",
           "Content-Type"}  # fmt: skip


def composed(**changes: object) -> EmailMessage:
    return compose(replace(LETTER, **changes), SENDER, TO, SAY)  # type: ignore[arg-type]  # fields by name


def arrived(message: EmailMessage) -> EmailMessage:
    """As a mail program reads it."""
    raw = message.as_bytes()
    assert not raw.strip(b"\r\n").replace(b"\r\n", b"").count(b"\n")
    read = message_from_bytes(raw, policy=SMTP)
    assert isinstance(read, EmailMessage)
    assert [part.defects for part in read.walk() if part.defects] == []
    return read


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part
    text = part.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


def files(message: EmailMessage) -> Mapping[str, tuple[str, bytes]]:
    return {
        str(part.get_filename()): (part.get_content_type(), part.get_payload(decode=True))  # type: ignore[misc]  # bytes
        for part in message.iter_attachments()
    }


def test_an_enquiry_as_staff_read_it() -> None:
    message = arrived(composed())
    assert body(message) == (
        "This is enquiry #7K2QX, passed on by the Race Equality Assistant.\n\n"
        "Reason: A question about the programme\n"
        "From: Amara Okafor, Anytown NHS Trust\n\n"
        "Could somebody speak to our board?\n\nJanuary would suit us.\n\n"
        "Please answer in the staff group in Telegram. Nobody reads replies to this message.\n"
    )


def test_its_headers() -> None:
    message = arrived(composed())
    assert {name: message[name] for name in HEADERS - {"MIME-Version", "Content-Type"}} == {
        "From": "Race Equality Assistant <bot@example.org>",
        "To": "team@example.org",
        "Subject": "Enquiry #7K2QX: A question about the programme",
        "Date": "Thu, 03 Dec 2026 10:05:00 +0000",
        "Message-ID": "<enquiry.7K2QX@example.org>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    assert message.get_content_type() == "multipart/alternative"
    assert set(message.keys()) == HEADERS


def page(message: EmailMessage) -> str:
    part = message.get_body(("html",))
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


def test_the_page_reads_as_the_text_does_and_a_press_writes_to_the_leader() -> None:
    html = page(arrived(composed(reply_to="amara@example.com", words="Could <b>you</b> come?\nYes?\n\nAmara & co")))
    assert '<html lang="en-GB">' in html
    assert "<p>Could &lt;b&gt;you&lt;/b&gt; come?<br>\nYes?</p>\n<p>Amara &amp; co</p>\n</div>" in html
    subject = "Re%3A%20Enquiry%20%237K2QX%3A%20A%20question%20about%20the%20programme"
    assert f'<a href="mailto:amara@example.com?subject={subject}">amara@example.com</a>' in html
    assert not re.search(r"<(?:table|img|script|link|b)\b", html)


def test_nobody_is_written_to_where_there_is_no_address() -> None:
    assert "mailto:" not in page(arrived(composed())) + page(arrived(composed(reply_to="amara at example dot com")))


@given(st.text(), st.text())
def test_whatever_is_written_the_page_holds_words_alone(words: str, name: str) -> None:
    html = page(arrived(composed(words=words, appears=name, question=words, reply_to=name)))
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags <= {"html", "head", "meta", "title", "body", "p", "br", "div", "a"}


def test_the_question_that_led_there_goes_along() -> None:
    assert "\n\nThe question that led here:\nWhat is the WRES?\n\n" in body(composed(question="What is the WRES?"))


def test_staff_answer_the_leader_by_replying() -> None:
    message = arrived(composed(reply_to="amara@example.com"))
    assert message["Reply-To"] == "amara@example.com"
    assert body(message).endswith("Reply to this message to answer. Your reply goes to amara@example.com.\n")


def test_an_address_that_is_none_is_still_there_to_be_read() -> None:
    message = arrived(composed(reply_to="amara at example dot com"))
    assert "Reply-To" not in message
    assert "amara at example dot com" in body(message)


def test_files_go_along_and_those_that_cannot_are_named() -> None:
    message = arrived(composed(attachments=(PHOTO, replace(PHOTO, name="b.jpg")), left_out=("film.mp4",)))
    assert files(message) == dict.fromkeys(("board.jpg", "b.jpg"), ("image/jpeg", PHOTO.content))
    assert "Attached: board.jpg, b.jpg\n" in body(message)
    assert "Not attached, because it cannot go by e-mail: film.mp4\n" in body(message)


@pytest.mark.parametrize(
    ("kind", "name", "taken", "mailed"),
    [
        ("photo", None, (), ("photo.jpg", "image/jpeg")),
        ("photo", None, ("photo.jpg", "photo-2.jpg"), ("photo-3.jpg", "image/jpeg")),
        ("document", "plan.pdf", ("plan.pdf",), ("plan-2.pdf", "application/pdf")),
        ("document", "plan", ("plan",), ("plan-2", "application/octet-stream")),
        ("document", None, (), ("document", "application/octet-stream")),
        ("video_note", None, (), ("video-message.mp4", "video/mp4")),
    ],
)
def test_a_file_has_a_name_of_its_own_and_a_type(
    kind: str, name: str | None, taken: Sequence[str], mailed: tuple[str, str]
) -> None:
    assert mailed_as(kind, name, taken) == mailed


@pytest.mark.parametrize("attachments", [(), (PHOTO,), (PHOTO, PHOTO)])
def test_a_retry_is_the_same_message(attachments: tuple[Attachment, ...]) -> None:
    first, second = (composed(attachments=attachments).as_bytes() for _ in range(2))
    assert first == second


def test_what_is_added_later_is_another_message_of_the_same_thread() -> None:
    first, added, again = composed(), composed(added=12), composed(added=13)
    assert len({message["Message-ID"] for message in (first, added, again)}) == 3
    assert added["In-Reply-To"] == added["References"] == first["Message-ID"]
    assert added["Subject"] == first["Subject"]
    assert body(added).startswith("Whoever sent enquiry #7K2QX has added to it.\n")


WORDS = {
    "emoji": "Thank you 👩🏾‍⚕️👍🏿 – “so much”",
    "names of everywhere": "Siobhán Ní Bhriain, Nguyễn Thị Minh Khai, 李小龙, محمد, Ọládélé",
    "a long line": "x" * 20_000 + " end",
    "many long words of two bytes": "é" * 5_000,
    "lines that mean something to a server": ".\r\n..\r\n.end\nFrom here\n.",
    "what looks like the end of a part": "--=_0\n--\nContent-Type: text/html\n\n<b>bold</b>",
    "equals signs and spaces": "a =20 b=\n=3D = ",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_arrive_as_they_were_written(words: str) -> None:
    lines = [line.rstrip() for line in words.splitlines()]
    for attachments in ((), (PHOTO,)):
        message = arrived(composed(words=words, attachments=attachments))
        assert "\n".join(lines) in body(message)
        assert max(len(line) for line in message.as_bytes().splitlines()) <= 998


ATTACKS = [
    "x\r\nBcc: victim@example.net",
    "x\nBcc: victim@example.net",
    "x\rBcc: victim@example.net",
    "x\r\n\r\n<html>",
    "x\u2028Bcc: victim@example.net",
    "x\x85Bcc: victim@example.net",
    "x\x00\x0b\x0c\x1c\x1d\x1eBcc: victim@example.net",
    "x =?utf-8?q?=0D=0ABcc:_victim=40example.net?=",
    "victim@example.net, x@example.net",
    'x" <victim@example.net>',
    "x@example.net\r\nBcc: victim@example.net",
    "half \ud83d of a character",
    "\u202egnp.exe",
    "é" * 300,
    "x" * 3_000,
    "",
    " \r\n ",
]
FIELDS = ("reference", "reason", "appears", "words", "question", "reply_to")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_that_people_write_becomes_a_header(field: str, attack: str) -> None:
    message = arrived(composed(**{field: attack}))
    assert set(message.keys()) <= HEADERS | {"Reply-To"}
    assert message["From"].addresses == (SENDER,)
    assert message["To"].addresses == (TO,)
    assert message["Message-ID"].startswith("<enquiry.")
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nor_does_the_name_or_the_type_of_a_file(attack: str) -> None:
    named = replace(PHOTO, name=attack)
    typed = replace(PHOTO, type=attack)
    message = arrived(composed(attachments=(named, typed), left_out=(attack,)))
    assert set(message.keys()) <= HEADERS
    assert [set(part.keys()) for part in message.iter_attachments()] == [
        {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"},
    ] * 2
    assert [kind for kind, _ in files(message).values()] == ["image/jpeg", "application/octet-stream"]


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\windows\\win.ini", "C--windows-win.ini"),
        ("Plan für März 🗂.pdf", "Plan für März 🗂.pdf"),
        ("...", "file"),
        ("", "file"),
        ('a"b.txt', "a-b.txt"),
    ],
)
def test_a_file_keeps_a_name_that_is_one(given_name: str, kept: str) -> None:
    assert [*files(arrived(composed(attachments=(replace(PHOTO, name=given_name),))))] == [kept]


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", "message/rfc822", "image", "", "text/html; charset=x", "a/b/c", "video/ mp4"]
)
def test_a_type_that_cannot_be_attached_is_only_bytes(kind: str) -> None:
    message = arrived(composed(attachments=(replace(PHOTO, type=kind),)))
    assert [*files(message).values()] == [("application/octet-stream", PHOTO.content)]


@pytest.mark.parametrize("kind", ["text/plain", "audio/ogg", "application/vnd.ms-excel", "image/svg+xml"])
def test_a_type_is_kept(kind: str) -> None:
    text = replace(PHOTO, type=kind, content="Grüße\n\x80".encode("latin-1", "replace"))
    assert [*files(arrived(composed(attachments=(text,)))).values()] == [(kind, text.content)]


@given(st.text(), st.text(), st.text())
def test_whatever_is_written_a_message_comes_out(words: str, name: str, reply_to: str) -> None:
    attachments = (Attachment(name, name, words.encode(errors="replace")),)
    message = arrived(composed(words=words, appears=name, question=name, reply_to=reply_to, attachments=attachments))
    assert set(message.keys()) <= HEADERS | {"Reply-To"}
    assert [content for _, content in files(message).values()] == [attachments[0].content]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("amara@example.org", "amara@example.org"),
        ("Amara Okafor <a.o'neill+nhs@mail.example.org>", "a.o'neill+nhs@mail.example.org"),
        ('"Okafor, Amara" <amara@example.org>', "amara@example.org"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_an_address_is_read(text: str, read: str) -> None:
    found = address(text)
    assert found
    assert found.addr_spec == read


@pytest.mark.parametrize(
    "text",
    ["", "amara", "amara@", "@example.org", "a b@example.org", "a@b@c", "a@example.org, b@example.org", "a@-x.org",
     "a@x..org", ".a@x.org", "a@example.org\r\nBcc: b@example.org", "a@[127.0.0.1]", "á@example.org", "a@example.org>",
     f"{'a' * 250}@x.org", '"a\r\nb" <a@example.org>'],
)  # fmt: skip
def test_what_is_no_address_is_not(text: str) -> None:
    assert address(text) is None


def test_one_line_has_no_more_than_a_header_can_show() -> None:
    assert one_line("  a\r\n\tb\x00c\u202ed  ") == "a b c d"
    assert len(one_line("word " * 100)) <= 120
