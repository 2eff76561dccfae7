"""Enquiries by e-mail: queued like everything else, sent to a real server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.enquiries.removal import remove
from bot.library.folder import Snapshot
from bot.store.outgoing import EnquiryMail
from bot.store.records import MAIL
from bot.store.store import Store
from tests.letters import BO, CHANNEL, forwarded, linked, quoted
from tests.office import Clock, Office, heard, office

ADMIN = 5
ADDRESS = "ada@trust.example.org"


class Mailbox:
    """Keeps what arrives; `busy` is how many messages it turns away before, and what holds `never` is refused."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.busy = 0
        self.never = b"nothing holds this"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.busy:
            self.busy -= 1
            return "451 4.3.2 Try again later"
        assert isinstance(envelope.content, bytes)
        if self.never in envelope.content:
            return "554 5.7.1 Refused by policy"
        self.messages.append(BytesParser(policy=POLICY).parsebytes(envelope.content))
        return "250 Taken"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def mail(mailbox: Mailbox) -> AsyncIterator[dict[str, Any]]:
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(mailbox, hostname="localhost"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield {"smtp_url": f"smtp://127.0.0.1:{port}", "mail_from": "bot@example.org", "staff_email": "team@example.org"}
    server.close()


@pytest.fixture
async def at(team_snapshot: Snapshot, mail: dict[str, Any]) -> AsyncIterator[Office]:
    async with office(team_snapshot, staff_chat=None, admins=frozenset({ADMIN}), **mail) as found:
        yield found


def body(message: Message) -> str:
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content())


async def arrived(mailbox: Mailbox, count: int = 1) -> list[Message]:
    async with asyncio.timeout(60):
        while len(mailbox.messages) < count:
            await asyncio.sleep(0.02)
    return mailbox.messages


async def test_as_the_only_channel_it_asks_for_an_address_and_offers_no_anonymity(at: Office, mailbox: Mailbox) -> None:
    (asked,) = await at.leader.write("/contact Please send me the report")
    (wrong,) = await at.leader.write("nowhere")
    (preview,) = await at.leader.write(ADDRESS)
    await at.leader.press("Send")
    (message,) = await arrived(mailbox)
    assert asked.text.startswith("At which e-mail address")
    assert wrong.text.startswith("That does not look like")
    assert "Stay anonymous" not in preview.buttons
    assert f"E-mail: {ADDRESS}" in preview.text
    assert message["Reply-To"] == ADDRESS
    assert "Please send me the report" in body(message)


async def test_beside_the_staff_chat_every_enquiry_and_addition_goes_out_too(
    team_snapshot: Snapshot, mail: dict[str, Any], mailbox: Mailbox
) -> None:
    async with office(team_snapshot, **mail) as at:
        ref = await at.send("Please call me")
        await at.leader.reply("after three", at.leader.history()[-1].message)
        first, second = await arrived(mailbox, 2)
        assert len(at.cards("Please call me")) == 1
    assert ref in first["Subject"]
    assert "after three" in body(second)
    assert second["In-Reply-To"] == first["Message-ID"]


async def test_a_letter_keeps_addresses_and_says_whose_words_are_forwarded_and_what_they_answer(
    at: Office, mailbox: Mailbox
) -> None:
    await at.leader.write("/contact Please help")
    await at.leader.write(ADDRESS)
    more = forwarded("user", sender_user=BO) | quoted("the pay gap")
    await at.leader.write("", **linked("It is all [here](https://example.org/plan)."), **more)
    await at.leader.send("plan.pdf", b"%PDF", **forwarded("channel", chat=CHANNEL, message_id=5))
    await at.leader.press("Send")
    (message,) = await arrived(mailbox)
    words = "(In answer to “the pay gap”)\nForwarded from Bo Smith:\n“It is all here (https://example.org/plan).”"
    lines = "\n".join(body(message).splitlines())
    assert f"Please help\n\n{words}\n\nA file forwarded from the channel NHS News." in lines


async def test_a_letter_tells_no_name_of_a_file_of_somebody_anonymous(
    team_snapshot: Snapshot, mail: dict[str, Any], mailbox: Mailbox
) -> None:
    async with office(team_snapshot, **mail) as at:
        await at.leader.write("/contact Our plan is attached")
        await at.leader.press("Stay anonymous")
        await at.leader.send("Ada Smith.docx", b"the plan")
        await at.leader.press("Send")
        (message,) = await arrived(mailbox)
    assert [one.get_filename() for one in message.iter_attachments()] == ["attachment-1.docx"]  # type: ignore[attr-defined]
    assert [word for word in ("Ada", "Smith") if word in message.as_string()] == []


