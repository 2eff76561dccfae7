"""`race-equality chat`: talk to the assistant in this terminal. Stores nothing."""

from __future__ import annotations

import contextlib
import sys
import time
from argparse import ArgumentParser, Namespace
from importlib.resources.abc import Traversable

from bot import app
from bot.library.folder import wording_of
from bot.terminal.chatting import Terminal, converse
from bot.terminal.screen import Screen, typed


def arguments(parser: ArgumentParser) -> None:
    """It only takes a folder of knowledge."""
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Talk with the person at the terminal, or answer the lines of a pipe."""
    folder = app.folder(given)
    screen = Screen(sys.stdout, decorated=sys.stdout.isatty())
    person = sys.stdin.isatty() and sys.stdout.isatty()
    with contextlib.suppress(KeyboardInterrupt):
        terminal = _greeted(folder, screen) if person else Terminal(app.library().open(folder), time.monotonic, app.now)
        converse(terminal, typed() if person else sys.stdin, screen.show)
    return app.DONE


def _greeted(folder: Traversable, screen: Screen) -> Terminal:
    """The welcome stands there at once; the examples follow when the knowledge is read."""
    say = wording_of(folder)
    screen.show(say("welcome"))
    snapshot = app.library(lambda: screen.show(say("getting_ready"))).open(folder)
    screen.titles = frozenset(one.label for one in snapshot.knowledge.answerable)
    terminal = Terminal(snapshot, time.monotonic, app.now)
    screen.show(terminal.greeting())
    return terminal
