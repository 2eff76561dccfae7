"""Enquiries by e-mail: where the mail server is, what a message says, and sending it.

A message is composed from values alone, so that a retry is the same message, byte by byte, under the same Message-ID:
a mail server or reader that knows it can drop it. All that people chose goes into the body or through `one_line`.
"""

from __future__ import annotations

import hashlib
import re
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from bot.settings import SettingsError
from bot.wording import Wording

PORTS = {"smtp": 587, "smtps": 465}  # RFC 8314: submission, with STARTTLS and with TLS from the first byte
PATIENCE = 120.0  # seconds for each answer of the server; a large message takes long to be judged
LONGEST_NAME = 120  # characters of a subject or of a file's name
ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?P<domain>"
                     r"(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                     r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)")  # fmt: skip
LONGEST_ADDRESS = 254
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
TYPE = re.compile(r"(?!multipart/|message/)([\w.+-]{1,60})/([\w.+-]{1,60})", re.ASCII)
ENHANCED_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")  # RFC 3463
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
TOO_LARGE = {"5.2.3", "5.3.4"}
TOO_LARGE_CODES = {523, 552}
SIGN_IN_CODES = {530, 534, 535, 538}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed in, and between which addresses; `tls` is from the first byte."""

    host: str
    port: int
    tls: bool
    sender: Address
    to: Address
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file; its name and type are as somebody's phone gave them."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What staff need to see. `part` is 1 for the enquiry and counts on for what was added to it later."""

    reference: str
    reason: str
    words: str
    appears: str
    sent: datetime
    asked: str | None = None
    reply_to: str | None = None
    attachments: Sequence[Attachment] = ()
    too_large: Sequence[str] = ()
    part: int = 1


class MailError(Exception):
    """A message was not handed over; the text is a sentence to whoever runs the assistant, free of people's words."""


class TemporaryFailure(MailError):
    """The same message may get through later."""


class PermanentFailure(MailError):
    """The server will never take this message."""


class TooLarge(PermanentFailure):
    """It may take the message without its attachments."""


def mail_server(url: str, sender: str, to: str) -> MailServer:
    """The settings BOT_SMTP_URL, BOT_MAIL_FROM and BOT_STAFF_EMAIL; raises `SettingsError` for all that is wrong."""
    parts, problems = urlsplit(url), [*_problems(url)]
    addresses = {"BOT_MAIL_FROM": address(sender), "BOT_STAFF_EMAIL": address(to)}
    problems += [f"{name} must be an e-mail address." for name, found in addresses.items() if found is None]
    first, second = addresses.values()
    if problems or first is None or second is None:
        raise SettingsError(problems)
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    port = parts.port or PORTS[parts.scheme]
    return MailServer(parts.hostname or "", port, parts.scheme == "smtps", first, second, user, password)