async def test_what_is_changed_after_it_went_out_goes_out_as_a_letter_of_its_own(at: Office, mailbox: Mailbox) -> None:
    await at.leader.write("/contact Our plan is attached")
    await at.leader.write(ADDRESS)
    await at.leader.send("patients.xlsx", b"a mistake", caption="as a table")
    own = at.leader.sent
    await at.leader.press("Send")
    await arrived(mailbox)
    at.leader.sent = own
    (told_,) = await at.leader.exchange(document=at.server.keep_file("agenda.docx", b"the agenda"))
    first, second = await arrived(mailbox, 2)
    assert told_.text.endswith("goes to the team by e-mail. The old one cannot be taken back from there.")
    assert "has changed a part of it. It now reads:" in body(second)
    assert [one.get_filename() for one in second.iter_attachments()] == ["agenda.docx"]  # type: ignore[attr-defined]
    assert (second["Message-ID"] != first["Message-ID"], second["In-Reply-To"]) == (True, first["Message-ID"])


async def test_a_busy_server_is_tried_again(at: Office, mailbox: Mailbox) -> None:
    mailbox.busy = 2
    at.assistant.outbox.pause = lambda _: asyncio.sleep(0)
    await write(at, "Please send me the report")
    assert len(await arrived(mailbox)) == 1


async def test_a_file_too_large_to_fetch_is_named(at: Office, mailbox: Mailbox) -> None:
    await at.leader.write("/contact Our plan is attached")
    await at.leader.write(ADDRESS)
    document = {"file_id": "D1", "file_unique_id": "D1", "file_name": "plan.pdf", "file_size": 30_000_000}
    await at.leader.write("", document=document)
    await at.leader.press("Send")
    (message,) = await arrived(mailbox)
    assert "plan.pdf" in body(message)
    assert list(message.iter_attachments()) == []  # type: ignore[attr-defined]


async def test_what_a_server_refuses_for_good_stands_in_the_staff_chat_and_is_told_once(
    team_snapshot: Snapshot, mail: dict[str, Any], mailbox: Mailbox
) -> None:
    mailbox.never = b"Subject"
    async with office(team_snapshot, admins=frozenset({ADMIN}), **mail) as at:
        ref = await at.send("Please call me")
        await at.staff.settle()
        at.clock.pass_(hours=2)
        await at.assistant.duties()
        await at.staff.settle()
        notes = [one for one in heard(at.staff) if one.startswith(f"The mail server refused the e-mail about #{ref}")]
        administrators = told(at)
        left = list(at.store.rows("outbox"))
        cards = at.cards("Please call me")
    assert (len(cards), len(notes), administrators, left) == (1, 1, notes, [])


