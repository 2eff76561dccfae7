"""Puts the parts together for each command: only here are the environment, the clock and the user's folders met."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from pathlib import Path

from bot import backup as backups
from bot import logs
from bot.checking.examination import examine
from bot.checking.findings import FORMATS
from bot.checking.going_live import going_live
from bot.cli import gaps as gap_list
from bot.cli.ask import AskSession, as_json, to_json
from bot.cli.explain import explained
from bot.cli.gaps import GapList, SettleError
from bot.cli.screen import Screen, printable, typed
from bot.cli.terminal import Terminal, converse
from bot.encoder.encoder import Announced, find_encoder
from bot.enquiries.export import as_csv
from bot.enquiries.record import table
from bot.library.folder import Library, copy, is_shipped, parse_folder, read_folder, shipped, wording_of
from bot.library.in_force import Current
from bot.library.stored_versions import StoredVersions
from bot.library.versions import Remembered
from bot.machine.allocation import give_back
from bot.machine.folders import NAME, cache_folders, default_database
from bot.machine.private import FOR_READERS, NotWrittenError, written
from bot.report.report import counted, examined_report
from bot.settings import Settings, gathered, read
from bot.store.lock import alone
from bot.store.store import Store, StoreError
from bot.workdays import local_day
from knowledge.loading.template import template

DONE, PROBLEMS, WRONG = 0, 1, 2  # exit codes
SETTINGS = ("KNOWLEDGE", "MODEL")  # all that most commands use
SERVE = (
    "TOKEN", "STAFF_CHAT", "ADMINS", "KNOWLEDGE", "API_URL", "WEBHOOK_URL", "WEBHOOK_LISTEN", "WEBHOOK_PORT",
    "WEBHOOK_SECRET", "LOG_LEVEL", "HEALTH_PORT", "HEALTH_LISTEN", "DATABASE", "SMTP_URL", "MAIL_FROM", "STAFF_EMAIL",
    "SMTP_ALLOW_UNENCRYPTED", "RETENTION_ENQUIRIES_DAYS", "RETENTION_VERSIONS_DAYS", "RETENTION_GAPS_DAYS", "MODEL",
)  # fmt: skip


def chat(arguments: Namespace) -> int:
    """Talk with the person at the terminal, or answer the lines of a pipe."""
    folder = _folder(arguments)
    screen = Screen(sys.stdout, decorated=sys.stdout.isatty())
    person = sys.stdin.isatty() and sys.stdout.isatty()
    with contextlib.suppress(KeyboardInterrupt):
        terminal = _greeted(folder, screen) if person else Terminal(library().open(folder), time.monotonic)
        converse(terminal, typed() if person else sys.stdin, screen.show)
    return DONE


def ask(arguments: Namespace) -> int:
    """Answer one question, or those on standard input."""
    snapshot = library().open(_folder(arguments))
    asking = AskSession(snapshot, time.monotonic)
    if arguments.jsonl:
        return _answer_lines(asking)
    question = " ".join(arguments.question)
    if arguments.explain:
        print(printable(explained(snapshot, question)))
    elif arguments.json:
        print(to_json(as_json(asking.reply([question]), None)))
    else:
        print(printable(asking.reply([question]).text))
    return DONE


def check(arguments: Namespace) -> int:
    """Show every problem and warning of a folder, which checks fail, and how well its phrasings are found."""
    from bot.checking.links import examine_links, read_good  # noqa: PLC0415 - the other commands start faster without HTTP

    folder = _folder(arguments)
    parsed = parse_folder(folder)
    seen, today = next((one / "links.json" for one in cache_folders()), None), datetime.now(UTC).date()
    if parsed.knowledge is not None and arguments.live:
        print(going_live(parsed.knowledge, read_folder(folder)[0], read_good(seen)), end="")
        return DONE
    if parsed.knowledge is not None and arguments.links:
        found = examine_links(parsed.knowledge, seen, today, bar=sys.stderr.isatty())
    else:
        found = examine(parsed, library().fit, today, folder)
    print(FORMATS[arguments.format](found, str(folder)))
    return PROBLEMS if found.problems else DONE


def new(arguments: Namespace) -> int:
    """Show an entry to fill in, or write it to a new file."""
    text = template(arguments.what, parse_folder(_folder(arguments)).knowledge)
    if arguments.output is None:
        print(text, end="")
        return DONE
    try:
        with written(arguments.output, rights=FOR_READERS) as part:
            part.write_text(text, "utf-8", newline="\n")
    except NotWrittenError as error:
        return _wrong(error)
    print(f"{arguments.output} is there. Fill it in, then run: {NAME} check")
    return DONE


def serve(arguments: Namespace) -> int:
    """Serve Telegram until a signal asks for the end."""
    give_back()
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's own switch; without it every 429 is a warning
    from handlers.serving import serve as serving  # noqa: PLC0415 - the other commands start faster without Telegram

    chosen = _settings(SERVE, needs=("TOKEN",))
    logs.set_up(sys.stderr, chosen.log_level, chosen.secrets)
    folder = arguments.knowledge or chosen.knowledge or shipped()
    try:
        database = _database(chosen)
        with alone(database), contextlib.closing(Store.open(database)) as store:
            in_force = Current(
                library(beside=database.parent / "cache"), folder, StoredVersions(store), lambda: datetime.now(UTC)
            )
            asyncio.run(serving.serve(chosen, in_force, store))
    except serving.TokenRefusedError:
        return _wrong("Telegram refuses BOT_TOKEN. Ask @BotFather for the right one with /mybots.")
    except StoreError as error:
        return _wrong(error)
    except OSError as error:
        return _wrong(f"A port cannot be opened ({error.strerror}); set another one.")
    return DONE


def doctor(arguments: Namespace) -> int:
    """Say of each thing that serving needs whether it is right, and how to put it right."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    from handlers.enquiries.channels import mail_server_of  # noqa: PLC0415
    from handlers.serving.doctor import examine, examine_knowledge, examine_mail, examine_model  # noqa: PLC0415 - as above
    from handlers.serving.serve import telegram_bot  # noqa: PLC0415

    chosen = _settings(SERVE, needs=("TOKEN",))
    parsed = parse_folder(arguments.knowledge or chosen.knowledge or shipped())
    findings = [*examine_knowledge(parsed, encoder=find_encoder()[1] != "none"), *examine_model(chosen.model)]

    async def ask() -> None:
        bot = telegram_bot(chosen)
        try:
            findings.extend([*await examine(bot, chosen), await examine_mail(mail_server_of(chosen))])
        finally:
            await bot.shutdown()

    asyncio.run(ask())
    for finding in findings:
        print(finding)
    return PROBLEMS if any(finding.fix for finding in findings) else DONE


