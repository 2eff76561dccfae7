"""Handing a message to a real mail server on this machine: plain, with TLS, signed in, refused, dropped and silent."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path

import pytest
import trustme
from aiosmtpd.smtp import SMTP

from bot.library.folder import shipped_wording
from bot.mail.letter import Attachment, Letter, compose
from bot.mail.server import MailServer, mail_server
from bot.mail.smtp import PermanentMailError, TemporaryMailError, send
from bot.wording import Wording
from handlers.serving.doctor import examine_mail
from tests.postbox import HOST, Postbox, Spoken, listening, locked

SENDER, TO = "Assistant <bot@example.org>", "team@example.org"
WORDS = "Zoë, can you help?\n.\nI am stuck 👩🏾‍⚕️"
LETTER = Letter("7K2QX", "A resource", "Anonymous", WORDS, datetime(2026, 12, 3, tzinfo=UTC))


def at(port: int, scheme: str = "smtp", signing_in: str = "", *, in_the_clear: bool = False) -> MailServer:
    return mail_server(f"{scheme}://{signing_in}{HOST}:{port}", SENDER, TO, in_the_clear=in_the_clear)


async def hand_over(server: MailServer, letter: Letter = LETTER, patience: float = 5) -> None:
    await send(compose(letter, server.sender, server.to, Wording(shipped_wording())), server, patience)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for this machine that this test trusts, and no other."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(HOST).configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return context


async def test_a_message_arrives() -> None:
    box = Postbox()
    async with listening(lambda: SMTP(box)) as port:
        await hand_over(at(port))
    (envelope,) = box.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("bot@example.org", ["team@example.org"])
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=SMTP_POLICY)
    assert message["Subject"] == "Enquiry #7K2QX: A resource"
    body = message.get_body(("plain",))
    assert body is not None
    assert WORDS in body.get_content().replace("\r\n", "\n")


async def test_a_large_file_arrives_byte_for_byte() -> None:
    box, content = Postbox(), bytes(range(256)) * 4_000
    letter = replace(LETTER, attachments=(Attachment("a.bin", "application/zip", content),))
    async with listening(lambda: SMTP(box)) as port:
        await hand_over(at(port), letter)
    assert isinstance(box.taken[0].content, bytes)
    message = message_from_bytes(box.taken[0].content, policy=SMTP_POLICY)
    assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [content]


async def test_tls_is_used_where_it_is_offered(certificate: ssl.SSLContext) -> None:
    box = Postbox()
    async with listening(lambda: SMTP(box, tls_context=certificate, require_starttls=True)) as port:
        await hand_over(at(port))
    assert box.safe == [True]


async def test_tls_from_the_first_byte(certificate: ssl.SSLContext) -> None:
    box = Postbox()
    async with listening(lambda: SMTP(box), certificate) as port:
        await hand_over(at(port, "smtps"))
    assert len(box.taken) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    scheme: str, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    box = Postbox()
    first_byte = certificate if scheme == "smtps" else None
    async with listening(lambda: SMTP(box, tls_context=None if first_byte else certificate), first_byte) as port:
        with pytest.raises(TemporaryMailError, match=rf"connection to the mail server {HOST}:{port} is not safe"):
            await hand_over(at(port, scheme))
    assert box.taken == []


async def test_signing_in(certificate: ssl.SSLContext) -> None:
    box = Postbox()
    async with listening(lambda: locked(box, certificate)) as port:
        await hand_over(at(port, signing_in="me%40example.org:p%40ss%3Aw%C3%B6rd%2F@"))
    assert len(box.taken) == 1


async def test_a_wrong_password_is_named_and_not_told(certificate: ssl.SSLContext) -> None:
    box = Postbox()
    async with listening(lambda: locked(box, certificate)) as port:
        with pytest.raises(TemporaryMailError) as raised:
            await hand_over(at(port, signing_in="me%40example.org:guess@"))
    assert str(raised.value) == (
        f"Signing in failed: the mail server {HOST}:{port} said 535 5.7.8; "
        "check the user and the password in BOT_SMTP_URL."
    )
    assert box.users
    assert box.taken == []


async def test_a_server_that_wants_a_password_where_none_is_set(certificate: ssl.SSLContext) -> None:
    box = Postbox()
    async with listening(lambda: locked(box, certificate)) as port:
        with pytest.raises(TemporaryMailError, match=r"Signing in failed: .* said 530 5\.7\.0; check the user"):
            await hand_over(at(port))


async def test_a_server_without_passwords_where_one_is_set(certificate: ssl.SSLContext) -> None:
    async with listening(
        lambda: SMTP(Postbox(), tls_context=certificate, auth_exclude_mechanism=["LOGIN", "PLAIN"])
    ) as port:
        with pytest.raises(TemporaryMailError, match=r"^No way to sign in is common .*; check BOT_SMTP_URL\.$"):
            await hand_over(at(port, signing_in="me:secret@"))


def in_the_clear(box: Postbox) -> SMTP:
    """A server, or somebody between, that offers no encryption and takes every password."""
    return SMTP(box, authenticator=box.authenticate, auth_require_tls=False)


async def test_a_password_never_goes_over_a_connection_that_is_not_encrypted() -> None:
    box = Postbox()
    async with listening(lambda: in_the_clear(box)) as port:
        server = at(port, signing_in="me%40example.org:p%40ss%3Aw%C3%B6rd%2F@")
        with pytest.raises(TemporaryMailError) as raised:
            await hand_over(server)
        finding = await examine_mail(server)
    assert str(raised.value) == (
        f"The mail server {HOST}:{port} offers no encryption, so nothing was handed over; "
        "use smtps:// in BOT_SMTP_URL, or set BOT_SMTP_ALLOW_UNENCRYPTED=yes."
    )
    assert finding.fix == "Use smtps:// in BOT_SMTP_URL, or set BOT_SMTP_ALLOW_UNENCRYPTED=yes."
    assert (box.users, box.taken) == ([], [])


async def test_words_never_leave_the_machine_over_a_connection_that_is_not_encrypted() -> None:
    box = Postbox()
    async with listening(lambda: SMTP(box)) as port:
        with pytest.raises(TemporaryMailError, match=f"^The mail server 127.1:{port} offers no encryption"):
            await hand_over(replace(at(port), host="127.1"))  # any name but those of this machine may be another
    assert box.taken == []


async def test_in_the_clear_goes_what_is_allowed_to() -> None:
    box = Postbox()
    async with listening(lambda: in_the_clear(box)) as port:
        await hand_over(at(port, signing_in="me%40example.org:p%40ss%3Aw%C3%B6rd%2F@", in_the_clear=True))
    assert (box.safe, len(box.users)) == ([False], 1)


NOW, FOR_GOOD = TemporaryMailError, PermanentMailError


@pytest.mark.parametrize(
    ("box", "failure", "sentence"),
    [
        (Postbox(mail="451 4.3.0 Busy"), NOW, "The message was not taken for now: {said} 451 4.3.0."),
        (Postbox(mail="421 Closing"), NOW, "The message was not taken for now: {said} 421."),
        (Postbox(rcpt="450 Greylisted"), NOW, "The message was not taken for now: {said} 450."),
        (Postbox(data="452 4.2.2 Full"), NOW, "The message was not taken for now: {said} 452 4.2.2."),
        (Postbox(mail="553 5.1.8 Who?"), NOW, "The sender was refused: {said} 553 5.1.8; check BOT_MAIL_FROM."),
        (Postbox(rcpt="550 5.1.1 Who?"), NOW, "The address was refused: {said} 550 5.1.1; check BOT_STAFF_EMAIL."),
        (Postbox(rcpt="552 5.2.2 Full"), NOW, "The address was refused: {said} 552 5.2.2; check BOT_STAFF_EMAIL."),
        (Postbox(data="554 5.7.1 Spam"), FOR_GOOD, "The message was refused: {said} 554 5.7.1."),
        (Postbox(data="552 Too big"), FOR_GOOD, "The message is too large: {said} 552."),
        (Postbox(mail="552 5.3.4 Too big"), FOR_GOOD, "The message is too large: {said} 552 5.3.4."),
    ],
)  # fmt: skip
async def test_what_a_server_says_against_it_is_for_now_or_for_good(
    box: Postbox, failure: type[Exception], sentence: str
) -> None:
    async with listening(lambda: SMTP(box)) as port:
        with pytest.raises(failure) as raised:
            await hand_over(at(port))
    assert str(raised.value) == sentence.format(said=f"the mail server {HOST}:{port} said")
    assert box.taken == []


async def test_a_message_beyond_the_server_s_limit_is_refused_for_good() -> None:
    letter = replace(LETTER, attachments=(Attachment("a.bin", "application/zip", bytes(50_000)),))
    async with listening(lambda: SMTP(Postbox(), data_size_limit=20_000)) as port:
        with pytest.raises(PermanentMailError, match=r"^The message is too large: .* said 552\.$"):
            await hand_over(at(port), letter)


async def test_what_a_server_says_is_not_repeated() -> None:
    async with listening(lambda: SMTP(Postbox(data="554 5.7.1 Refused because of 'Zoë'"))) as port:
        with pytest.raises(PermanentMailError) as raised:
            await hand_over(at(port))
    assert "Zo" not in str(raised.value)


TALK = (b"220 hello\r\n", b"250 mail\r\n", b"250 sender\r\n", b"250 recipient\r\n", b"354 go on\r\n")


@pytest.mark.parametrize("hangs_up", [True, False], ids=["hangs up", "falls silent"])
@pytest.mark.parametrize("said", range(len(TALK) + 1))
async def test_a_server_that_goes_away_at_any_step_may_be_tried_again(said: int, *, hangs_up: bool) -> None:
    async with listening(lambda: Spoken(*TALK[:said], hangs_up=hangs_up)) as port:
        with pytest.raises(TemporaryMailError, match=rf"^There is no answer from the mail server {HOST}:{port}; check"):
            await hand_over(at(port), patience=0.1)


@pytest.mark.parametrize("hangs_up", [True, False], ids=["hangs up", "falls silent"])
async def test_a_message_that_was_taken_is_taken_whatever_comes_after(*, hangs_up: bool) -> None:
    async with listening(lambda: Spoken(*TALK, b"250 taken\r\n", hangs_up=hangs_up)) as port:
        await hand_over(at(port), patience=0.2)


async def test_a_server_that_speaks_something_else_may_be_tried_again() -> None:
    async with listening(lambda: Spoken(b"HTTP/1.1 400 Bad Request\r\n", hangs_up=True)) as port:
        with pytest.raises(TemporaryMailError):
            await hand_over(at(port), patience=0.2)


async def test_no_server_at_all() -> None:
    async with listening(lambda: SMTP(Postbox())) as port:
        pass
    with pytest.raises(TemporaryMailError, match=r"^There is no answer from .*; check the network and BOT_SMTP_URL\.$"):
        await hand_over(at(port))


async def test_the_doctor_signs_in_and_sends_nothing(certificate: ssl.SSLContext) -> None:
    box = Postbox()
    async with listening(lambda: locked(box, certificate)) as port:
        signed_in = await examine_mail(at(port, signing_in="me%40example.org:p%40ss%3Aw%C3%B6rd%2F@"))
        refused = await examine_mail(at(port, signing_in="me:wrong@"))
    assert str(signed_in) == f"ok     The mail server {HOST}:{port} lets the assistant sign in"
    assert str(refused) == (
        f"to do  Signing in failed: the mail server {HOST}:{port} said 535 5.7.8. "
        "Check the user and the password in BOT_SMTP_URL."
    )
    assert box.taken == []


async def test_the_doctor_says_that_nothing_is_encrypted_answers_or_is_set(unused_tcp_port: int) -> None:
    async with listening(lambda: SMTP(Postbox())) as port:
        plain = await examine_mail(at(port))
    silent, none = await examine_mail(at(unused_tcp_port)), await examine_mail(None)
    assert plain.what == f"The mail server {HOST}:{port} answers, without a password, without encryption"
    assert silent.fix == "Check the network and BOT_SMTP_URL."
    assert str(none) == "ok     No e-mail is set"
