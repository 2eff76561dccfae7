"""Enquiries as e-mail: what a message to staff says. Pure.

A message is composed from values alone, so a retry is the same message under the same Message-ID, byte for byte, and
whoever has it already can tell. What people wrote stands in the body; a header takes it only as one plain line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from bot.mail.body import Paragraph, as_html, as_text
from bot.wording import Wording

LONGEST_LINE = 120  # characters of a subject, a name or the name of a file
LONGEST_MAILBOX = 254  # characters; RFC 5321 says so of the address alone
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = rf"{ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})*"
MAILBOX = re.compile(rf"(?P<name>[^<>]*)<(?P<named>{ADDRESS})>|(?P<bare>{ADDRESS})")
ENCODED_WORD = re.compile(r"=(?=\?)")  # RFC 2047: mail programs would decode it, line ends and all
TYPE = re.compile(r"(?!multipart/|message/)([a-z0-9.+-]{1,60})/([a-z0-9.+-]{1,60})", re.ASCII | re.IGNORECASE)
UNSAFE_IN_NAMES = re.compile(r'[/\\:*?"<>|]')
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")  # or turns text round


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file; its name and type are as somebody's phone gave them."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What staff need to see of an enquiry: who it is from as the preview shows it, and the question that led there.

    `added` is the number of a message that was added later; `changed` is one of its own where a message was changed
    after it had gone out; `left_out` names the files that are too large to go along.
    """

    reference: str
    reason: str
    appears: str
    words: str
    sent: datetime
    question: str | None = None
    reply_to: str | None = None
    attachments: Sequence[Attachment] = ()
    left_out: Sequence[str] = ()
    added: int | None = None
    changed: int | None = None


def compose(letter: Letter, sender: Address, to: Address, say: Wording) -> EmailMessage:
    """The message in plain text and HTML; a `reply_to` that is no address stands in the body only."""
    subject = say("mail_subject", reference=_plain(letter.reference), reason=letter.reason)
    message = _headed(letter.reference, _part(letter), subject, letter.sent, sender, to)
    if reply_to := address(letter.reply_to or ""):
        message["Reply-To"] = Address(addr_spec=reply_to.addr_spec)
    _write(message, list(_paragraphs(letter, say, reply_to)))
    for attachment in letter.attachments:
        _attach(message, attachment)
    return _bounded(message)


def taken_back(reference: str, sent: datetime, sender: Address, to: Address, say: Wording) -> EmailMessage:
    """The message, in the thread of an enquiry, that its writer has taken it back; it says nothing of them."""
    subject = say("mail_subject_withdrawn", reference=_plain(reference))
    message = _headed(reference, ".over", subject, sent, sender, to)
    _write(message, [Paragraph(say("mail_withdrawn", reference=_plain(reference)))])
    return _bounded(message)


def _write(message: EmailMessage, paragraphs: Sequence[Paragraph]) -> None:
    message.set_content(as_text(paragraphs), cte="quoted-printable")
    message.add_alternative(as_html(paragraphs, str(message["Subject"])), subtype="html", cte="quoted-printable")


def _bounded(message: EmailMessage) -> EmailMessage:
    """Neither base64 nor quoted-printable can hold `=_`, and boundaries by chance would make each retry differ."""
    digest = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}{number}")
    return message


def _headed(reference: str, part: str, subject: str, sent: datetime, sender: Address, to: Address) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    first, identity = (f"<enquiry.{_plain(reference)}{one}@{sender.domain}>" for one in ("", part))
    message["From"], message["To"] = sender, to
    message["Subject"], message["Date"] = one_line(subject), sent
    message["Message-ID"] = identity
    if identity != first:
        message["In-Reply-To"] = message["References"] = first
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices to the one who asked
    message["X-Auto-Response-Suppress"] = "All"  # the same for Exchange and Outlook
    return message


def address(text: str) -> Address | None:
    """An e-mail address in ASCII, with a name before it or without; None for anything else."""
    mailbox = MAILBOX.fullmatch(text.strip()) if text.isprintable() else None
    if mailbox is None or len(text) > LONGEST_MAILBOX:
        return None
    return Address(one_line((mailbox["name"] or "").strip(' "')), addr_spec=mailbox["named"] or mailbox["bare"])


def one_line(text: str) -> str:
    """The text as a header can hold it: no line ends, control characters or codes for them, and not too long."""
    return " ".join(ENCODED_WORD.sub("= ", _printable(text)).split())[:LONGEST_LINE].rstrip()


def _paragraphs(letter: Letter, say: Wording, reply_to: Address | None) -> Iterator[Paragraph]:
    opening = "mail_opening" if letter.added is None else "mail_opening_added"
    opening = opening if letter.changed is None else "mail_opening_changed"
    yield Paragraph(say(opening, reference=_plain(letter.reference)))
    reason, name = one_line(letter.reason), one_line(letter.appears)
    yield Paragraph(f"{say('mail_reason', reason=reason)}\n{say('mail_from', name=name)}")
    yield Paragraph(_lines(letter.words), quoted=True)
    if letter.question:
        yield Paragraph(f"{say('mail_question')}\n{_lines(letter.question)}")
    if letter.attachments:
        yield Paragraph(say("mail_attached", names=", ".join(one_line(each.name) for each in letter.attachments)))
    if letter.left_out:
        yield Paragraph(say("mail_left_out", names=", ".join(map(one_line, letter.left_out))))
    if letter.reply_to:
        writes_to = reply_to.addr_spec if reply_to else None
        yield Paragraph(say("mail_reply", address=one_line(letter.reply_to)), writes_to=writes_to)
    else:
        yield Paragraph(say("mail_no_reply"))


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    known = TYPE.fullmatch(attachment.type)
    kind, subtype = known.groups() if known else ("application", "octet-stream")
    name = UNSAFE_IN_NAMES.sub("-", one_line(attachment.name)).strip(". ") or "file"
    message.add_attachment(attachment.content, maintype=kind, subtype=subtype, filename=name)


def _plain(reference: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", reference)


def _part(letter: Letter) -> str:
    if letter.changed is not None:
        return f".changed.{letter.changed}"
    return "" if letter.added is None else f".{letter.added}"


def _lines(text: str) -> str:
    return "\n".join(_printable(line).rstrip() for line in text.strip().splitlines())


def _printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", text.encode(errors="replace").decode())
