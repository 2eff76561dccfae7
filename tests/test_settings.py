"""Settings: read from a mapping and a file, all that is wrong at once, secrets never repeated."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import READERS, SECRET, Settings, SettingsError, gathered, read

NOWHERE = Path("nowhere") / ".env"
ALL = tuple(READERS)


def test_nothing_need_be_set() -> None:
    assert read({}, ALL) == Settings()


def test_every_setting_has_its_field() -> None:
    assert [one.name.upper() for one in fields(Settings)] == list(READERS)


RIGHT = {
    "TOKEN": ("123:ABC-def_4", "123:ABC-def_4"),
    "STAFF_CHAT": ("-1001234567890", -1001234567890),
    "ADMINS": ("12, 34,", frozenset({12, 34})),
    "KNOWLEDGE": ("own/knowledge", Path("own/knowledge")),
    "DATABASE": ("bot.sqlite", Path("bot.sqlite")),
    "API_URL": ("http://localhost:8081/bot", "http://localhost:8081/bot"),
    "WEBHOOK_URL": ("https://bot.example.org/telegram", "https://bot.example.org/telegram"),
    "WEBHOOK_LISTEN": ("::1", "::1"),
    "WEBHOOK_PORT": ("8443", 8443),
    "WEBHOOK_SECRET": ("a-Secret_1", "a-Secret_1"),
    "SMTP_URL": (
        "smtps://me%40example.org:pass@mail.example.org:465",
        "smtps://me%40example.org:pass@mail.example.org:465",
    ),
    "MAIL_FROM": ("Bot <bot@example.org>", "Bot <bot@example.org>"),
    "STAFF_EMAIL": ("team@example.org", "team@example.org"),
    "SMTP_ALLOW_UNENCRYPTED": ("Yes", True),
    "RETENTION_ENQUIRIES_DAYS": ("365", 365),
    "RETENTION_GAPS_DAYS": ("90", 90),
    "RETENTION_SAVED_DAYS": ("30", 30),
    "RETENTION_VERSIONS_DAYS": ("1", 1),
    "FILE_TYPES": ("pdf, .DOCX", frozenset({"pdf", "docx"})),
    "FILE_MEGABYTES": ("5", 5),
    "MODEL": ("model", Path("model")),
    "LOG_LEVEL": ("debug", "DEBUG"),
    "HEALTH_PORT": ("9000", 9000),
    "HEALTH_LISTEN": ("10.0.0.5", "10.0.0.5"),
}


@pytest.mark.parametrize("name", ALL)
def test_a_right_value_is_read(name: str) -> None:
    written, meant = RIGHT[name]
    assert getattr(read({f"BOT_{name}": written}, [name]), name.lower()) == meant


@pytest.mark.parametrize("written", ["http://localhost:8081", "http://localhost:8081/", "http://localhost:8081/bot/"])
def test_the_api_address_ends_as_the_library_wants_it(written: str) -> None:
    assert read({"BOT_API_URL": written}, ["API_URL"]).api_url == "http://localhost:8081/bot"


WRONG = {
    "TOKEN": ["abc", "123:", "1:a b", "\u0661\u0662:abc", "1:é"],
    "STAFF_CHAT": [
        "@staff",
        "1.5",
        "-1002200000001_5",
        "-１００",
        "- 100",
        "+100",
        "--100",
        "0",
        "4711",
        "-1" + "0" * 18,
        "-" + "9" * 5000,
    ],
    "ADMINS": ["me", "1;2", "12_34", "1 2", "１２", "+12", "0", "-100", "12, -100", "1" + "0" * 18],
    "API_URL": ["localhost:80", "ftp://example.org", "https://", "https://example.org:99999", "http://["],
    "WEBHOOK_URL": ["example.org"],
    "WEBHOOK_LISTEN": ["a b", "höst"],
    "WEBHOOK_PORT": ["0", "65536", "http", "-1", "8_080", "８０", "+80"],
    "WEBHOOK_SECRET": ["a secret", "x" * 257],
    "SMTP_URL": ["mail.example.org", "http://mail.example.org", "smtp://me@mail.example.org"],
    "MAIL_FROM": ["me", "Bot <bot@example..org>", "bot@exämple.org"],
    "STAFF_EMAIL": ["me@", "a b@example.org", "a@x.org, b@x.org"],
    "SMTP_ALLOW_UNENCRYPTED": ["maybe", "1"],
    "RETENTION_ENQUIRIES_DAYS": ["0", "1.5", "-1", "for ever", "3_65", "９０", "+90", "9 0"],
    "RETENTION_GAPS_DAYS": ["none"],
    "RETENTION_SAVED_DAYS": ["a year"],
    "RETENTION_VERSIONS_DAYS": ["0"],
    "LOG_LEVEL": ["loud"],
    "HEALTH_PORT": ["0"],
}


@pytest.mark.parametrize(("name", "written"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_one_sentence_that_names_it(name: str, written: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read({f"BOT_{name}": written}, [name])
    (problem,) = raised.value.problems
    assert problem.startswith(f"BOT_{name} must ")
    assert problem.endswith(".")


def test_a_person_s_number_is_no_staff_chat() -> None:
    with pytest.raises(SettingsError, match="BOT_STAFF_CHAT must be the number of a group, which begins with a minus"):
        read({"BOT_STAFF_CHAT": "4711"}, ["STAFF_CHAT"])


@pytest.mark.parametrize("name", sorted(SECRET))
def test_a_secret_is_never_repeated(name: str) -> None:
    right, wrong = RIGHT[name][0], WRONG[name][0]
    assert right not in repr(read({f"BOT_{name}": right}, [name]))
    with pytest.raises(SettingsError) as raised:
        read({f"BOT_{name}": wrong}, [name])
    assert wrong not in str(raised.value)


def test_what_must_stand_in_no_log_is_known_as_it_is_set_and_as_it_is_sent() -> None:
    chosen = Settings(token="1:a", webhook_secret="hook", smtp_url="smtps://me:p%40ss@mail.example.org")
    assert chosen.secrets == ("1:a", "hook", "p%40ss", "p@ss")
    assert Settings().secrets == ()


def test_all_that_is_wrong_or_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as raised:
        read({"BOT_STAFF_CHAT": "x", "BOT_ADMINS": "y"}, ["TOKEN", "STAFF_CHAT", "ADMINS"], needs=["TOKEN"])
    assert [problem.split()[0] for problem in raised.value.problems] == ["BOT_TOKEN", "BOT_STAFF_CHAT", "BOT_ADMINS"]


@pytest.mark.parametrize("given", [["SMTP_URL"], ["MAIL_FROM", "STAFF_EMAIL"]])
def test_e_mail_needs_all_of_its_settings_or_none(given: list[str]) -> None:
    with pytest.raises(SettingsError) as raised:
        read({f"BOT_{name}": RIGHT[name][0] for name in given}, ALL)
    missing = [name for name in ("SMTP_URL", "MAIL_FROM", "STAFF_EMAIL") if name not in given]
    assert [problem.split()[:4] for problem in raised.value.problems] == [
        [f"BOT_{name}", "is", "not", "set;"] for name in missing
    ]


def test_all_that_is_wrong_with_e_mail_is_said_at_once() -> None:
    wrong = {"BOT_SMTP_URL": "smtp://me@", "BOT_MAIL_FROM": "me", "BOT_STAFF_EMAIL": "a@x.org, b@x.org"}
    with pytest.raises(SettingsError) as raised:
        read(wrong, ALL)
    assert [problem.split()[0] for problem in raised.value.problems] == [
        "BOT_SMTP_URL", "BOT_SMTP_URL", "BOT_MAIL_FROM", "BOT_STAFF_EMAIL",
    ]  # fmt: skip


def test_a_missing_token_says_where_to_get_one_and_what_works_meanwhile() -> None:
    with pytest.raises(SettingsError, match=r"@BotFather.*`race-equality chat`"):
        read({}, ["TOKEN"], needs=["TOKEN"])


def test_what_a_command_does_not_use_is_not_looked_at() -> None:
    assert read({"BOT_ADMINS": "nonsense", "BOT_HEALTH_PORT": "80"}, ["HEALTH_PORT"]) == Settings(health_port=80)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('\ufeff# mine\nBOT_TOKEN="1:file"\nexport BOT_ADMINS=1\nBOT_MODEL=\nBOT_EMPTY\nOTHER=2\n', "utf-8")
    found = gathered({"BOT_TOKEN": "1:environment", "PATH": "/bin"}, file)
    assert found == {"BOT_TOKEN": "1:environment", "BOT_ADMINS": "1"}


def test_a_file_is_not_needed() -> None:
    assert gathered({"BOT_TOKEN": " 1:a "}, NOWHERE) == {"BOT_TOKEN": "1:a"}


def test_a_folder_called_env_is_no_file(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert gathered({}, tmp_path / ".env") == {}


def test_nothing_in_the_file_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_SMTP_URL=smtp://me:a$b${HOME}@example.org\n", "utf-8")
    assert gathered({}, tmp_path / ".env") == {"BOT_SMTP_URL": "smtp://me:a$b${HOME}@example.org"}


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_TOKEN=caf\xe9\n")
    with pytest.raises(SettingsError, match=r"\.env cannot be read; save it as UTF-8"):
        gathered({}, tmp_path / ".env")