async def test_as_the_only_channel_staff_get_a_message_without_the_words(
    at: Office, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.never = b"a word that filters hate"
    await write(at, "This holds a word that filters hate")
    (message,) = await arrived(mailbox)
    await at.leader.settle()
    assert "refused the words of this enquiry" in body(message)
    assert message["Reply-To"] == ADDRESS
    assert [one.startswith("The mail server refused the words of #") for one in told(at)] == [True]
    assert list(at.store.rows("outbox")) == []
    assert "filters hate" not in caplog.text
    assert [one.levelname for one in caplog.records if "The message was refused" in one.message] == ["ERROR"]


async def test_what_nobody_has_read_is_kept_and_tried_again_but_told_once(at: Office, mailbox: Mailbox) -> None:
    mailbox.never = b"Subject"
    await write(at, "Please send me the report")
    await at.leader.settle()
    for _ in range(2):
        at.clock.pass_(hours=1, minutes=1)
        at.assistant.outbox.filled({MAIL})
        await at.leader.settle()
    administrators = told(at)
    mailbox.never = b"nothing holds this"
    at.clock.pass_(hours=1, minutes=1)
    at.assistant.outbox.filled({MAIL})
    (message,) = await arrived(mailbox)
    assert [one.startswith("The mail server refuses every e-mail about #") for one in administrators] == [True]
    assert "Please send me the report" in body(message)


async def test_administrators_are_told_when_no_mail_goes_out_for_long(at: Office, mailbox: Mailbox) -> None:
    mailbox.busy = 30
    at.assistant.outbox.pause = lambda _: asyncio.sleep(0)
    await write(at, "Please send me the report")
    await arrived(mailbox)
    await at.leader.settle()
    assert [one.startswith("No e-mail has gone out for ten minutes") for one in told(at)] == [True]


async def write(at: Office, words: str) -> None:
    """A leader sends an enquiry by e-mail."""
    await at.leader.write(f"/contact {words}")
    await at.leader.write(ADDRESS)
    await at.leader.press("Send")


def told(at: Office) -> list[str]:
    """What the administrator was told."""
    return [one["text"] for key, one in sorted(at.server.messages.items()) if key[0] == ADMIN]


async def test_who_has_the_enquiry_by_email_is_told_that_it_was_taken_back(
    team_snapshot: Snapshot, mail: dict[str, Any], mailbox: Mailbox
) -> None:
    async with office(team_snapshot, **mail) as at:
        ref = await at.send("Please call me")
        await arrived(mailbox)
        await at.leader.write(f"/withdraw {ref}")
        other = await at.send("Please call me tomorrow")
        await arrived(mailbox, 3)
        await at.leader.write("/forget")
        await at.leader.press("Delete it")
        first, over, second, deleted = await arrived(mailbox, 4)
    for letter, last, reference in ((first, over, ref), (second, deleted, other)):
        assert last["Subject"] == f"Enquiry #{reference} is taken back"
        assert last["In-Reply-To"] == letter["Message-ID"]
        assert "Please delete" in body(last)
        assert "call me" not in body(last)
    assert ADDRESS not in str(over) and "Ada" not in str(over) + str(deleted)


def test_what_nobody_was_sent_needs_no_message_that_it_was_taken_back() -> None:
    store, now = Store.open(None), Clock()()
    row = {"appear": "name", "name": "Ada", "state": "open", "awaiting": 1, "opened": now, "last": now}
    unsent, sent = (store.enquiries.add(reference=reference, **row) for reference in ("AAAAA", "BBBBB"))
    for id_ in (unsent, sent):
        store.outbox.add(MAIL, EnquiryMail(id_), now)
    store.outbox.delete(2)
    for one in store.enquiries.all():
        remove(store, one, "withdrawn", now, "", mails=True)
    assert [(one["kind"], "BBBBB" in str(one["body"])) for one in store.rows("outbox")] == [("withdrawn", True)]


async def test_administrators_are_told_where_that_message_is_refused(at: Office, mailbox: Mailbox) -> None:
    await write(at, "Please send me the report")
    await arrived(mailbox)
    mailbox.never = b"Subject"
    ref = next(at.store.rows("enquiry"))["reference"]
    await at.leader.write(f"/withdraw {ref}")
    await at.leader.settle()
    (sentence,) = told(at)
    assert sentence.startswith(f"The mail server refused the e-mail that #{ref} is taken back.")
    assert list(at.store.rows("outbox")) == []


async def test_what_a_phone_sends_has_a_name_and_a_type(at: Office, mailbox: Mailbox) -> None:
    for id_ in ("P1", "P2", "V1"):
        at.server.files[id_] = b"bytes"
    await at.leader.write("/contact Please see these")
    for id_ in ("P1", "P2"):
        await at.leader.write("", photo=[{"file_id": id_, "file_unique_id": id_, "width": 1, "height": 1}])
    await at.leader.write("", voice={"file_id": "V1", "file_unique_id": "V1", "duration": 1})
    await at.leader.write(ADDRESS)
    await at.leader.press("Send")
    (message,) = await arrived(mailbox)
    assert isinstance(message, EmailMessage)
    assert [(part.get_filename(), part.get_content_type()) for part in message.iter_attachments()] == [
        ("photo.jpg", "image/jpeg"), ("photo-2.jpg", "image/jpeg"), ("voice-message.ogg", "audio/ogg"),
    ]  # fmt: skip
    assert "Attached: photo.jpg, photo-2.jpg, voice-message.ogg" in body(message)


async def test_the_receipt_and_the_status_say_that_the_reply_comes_by_e_mail(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.write("ada@example.org")
    await at.leader.press("Send")
    assert "It comes by e-mail to ada@example.org." in at.leader.history()[-1].text
    (told,) = await at.leader.write("/status")
    assert "I cannot see whether it was read. The answer comes to ada@example.org." in told.text
