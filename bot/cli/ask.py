"""`race-equality ask`: one answer for a person, or many as JSON for a program. Stores nothing."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace

from bot import app
from bot.markup import printable
from bot.terminal.asking import AskSession, as_json, to_json


def arguments(parser: ArgumentParser) -> None:
    """A question, or lines on standard input, and the form of the answer."""
    parser.add_argument("question", nargs="*", metavar="QUESTION")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one object")
    form.add_argument("--jsonl", action="store_true", help="an object for each line of standard input")
    form.add_argument("--explain", action="store_true", help="why it gets this reply")
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Answer one question, or those on standard input."""
    if bool(given.question) == given.jsonl:
        given.refuse("it takes a question, or --jsonl and questions on standard input")
    snapshot = app.library().open(app.folder(given))
    asking = AskSession(snapshot, time.monotonic, app.now)
    if given.jsonl:
        return _answer_lines(asking)
    question = " ".join(given.question)
    if given.explain:
        from bot.terminal.explain import explained  # noqa: PLC0415 - an answer comes faster without it

        print(printable(explained(snapshot, question)))
    elif given.json:
        print(to_json(as_json(asking.reply([question]), None)))
    else:
        print(printable(asking.reply([question]).text))
    return app.DONE


def _answer_lines(asking: AskSession) -> int:
    all_readable = True
    for line, readable in asking.lines(sys.stdin):
        print(line, flush=True)
        all_readable &= readable
    return app.DONE if all_readable else app.PROBLEMS
