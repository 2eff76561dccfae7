"""The mail server: handing it a message, and seeing whether it would take one.

What an operator can put right (the network, a certificate, a password, an address) fails for now; the message is
composed anew from the settings at each try. Only a server's final word on a message itself (RFC 5321, 5yz after DATA)
or on its size is for good.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.message import EmailMessage

import aiosmtplib

from bot.mail.server import MailServer

PATIENCE = 120.0  # seconds for each answer; a large message takes long to be judged
FINAL = 500
TOO_LARGE = {523, 552, "5.2.3", "5.3.4"}
SIGN_IN = {530, 534, 535, 538}
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")  # RFC 3463


class MailError(Exception):
    """A message was not handed over; the text is a sentence to the operator, without secrets and people's words."""


class TemporaryMailError(MailError):
    """It may get through at another try."""


class PermanentMailError(MailError):
    """The server will never take this message; it may take one without the attachments."""


async def send(message: EmailMessage, server: MailServer, patience: float = PATIENCE) -> None:
    """Hand over a message; raises `TemporaryMailError` or `PermanentMailError`. `patience`: seconds for each answer."""
    async with _signed_in(server, patience) as client:
        await client.send_message(message)


async def is_encrypted(server: MailServer, patience: float = PATIENCE) -> bool:
    """Sign in and leave: was it by TLS? Raises `TemporaryMailError` where that fails."""
    async with _signed_in(server, patience) as client:
        return client.get_transport_info("ssl_object") is not None


@asynccontextmanager
async def _signed_in(server: MailServer, patience: float) -> AsyncIterator[aiosmtplib.SMTP]:
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls,
        start_tls=True if server.must_encrypt else None,  # None is: where the server offers it
        local_hostname=server.sender.domain,  # to ask the system for a name is to ask the network
        timeout=patience,
    )
    try:
        await _connected(client, server)
        yield client
    except (aiosmtplib.SMTPException, OSError) as error:
        raise _failure(error, server) from error
    else:
        with suppress(aiosmtplib.SMTPException, OSError):  # the message is taken, whatever becomes of the goodbye
            await client.quit()
    finally:
        client.close()


async def _connected(client: aiosmtplib.SMTP, server: MailServer) -> None:
    """Connect, encrypt and sign in, in this order: a password never goes first."""
    try:
        await client.connect()
    except aiosmtplib.SMTPException as error:
        if server.must_encrypt and type(error) is aiosmtplib.SMTPException:  # the kinds below it have other causes
            raise TemporaryMailError(
                f"{str(server).capitalize()} offers no encryption, so nothing was handed over; "
                "use smtps:// in BOT_SMTP_URL, or set BOT_SMTP_ALLOW_UNENCRYPTED=yes."
            ) from error
        raise
    if server.user:
        await client.login(server.user, server.password or "")


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
    what = f"{server} said {answer.code}{f' {enhanced[0]}' if enhanced else ''}"
    if isinstance(answer, aiosmtplib.SMTPAuthenticationError) or answer.code in SIGN_IN:
        return TemporaryMailError(f"Signing in failed: {what}; check the user and the password in BOT_SMTP_URL.")
    if answer.code < FINAL:
        return TemporaryMailError(f"The message was not taken for now: {what}.")
    if (enhanced[0] if enhanced else answer.code) in TOO_LARGE:
        return PermanentMailError(f"The message is too large: {what}.")
    match answer:
        case aiosmtplib.SMTPDataError():
            return PermanentMailError(f"The message was refused: {what}.")
        case aiosmtplib.SMTPRecipientRefused():
            return TemporaryMailError(f"The address was refused: {what}; check BOT_STAFF_EMAIL.")
        case aiosmtplib.SMTPSenderRefused():
            return TemporaryMailError(f"The sender was refused: {what}; check BOT_MAIL_FROM.")
        case _:
            return TemporaryMailError(f"The connection was refused: {what}; check BOT_SMTP_URL.")
