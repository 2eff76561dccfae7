"""Real mail servers on this machine: one that takes messages or refuses them, and one that speaks as it is told."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
USER, PASSWORD = "me@example.org", "p@ss:wörd/"


@dataclass
class Postbox:
    """What the server says at each step instead of taking the message, and what it took."""

    mail: str = ""
    rcpt: str = ""
    data: str = ""
    taken: list[Envelope] = field(default_factory=list)
    safe: list[bool] = field(default_factory=list)
    users: list[bytes] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        envelope.mail_from = sender
        envelope.mail_options.extend(options)
        return self.mail or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, recipient: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(recipient)
        return self.rcpt or "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if not self.data:
            self.taken.append(envelope)
            self.safe.append(session.ssl is not None)
        return self.data or "250 OK"

    def authenticate(self, *arguments: object) -> AuthResult:
        login = arguments[-1]
        assert isinstance(login, LoginPassword)
        self.users.append(login.login)
        return AuthResult(success=login == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)


@asynccontextmanager
async def listening(
    protocol: Callable[[], asyncio.BaseProtocol], tls: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """The port of a server that lives as long as the block."""
    server = await asyncio.get_running_loop().create_server(protocol, HOST, 0, ssl=tls)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()


def locked(box: Postbox, certificate: ssl.SSLContext) -> SMTP:
    """A server that wants a password."""
    return SMTP(box, authenticator=box.authenticate, auth_required=True, tls_context=certificate)


class Spoken(asyncio.Protocol):
    """A server that says one thing after another and then hangs up, or falls silent."""

    def __init__(self, *says: bytes, hangs_up: bool) -> None:
        self.says = [*says]
        self.hangs_up = hangs_up
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.speak()

    def data_received(self, data: bytes) -> None:
        if data.endswith(b"\r\n"):
            self.speak()

    def speak(self) -> None:
        assert self.transport
        if self.says:
            self.transport.write(self.says.pop(0))
        elif self.hangs_up:
            self.transport.close()