def gaps(arguments: Namespace) -> int:
    """List the questions without an answer, or settle one."""
    folder, now = _folder(arguments), datetime.now(UTC)
    try:
        store = Store.open_made(_database(_settings(("DATABASE",))))
        learns = bool(arguments.same_as or arguments.answer) and not is_shipped(folder)
        versions = StoredVersions(store) if learns else Remembered()  # to look is no version that an undo brings back
        found = GapList(store, Current(library(), folder, versions, lambda: now), local_day(now))
        print(gap_list.asked_for(found, arguments))
        store.close()
    except (StoreError, SettleError) as error:
        return _wrong(error)
    return DONE


def report(arguments: Namespace) -> int:
    """Write what was asked for in the last year as a page, and as a database where that is wanted."""
    from bot.report.open_data import write_database  # noqa: PLC0415 - the other commands start faster without charts
    from bot.report.page import page  # noqa: PLC0415

    database, now = _database(_settings(("DATABASE",))), datetime.now(UTC)
    snapshot = library().open(_folder(arguments))
    try:
        with contextlib.closing(Store.open(database if database.exists() else None)) as store:
            found = counted(store, now)
        with contextlib.ExitStack() as files:  # what cannot be written is said at once rather than after a minute
            named = [file for file in (arguments.output, arguments.data) if file]
            output, *data = [files.enter_context(written(file, over=True, but=database)) for file in named]
            made = examined_report(found, snapshot, now)
            output.write_text(page(made), "utf-8", newline="\n")
            for file in data:
                write_database(made, file)
    except (StoreError, NotWrittenError) as error:
        return _wrong(error)
    print(f"The report is in {arguments.output}.")
    return DONE


