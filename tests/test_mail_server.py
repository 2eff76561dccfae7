"""Where the mail server is, by the settings, and what is wrong with them."""

from __future__ import annotations

import pytest

from bot.mail.server import mail_server, url_problems

SENDER, TO = "Assistant <bot@example.org>", "team@example.org"


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "user", "password"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, False, None, None),
        ("smtps://mail.example.org/", "mail.example.org", 465, True, None, None),
        ("smtp://me:pass@mail.example.org:25", "mail.example.org", 25, False, "me", "pass"),
        ("SMTPS://me%40x.org:p%3A%2F%40%25@Mail.example.org", "mail.example.org", 465, True, "me@x.org", "p:/@%"),
        ("smtp://me@x.org:p@ss@mail.example.org", "mail.example.org", 587, False, "me@x.org", "p@ss"),
        ("smtp://me:w%C3%B6rd@[::1]:2525", "::1", 2525, False, "me", "wörd"),
    ],
)
def test_where_the_server_is(
    url: str, host: str, port: int, user: str | None, password: str | None, *, tls: bool
) -> None:
    server = mail_server(url, SENDER, TO)
    assert (server.host, server.port, server.tls, server.user, server.password) == (host, port, tls, user, password)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mail.example.org", "BOT_SMTP_URL must begin with smtp:// or smtps://."),
        ("http://mail.example.org", "BOT_SMTP_URL must begin with smtp:// or smtps://."),
        ("smtp://", "BOT_SMTP_URL must name a host, as smtp://user:password@mail.example.org:587."),
        ("smtps://me:secret@:465", "BOT_SMTP_URL must name a host, as smtps://user:password@mail.example.org:465."),
        ("smtp://mail.example.org:0", "BOT_SMTP_URL must name a host, as smtp://user:password@mail.example.org:587."),
        ("smtp://mail.example.org:5_87", "BOT_SMTP_URL has no port or host that can be read; {encode}."),
        ("smtp://mail.example.org:99999", "BOT_SMTP_URL has no port or host that can be read; {encode}."),
        ("smtp://me:se/cret@mail.example.org", "BOT_SMTP_URL has no port or host that can be read; {encode}."),
        ("smtp://me:se#cret@mail.example.org", "BOT_SMTP_URL has no port or host that can be read; {encode}."),
        ("smtp://mail.example.org/inbox", "BOT_SMTP_URL must end after its host and port; {encode}."),
        ("smtp://mail.example.org?tls=1", "BOT_SMTP_URL must end after its host and port; {encode}."),
        ("smtp://[::1", "BOT_SMTP_URL has no port or host that can be read; {encode}."),
        ("smtp://me@mail.example.org", "BOT_SMTP_URL must have both a user and a password, or neither."),
        ("smtp://:secret@mail.example.org", "BOT_SMTP_URL must have both a user and a password, or neither."),
        ("smtp://me:100%secret@mail.example.org", "BOT_SMTP_URL has a % that stands for no character; {encode}."),
        ("smtp://me:secret%0D%0A@mail.example.org", "BOT_SMTP_URL has a % that stands for no character; {encode}."),
        ("smtp://me:secret%FF@mail.example.org", "BOT_SMTP_URL has a % that stands for no character; {encode}."),
    ],
)
def test_what_is_wrong_with_the_address_is_a_sentence_without_the_password(url: str, problem: str) -> None:
    encode = "in its user and password, write % as %25, @ as %40, : as %3A, / as %2F, ? as %3F and # as %23"
    (found,) = url_problems(url)
    assert found == problem.format(encode=encode)
    assert "secret" not in found


@pytest.mark.parametrize(
    ("url", "must"),
    [
        ("smtp://mail.example.org", True),
        ("smtp://10.0.0.7", True),
        ("smtp://127.0.0.1.example.org", True),
        ("smtp://localhost.example.org", True),
        ("smtp://me:pass@localhost", True),
        ("smtp://me:pass@[::1]", True),
        ("smtp://localhost", False),
        ("smtp://LOCALHOST:25", False),
        ("smtp://127.0.0.1", False),
        ("smtp://127.8.0.1:2525", False),
        ("smtp://[::1]", False),
        ("smtps://me:pass@mail.example.org", False),
    ],
)
def test_encryption_is_asked_for_wherever_words_or_a_password_leave_the_machine(url: str, *, must: bool) -> None:
    assert mail_server(url, SENDER, TO).must_encrypt is must
    assert mail_server(url, SENDER, TO, in_the_clear=True).must_encrypt is False


def test_the_password_is_never_shown() -> None:
    server = mail_server("smtp://me:secret@mail.example.org", SENDER, TO)
    assert "secret" not in repr(server)
    assert "secret" not in str(server)
