"""The mail server: where it is, by the settings."""

from __future__ import annotations

import contextlib
import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.headerregistry import Address
from urllib.parse import SplitResult, unquote, urlsplit

from bot.mail.letter import address

PORTS = {"smtp": 587, "smtps": 465}  # RFC 8314: submission, with STARTTLS and with TLS from the first byte
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
ENCODE = "in its user and password, write % as %25, @ as %40, : as %3A, / as %2F, ? as %3F and # as %23"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed in, from which address and to which.

    `tls` means from the first byte; `in_the_clear` that nobody minds where the server offers none at all.
    """

    host: str
    port: int
    tls: bool
    sender: Address
    to: Address
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    in_the_clear: bool = False

    @property
    def must_encrypt(self) -> bool:
        """Is nothing handed over unless the connection is encrypted? Words and passwords leave no machine otherwise."""
        return not self.tls and not self.in_the_clear and bool(self.password or not _is_loopback(self.host))

    def __str__(self) -> str:
        return f"the mail server {self.host}:{self.port}"


def mail_server(url: str, sender: str, to: str, *, in_the_clear: bool = False) -> MailServer:
    """From BOT_SMTP_URL, BOT_MAIL_FROM, BOT_STAFF_EMAIL and BOT_SMTP_ALLOW_UNENCRYPTED, as `bot.settings` reads them.

    Loopback alone, without a password, needs no leave to be in the clear.
    """
    from_address, to_address = address(sender), address(to)
    if from_address is None or to_address is None:
        raise ValueError("no e-mail address")
    parts = urlsplit(url)
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    port = parts.port or PORTS[parts.scheme]
    return MailServer(
        parts.hostname or "", port, parts.scheme == "smtps", from_address, to_address, user, password, in_the_clear
    )


def passwords(url: str) -> tuple[str, ...]:
    """The password in BOT_SMTP_URL as it is written there, and as it is sent."""
    with contextlib.suppress(ValueError):
        if written := urlsplit(url).password:
            return tuple(dict.fromkeys((written, unquote(written))))
    return ()


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


def _is_loopback(host: str) -> bool:
    """By its name alone: what a name server says may be somebody else's word."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _garbled(part: str) -> bool:
    try:
        return not unquote(part, errors="strict").isprintable()
    except UnicodeDecodeError:
        return True