def backup(arguments: Namespace) -> int:
    """Copy the database while it is used."""
    return _copied(lambda database: backups.backup(database, arguments.file), f"The copy is in {arguments.file}.")


def restore(arguments: Namespace) -> int:
    """Put a copy in the database's place."""
    told = f"{arguments.file} is in place, without what was erased since. What was there is kept beside it for 30 days."
    return _copied(lambda database: backups.restore(arguments.file, database, datetime.now(UTC)), told)


def export(arguments: Namespace) -> int:
    """Write the record of enquiries, without their words, as a table for a spreadsheet."""

    def write(database: Path) -> None:
        with contextlib.closing(Store.open_made(database)) as store, written(arguments.file) as part:
            part.write_bytes(b"".join(as_csv(*table(store))))

    return _copied(write, f"The enquiries are in {arguments.file}.")


def _wrong(why: object) -> int:
    print(why, file=sys.stderr)
    return WRONG


def _copied(work: Callable[[Path], object], told: str) -> int:
    try:
        work(_database(_settings(("DATABASE",))))
    except (StoreError, NotWrittenError) as error:
        return _wrong(error)
    print(told)
    return DONE


def _database(chosen: Settings) -> Path:
    return chosen.database or default_database()


def init(arguments: Namespace) -> int:
    """Copy the knowledge in the package to a folder of one's own."""
    folder: Path = arguments.folder
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return _wrong(f"{folder} is not an empty folder; choose one that is empty or new.")
        copy(shipped(), folder)
    except OSError as error:
        return _wrong(f"{folder} cannot be written ({error.strerror}); choose another folder.")
    print(f"The knowledge is in {folder}. Edit its files, then run: {NAME} check --knowledge {folder}")
    return DONE


def _answer_lines(asking: AskSession) -> int:
    all_readable = True
    for line, readable in asking.lines(sys.stdin):
        print(line, flush=True)
        all_readable &= readable
    return DONE if all_readable else PROBLEMS


def _folder(arguments: Namespace) -> Traversable:
    """Where the knowledge is: as the command line says, else as the settings say, else in the package."""
    chosen = arguments.knowledge or _settings(SETTINGS).knowledge
    return chosen or shipped()


def _settings(uses: Sequence[str], needs: Sequence[str] = ()) -> Settings:
    return read(gathered(os.environ, Path(".env")), uses, needs)


def library(announce: Callable[[], None] | None = None, beside: Path | None = None) -> Library:
    """`announce` is called before a folder is fitted for the first time; `beside`: where to keep what is fitted."""
    embed, name = find_encoder(_settings(SETTINGS).model)
    folders = [*([beside] if beside else []), *cache_folders()]
    return Library(Announced(embed, announce) if announce else embed, name, *folders)


def _greeted(folder: Traversable, screen: Screen) -> Terminal:
    """The welcome stands there at once; the examples follow when the knowledge is read."""
    say = wording_of(folder)
    screen.show(say("welcome"))
    snapshot = library(lambda: screen.show(say("getting_ready"))).open(folder)
    screen.titles = frozenset(one.label for one in snapshot.knowledge.answerable)
    terminal = Terminal(snapshot, time.monotonic)
    screen.show(terminal.greeting())
    return terminal
