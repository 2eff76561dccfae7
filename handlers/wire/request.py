"""The connections to Telegram, by aiohttp: a call costs half the processor time that httpx takes for it."""

from __future__ import annotations

import asyncio
import json
from ssl import SSLContext
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import Forbidden, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.settings import SettingsError
from handlers.wire.reading import enveloped, is_update

AT_ONCE = 32  # with 50 ms a call enough for 600 a second
CONNECT, READ, WRITE, UPLOAD = 5.0, 10.0, 10.0, 20.0  # seconds
SENT = ("message_id", "date", "chat")
FORM = "application/x-www-form-urlencoded"


class UnreachedError(NetworkError):
    """Telegram was surely not reached, so that nothing was carried out."""


def refuses(error: Forbidden) -> bool:
    """Is it Telegram that refuses? It says `Forbidden:` and what the bot may not; a proxy on the way does not."""
    return error.message.startswith(("Forbidden: ", "bot was "))


class Request(BaseRequest):
    """At most so many calls at once; the others wait their turn. An error never says to which address it was."""

    def __init__(self, trusted: SSLContext, proxy: str | None = None, at_once: int = AT_ONCE) -> None:
        """`trusted` says whose certificates are believed; `proxy` is the address of one, if all goes through it."""
        self._trusted, self._proxy = trusted, proxy
        self._room = asyncio.Semaphore(at_once)
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How many seconds a call waits for its answer."""
        return READ

    async def initialize(self) -> None:
        """Open the connections to Telegram where they are not open."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=0, ssl=self._trusted),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close the connections to Telegram."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = None,  # noqa: ARG002 - a turn comes in the end
    ) -> tuple[int, bytes]:
        """Wait for room, then ask; the status and the body of the answer."""
        if self._session is None:
            raise RuntimeError("The connections are not open.")
        uploads = request_data is not None and request_data.contains_files
        connect, read = _or(connect_timeout, CONNECT), _or(read_timeout, READ)
        limits = (connect, read, _or(write_timeout, UPLOAD if uploads else WRITE))
        # aiohttp has no limit for writing alone; and what is fetched may take as long as something comes
        whole = None if request_data is None or None in limits else sum(one or 0.0 for one in limits)
        patience = ClientTimeout(total=whole, sock_connect=connect, sock_read=read)
        async with self._room:
            return await self._asked(self._session, method, url, request_data, patience)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer; updates in their envelopes, and of a message that was sent only what says which it is.

        To read the rest of one costs more than to send it. Raises `NetworkError` for what is no answer of Telegram's:
        the library would write all of it into the log.
        """
        answer = _answer(payload)
        if answer is None:
            raise NetworkError("something that is not Telegram has answered")
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            answer["result"] = {name: result[name] for name in SENT if name in result}
        elif isinstance(result, list) and result and "update_id" in result[0]:
            answer["result"] = [enveloped(one) for one in result if is_update(one)]
        return answer

    async def _asked(
        self, session: ClientSession, method: str, url: str, data: RequestData | None, patience: ClientTimeout
    ) -> tuple[int, bytes]:
        body, headers = _body(data)
        try:
            async with session.request(
                method, url, data=body, headers=headers, timeout=patience, allow_redirects=False
            ) as answer:
                status, content = answer.status, await answer.read()
        except (ClientConnectorError, ConnectionTimeoutError, ClientHttpProxyError) as error:
            raise UnreachedError(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except ClientError as error:
            raise NetworkError(type(error).__name__) from None
        if not 200 <= status <= 299 and "error_code" not in (_answer(content) or {}):
            raise NetworkError(f"something that is not Telegram has answered with {status}")
        return status, content


def _answer(payload: bytes) -> dict[str, Any] | None:
    """The JSON object of an answer, or None where it is none."""
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def proxy_for(url: str) -> str | None:
    """The proxy that the system or the environment (HTTPS_PROXY, ALL_PROXY, NO_PROXY) names for an address.

    Raises `SettingsError` where it is of another kind.
    """
    parts, known = urlsplit(url), getproxies()
    proxy = known.get(parts.scheme) or known.get("all")
    if not proxy or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if urlsplit(proxy).scheme not in ("http", "https"):
        raise SettingsError(["The proxy must be an HTTP proxy: set HTTPS_PROXY to its address, or NO_PROXY to *."])
    return proxy


def _body(data: RequestData | None) -> tuple[bytes | FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return urlencode(data.json_parameters).encode(), {"Content-Type": FORM}
    form = FormData(data.json_parameters)
    for name, (file, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file, content_type=kind)
    return form, {}


def _or(given: object, default: float) -> float | None:
    """A number of seconds, or None for no limit; the default where none is given."""
    return float(given) if isinstance(given, int | float) else default if given is not None else None
