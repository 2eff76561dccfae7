"""`race-equality`, or `python -m bot`: the command line. A command is one line in `COMMANDS`, and a file in bot/cli."""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence

# Before numpy is imported: two threads for such small matrices wait for each other, 300 ms a question in place of 2.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot import app
from bot.library.folder import BrokenKnowledgeError
from bot.machine.folders import NAME
from bot.machine.private import why
from bot.settings import SettingsError

INTERRUPTED, NOBODY_READS = 130, 141  # exit codes, as a shell reports them
DISTRIBUTION = "race-equality-assistant"  # as pip knows it
YOUNG = 20_000  # objects between two garbage collections of the young; at 700 they take a fifth of a start


COMMANDS = {  # each is a module of its name in bot/cli, with `arguments` and `run`, or two functions of one `TOGETHER`
    "chat": "talk to the assistant in this terminal",
    "ask": "one answer, or many as JSON",
    "serve": "the assistant in Telegram",
    "doctor": "what serving in Telegram needs, and how to put it right",
    "check": "every problem and warning in the knowledge, and its failing checks",
    "gaps": "questions without an answer, and how to settle them",
    "report": "what was asked for in the last year, as a page",
    "page": "the whole knowledge as a page, with what is known of each entry",
    "backup": "copy the database, also while the assistant serves",
    "restore": "put a copy in the place of the database",
    "export": "the record of enquiries as a table for a spreadsheet",
    "person": "what is kept of one person: shown, exported, erased",
    "new": "an entry to fill in, each field with what it is for",
    "init": "copy the knowledge to a folder of your own",
}
TOGETHER = {"report": "pages", "page": "pages", "backup": "copies", "restore": "copies"}  # their modules


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; expected failures are a sentence each on standard error, and exit code 2."""
    gc.set_threshold(YOUNG)
    _speak_utf8()
    logging.basicConfig(format="%(message)s")
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
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


class _Version(argparse.Action):
    """Looked up where somebody asks only: it is a tenth of an answer's time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        print(NAME, version(DISTRIBUTION))
        parser.exit()


def _say_no_more() -> None:
    """What is left unsaid is not tried again at exit."""
    with contextlib.suppress(OSError):  # it is no file where tests listen
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=NAME, description="The Race Equality Assistant.")
    parser.add_argument("--version", action=_Version, nargs=0, help="which version this is")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    called = next((word for word in argv if not word.startswith("-")), None)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=f"{does.capitalize()}.")
        if name == called:
            takes, run = (f"{name}_arguments", name) if name in TOGETHER else ("arguments", "run")
            module = importlib.import_module(f"bot.cli.{TOGETHER.get(name, name)}")  # only when it is called
            getattr(module, takes)(command)
            command.set_defaults(run=getattr(module, run), refuse=command.error)
    return parser.parse_args(argv)


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
