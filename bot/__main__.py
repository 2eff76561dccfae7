"""`race-equality`, or `python -m bot`: the command line. A command is one line in `COMMANDS`."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# Before numpy is imported: two threads for such small matrices wait for each other, 300 ms a question in place of 2.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot import app
from bot.checking.findings import FORMATS
from bot.library.folder import BrokenKnowledgeError
from bot.machine.folders import NAME
from bot.machine.private import why
from bot.settings import SettingsError
from knowledge.loading.template import TEMPLATES

INTERRUPTED, NOBODY_READS = 130, 141  # exit codes, as a shell reports them
YOUNG = 20_000  # objects between two garbage collections of the young; at 700 they take a fifth of a start


@dataclass(frozen=True, slots=True)
class Subcommand:
    """`does` is its line of help; `arguments` adds what it takes; `run` returns the exit code."""

    name: str
    does: str
    run: Callable[[argparse.Namespace], int]
    arguments: Callable[[argparse.ArgumentParser], None]


def _knowledge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--knowledge",
        type=Path,
        metavar="DIR",
        help="the folder of knowledge; else BOT_KNOWLEDGE, else the shipped one",
    )


def _ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="*", metavar="QUESTION")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one object")
    form.add_argument("--jsonl", action="store_true", help="an object for each line of standard input")
    form.add_argument("--explain", action="store_true", help="why it gets this reply")
    _knowledge(parser)


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")


def _check(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--links", action="store_true", help="open every link, one at a time of each site")
    what.add_argument("--live", action="store_true", help="list what a person must settle before going live")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are written; text if not said")
    _knowledge(parser)


def _gaps(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="list them as JSON")
    what.add_argument("--same-as", nargs=2, metavar=("NUMBER", "ID"), help="it is another way to ask for an entry")
    what.add_argument("--answer", nargs=2, metavar=("NUMBER", "TEXT"), help="it becomes a question with this answer")
    what.add_argument("--not-ours", metavar="NUMBER", help="it is not for this assistant")
    parser.add_argument("--insist", action="store_true", help="learn it although it breaks checks, which is recorded")
    _knowledge(parser)


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=TEMPLATES)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to a new file")
    _knowledge(parser)


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.html", required=True, help="the page")
    parser.add_argument("--data", type=Path, metavar="FILE.db", help="the same numbers as a database, for Datasette")
    _knowledge(parser)


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")


COMMANDS = (
    Subcommand("chat", "talk to the assistant in this terminal", app.chat, _knowledge),
    Subcommand("ask", "one answer, or many as JSON", app.ask, _ask),
    Subcommand("serve", "the assistant in Telegram", app.serve, _knowledge),
    Subcommand("doctor", "what serving in Telegram needs, and how to put it right", app.doctor, _knowledge),
    Subcommand("check", "every problem and warning in the knowledge, and its failing checks", app.check, _check),
    Subcommand("gaps", "questions without an answer, and how to settle them", app.gaps, _gaps),
    Subcommand("report", "what was asked for in the last year, as a page", app.report, _report),
    Subcommand("backup", "copy the database, also while the assistant serves", app.backup, _file),
    Subcommand("restore", "put a copy in the place of the database", app.restore, _file),
    Subcommand("export", "the record of enquiries as a table for a spreadsheet", app.export, _file),
    Subcommand("new", "an entry to fill in, each field with what it is for", app.new, _new),
    Subcommand("init", "copy the knowledge to a folder of your own", app.init, _init),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; expected failures are a sentence each on standard error, and exit code 2."""
    gc.set_threshold(YOUNG)
    _speak_utf8()
    logging.basicConfig(format="%(message)s")
    arguments = _arguments(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except (SettingsError, BrokenKnowledgeError) as error:
        print(error, file=sys.stderr)
        return app.WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _say_no_more()
        return NOBODY_READS
    except OSError as error:  # a full disk, above all; what a command expects it tells itself
        _say_no_more()
        where = f"{error.filename}: " if error.filename else ""
        print(f"The command could not end: {where}{why(error)}.", file=sys.stderr)
        return app.WRONG
    return code


def _say_no_more() -> None:
    """What is left unsaid is not tried again at exit."""
    with contextlib.suppress(OSError):  # it is no file where tests listen
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=NAME, description="The Race Equality Assistant.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.does, description=f"{command.does.capitalize()}.")
        command.arguments(one)
        one.set_defaults(run=command.run, refuse=one.error)
    arguments = parser.parse_args(argv)
    if arguments.run is app.ask and bool(arguments.question) == arguments.jsonl:
        arguments.refuse("it takes a question, or --jsonl and questions on standard input")
    return arguments


def _speak_utf8() -> None:
    """Whatever the console's own encoding; a byte that is no UTF-8 stays what it is until somebody looks at it."""
    for stream, encoding, errors in (
        (sys.stdin, "utf-8-sig", "surrogateescape"),
        (sys.stdout, "utf-8", "replace"),
        (sys.stderr, "utf-8", "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors=errors)


if __name__ == "__main__":
    sys.exit(main())
