"""The mail server: where it is, by the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.headerregistry import Address
from urllib.parse import SplitResult, unquote, urlsplit

from bot.mail import address

PORTS = {"smtp": 587, "smtps": 465}  # RFC 8314: submission, with STARTTLS and with TLS from the first byte
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


def mail_server(url: str, sender: str, to: str) -> MailServer:
    """From BOT_SMTP_URL, BOT_MAIL_FROM and BOT_STAFF_EMAIL, as `bot.settings` lets them through."""
    from_address, to_address = address(sender), address(to)
    if from_address is None or to_address is None:
        raise ValueError("no e-mail address")
    parts = urlsplit(url)
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    port = parts.port or PORTS[parts.scheme]
    return MailServer(parts.hostname or "", port, parts.scheme == "smtps", from_address, to_address, user, password)


def url_problems(url: str) -> Iterator[str]:
    """What is wrong with BOT_SMTP_URL, a sentence each, without the password."""
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
