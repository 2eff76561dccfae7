"""The mail server: where it is, by the settings, and handing it a message.

What an operator can put right (the network, a certificate, a password, an address) fails for now; the message is
composed anew from the settings at each try. Only a server's final word on a message itself (RFC 5321, 5yz after DATA)
or on its size is for good.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from bot.mail import address
from bot.settings import SettingsError

PORTS = {"smtp": 587, "smtps": 465}  # RFC 8314: submission, with STARTTLS and with TLS from the first byte
PATIENCE = 120.0  # seconds for each answer; a large message takes long to be judged
FINAL = 500
TOO_LARGE = {523, 552, "5.2.3", "5.3.4"}
SIGN_IN = {530, 534, 535, 538}
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")  # RFC 3463
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
ENCODE = "in its user and password, write % as %25, @ as %40, : as %3A, / as %2F, ? as %3F and # as %23"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed in, from which address and to which; `tls` means from the first byte."""

    host: str
    port: int
    tls: bool
    sender: Address
    to: Address
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"the mail server {self.host}:{self.port}"


class MailError(Exception):
    """A message was not handed over; the text is a sentence to the operator, without secrets and people's words."""


class TemporaryMailError(MailError):
    """It may get through at another try."""


class PermanentMailError(MailError):
    """The server will never take this message; it may take one without the attachments."""


def mail_server(url: str, sender: str, to: str) -> MailServer:
    """From BOT_SMTP_URL, BOT_MAIL_FROM and BOT_STAFF_EMAIL; raises `SettingsError` with all that is wrong."""
    from_address, to_address = address(sender), address(to)
    problems = [*_problems(url)]
    if from_address is None:
        problems.append("BOT_MAIL_FROM must be an e-mail address.")
    if to_address is None:
        problems.append("BOT_STAFF_EMAIL must be an e-mail address.")
    if problems or from_address is None or to_address is None:
        raise SettingsError(problems)
    parts = urlsplit(url)
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    port = parts.port or PORTS[parts.scheme]
    return MailServer(parts.hostname or "", port, parts.scheme == "smtps", from_address, to_address, user, password)


async def send(message: EmailMessage, server: MailServer, patience: float = PATIENCE) -> None:
    """Hand over a message; raises `TemporaryMailError` or `PermanentMailError`. `patience`: seconds for each answer."""
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.tls,
        local_hostname=server.sender.domain,  # to ask the system for a name is to ask the network
        timeout=patience,
    )
    try:
        await client.connect()
        await client.send_message(message)
    except (aiosmtplib.SMTPException, OSError) as error:
        raise _failure(error, server) from error
    else:
        with suppress(aiosmtplib.SMTPException, OSError):  # the message is taken, whatever becomes of the goodbye
            await client.quit()
    finally:
        client.close()


def _problems(url: str) -> Iterator[str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        yield f"BOT_SMTP_URL has no port or host that can be read; {ENCODE}."
        return
    if parts.scheme not in PORTS:
        yield "BOT_SMTP_URL must begin with smtp:// or smtps://."
        return
    if not parts.hostname or port == 0:
        yield f"BOT_SMTP_URL must name a host, as {parts.scheme}://user:password@mail.example.org:{PORTS[parts.scheme]}."
    if parts.path.strip("/") or parts.query or parts.fragment:
        yield f"BOT_SMTP_URL must end after its host and port; {ENCODE}."
    yield from _sign_in_problems(parts)


def _sign_in_problems(parts: SplitResult) -> Iterator[str]:
    if bool(parts.username) != bool(parts.password):
        yield "BOT_SMTP_URL must have both a user and a password, or neither."
    if any(STRAY_PERCENT.search(part) or _garbled(part) for part in (parts.username, parts.password) if part):
        yield f"BOT_SMTP_URL has a % that stands for no character; {ENCODE}."


def _garbled(part: str) -> bool:
    try:
        return not unquote(part, errors="strict").isprintable()
    except UnicodeDecodeError:
        return True


def _failure(error: Exception, server: MailServer) -> MailError:
    answer = error.recipients[0] if isinstance(error, aiosmtplib.SMTPRecipientsRefused) else error
    if isinstance(answer, aiosmtplib.SMTPResponseException):
        return _answered(answer, server)
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return TemporaryMailError(f"The connection to {server} is not safe; check its certificate and BOT_SMTP_URL.")
    if isinstance(error, OSError):
        return TemporaryMailError(f"There is no answer from {server}; check the network and BOT_SMTP_URL.")
    return TemporaryMailError(f"No way to sign in is common to {server} and the assistant; check BOT_SMTP_URL.")


def _answered(answer: aiosmtplib.SMTPResponseException, server: MailServer) -> MailError:
    """By the codes alone: the words of an answer may quote the message."""
    enhanced = ENHANCED.match(answer.message)
    said = f"{server} said {answer.code}{f' {enhanced[0]}' if enhanced else ''}"
    if isinstance(answer, aiosmtplib.SMTPAuthenticationError) or answer.code in SIGN_IN:
        return TemporaryMailError(f"Signing in failed: {said}; check the user and the password in BOT_SMTP_URL.")
    if answer.code < FINAL:
        return TemporaryMailError(f"The message was not taken for now: {said}.")
    if (enhanced[0] if enhanced else answer.code) in TOO_LARGE:
        return PermanentMailError(f"The message is too large: {said}.")
    match answer:
        case aiosmtplib.SMTPDataError():
            return PermanentMailError(f"The message was refused: {said}.")
        case aiosmtplib.SMTPRecipientRefused():
            return TemporaryMailError(f"The address was refused: {said}; check BOT_STAFF_EMAIL.")
        case aiosmtplib.SMTPSenderRefused():
            return TemporaryMailError(f"The sender was refused: {said}; check BOT_MAIL_FROM.")
        case _:
            return TemporaryMailError(f"The connection was refused: {said}; check BOT_SMTP_URL.")
