"""`race-equality doctor`: is all there that serving needs?"""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import app

NO_ZONES = "to do  This machine does not know London's time: tzdata is missing. Install the package again."


def arguments(parser: ArgumentParser) -> None:
    """It only takes a folder of knowledge."""
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Say of each thing that serving needs whether it is right, and how to put it right; nothing hides another."""
    try:
        london = datetime.now(ZoneInfo("Europe/London"))
    except ZoneInfoNotFoundError:
        print(NO_ZONES)
        return app.PROBLEMS
    print(f"ok     London's time is known: it is {london:%H:%M} there", flush=True)
    from handlers.serving.diagnoses import diagnoses  # noqa: PLC0415 - it cannot be read without London's time

    async def tell() -> int:
        code = app.DONE
        async for diagnosis in diagnoses(given.knowledge, *app.settings_as_they_are(), lambda: datetime.now(UTC)):
            print(diagnosis, flush=True)
            code = app.PROBLEMS if diagnosis.fix else code
        return code

    return asyncio.run(tell())