def _problems(url: str) -> Iterator[str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        yield f"BOT_SMTP_URL cannot be read; {ENCODE}."
        return
    if parts.scheme not in PORTS:
        yield "BOT_SMTP_URL must begin with smtp:// or smtps://."
    if not parts.hostname or port == 0:
        yield "BOT_SMTP_URL must name a host, and after it a port or none: smtp://user:password@mail.example.org:587."
    if parts.path.strip("/") or parts.query or parts.fragment:
        yield f"BOT_SMTP_URL must end after the host and its port; {ENCODE}."
    yield from _sign_in_problems(parts)


def _sign_in_problems(parts: SplitResult) -> Iterator[str]:
    signs_in = [part for part in (parts.username, parts.password) if part]
    if len(signs_in) == 1:
        yield "BOT_SMTP_URL must have both a user and a password, or neither."
    if any(STRAY_PERCENT.search(part) or _garbled(part) for part in signs_in):
        yield f"BOT_SMTP_URL has a % that stands for no character; {ENCODE}, and % as %25."


ENCODE = "in the user and the password, write @ as %40, : as %3A, / as %2F, ? as %3F and # as %23"


def _garbled(part: str) -> bool:
    try:
        return not unquote(part, errors="strict").isprintable()
    except UnicodeDecodeError:
        return True


def address(text: str) -> Address | None:
    """An e-mail address, with or without a name before it in the manner of RFC 5322; None for anything else."""
    name, found = parseaddr(text) if text.isprintable() else ("", "")
    if len(found) > LONGEST_ADDRESS or not ADDRESS.fullmatch(found):
        return None
    return Address(one_line(name), addr_spec=found)


def one_line(text: str, longest: int = LONGEST_NAME) -> str:
    """Text for a header: no line ends, control characters or halves of characters, at most `longest` characters."""
    return " ".join(_printable(text).split())[:longest].rstrip()


def _printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", text.encode(errors="replace").decode())


def compose(enquiry: Enquiry, server: MailServer, wording: Wording) -> EmailMessage:
    """The message to staff in plain text; the same for the same values."""
    message = EmailMessage(policy=SMTP_POLICY)
    identity = _identity(enquiry, server, enquiry.part)
    message["From"], message["To"] = server.sender, server.to
    if reply_to := address(enquiry.reply_to or ""):
        message["Reply-To"] = Address(addr_spec=reply_to.addr_spec)
    subject = "mail_subject" if enquiry.part == 1 else "mail_subject_added"
    message["Subject"] = one_line(wording(subject, reference=enquiry.reference, reason=enquiry.reason))
    message["Date"] = enquiry.sent
    message["Message-ID"] = identity
    if enquiry.part > 1:
        message["In-Reply-To"] = message["References"] = _identity(enquiry, server, 1)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices to the one who asked
    message.set_content("\n\n".join(_paragraphs(enquiry, wording)), cte="quoted-printable")
    for attachment in enquiry.attachments:
        _attach(message, attachment)
    if enquiry.attachments:
        # Neither base64 nor quoted-printable can hold this, and a random one would make each retry another message.
        message.set_boundary("=_" + hashlib.sha256(identity.encode()).hexdigest()[:32])
    return message


def _identity(enquiry: Enquiry, server: MailServer, part: int) -> str:
    reference = re.sub(r"[^A-Za-z0-9]", "", enquiry.reference)
    return f"<enquiry.{reference}.{part}@{server.sender.domain}>"


def _paragraphs(enquiry: Enquiry, wording: Wording) -> Iterator[str]:
    yield "\n".join((
        wording("mail_reference", reference=one_line(enquiry.reference)),
        wording("mail_reason", reason=one_line(enquiry.reason)),
        wording("mail_appears", name=one_line(enquiry.appears)),
    ))  # fmt: skip
    yield _printable_lines(enquiry.words)
    if enquiry.asked:
        yield f"{wording('mail_asked')}\n{_printable_lines(enquiry.asked)}"
    if enquiry.attachments:
        yield wording("mail_attached", names=", ".join(one_line(each.name) for each in enquiry.attachments))
    if enquiry.too_large:
        yield wording("mail_too_large", names=", ".join(map(one_line, enquiry.too_large)))
    yield wording("mail_answer", address=one_line(enquiry.reply_to)) if enquiry.reply_to else wording("mail_no_answer")


def _printable_lines(text: str) -> str:
    return "\n".join(_printable(line).rstrip() for line in text.strip().splitlines())


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind = TYPE.fullmatch(attachment.type)
    main, sub = kind.groups() if kind else ("application", "octet-stream")
    name = one_line(re.sub(r"[/\\:*?\"<>|]", "-", attachment.name)).strip(".- ") or "file"
    message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name)


async def send(message: EmailMessage, server: MailServer, patience: float = PATIENCE) -> None:
    """Hand a message to the mail server; raises `TemporaryFailure` or `PermanentFailure`. `patience` is in seconds."""
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.tls,
        local_hostname=server.sender.domain,  # asking the system for a name can ask the network
        timeout=patience,
    )
    try:
        async with client:
            await client.send_message(message)
    except (aiosmtplib.SMTPException, OSError) as error:
        raise _failure(error, f"{server.host}:{server.port}") from error
