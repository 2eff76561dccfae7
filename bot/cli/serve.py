"""`race-equality serve`: the assistant in Telegram, until a signal asks for the end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from bot import app, logs
from bot.library.folder import shipped
from bot.library.in_force import Current
from bot.library.stored_versions import StoredVersions
from bot.machine.allocation import give_back
from bot.machine.lock import LockedError, alone
from bot.store.store import Store, StoreError

log = logging.getLogger(__name__)

STARTING = "Starting: reading the knowledge, then meeting Telegram. Ctrl-C ends it."
NEW = "This knowledge is new here and is made ready once; that may take a minute."


def arguments(parser: ArgumentParser) -> None:
    """It only takes a folder of knowledge."""
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Serve Telegram; what is wrong with the settings is told before it starts."""
    give_back()
    chosen = app.serving_settings()
    database, folder = app.database(chosen), given.knowledge or chosen.knowledge or shipped()
    logs.set_up(sys.stderr, chosen.log_level, chosen.secrets)
    _tell(STARTING)
    log.info("starting")
    from handlers.serving import serve as serving  # noqa: PLC0415 - it is said first that it starts

    try:
        with alone(database), contextlib.closing(Store.open(database)) as store:
            library = app.library(_tell_of_new, beside=database.parent / "cache")
            in_force = Current(library, folder, StoredVersions(store), lambda: datetime.now(UTC))
            log.info("the knowledge is read")
            asyncio.run(serving.serve(chosen, in_force, store))
    except serving.TokenRefusedError:
        return app.wrong("Telegram refuses BOT_TOKEN. Ask @BotFather for the right one with /mybots.")
    except (StoreError, LockedError) as error:
        return app.wrong(error)
    except OSError as error:
        return app.wrong(f"A port cannot be opened ({error.strerror}); set another one.")
    return app.DONE


def _tell_of_new() -> None:
    _tell(NEW)
    log.info("new knowledge is made ready, which may take a minute")


def _tell(sentence: str) -> None:
    """A sentence to whoever looks on; in a journal the line of the log says the same."""
    if sys.stderr.isatty():
        print(sentence, file=sys.stderr, flush=True)
