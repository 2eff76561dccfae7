"""`race-equality doctor`: is all there that serving needs?"""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace

from bot import app
from bot.encoder.encoder import NONE, find_encoder
from bot.library.folder import parse_folder, shipped
from handlers.enquiries.channels import mail_server_of
from handlers.serving.doctor import examine, examine_knowledge, examine_mail, examine_model
from handlers.serving.serve import telegram_bot


def arguments(parser: ArgumentParser) -> None:
    """It only takes a folder of knowledge."""
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Say of each thing that serving needs whether it is right, and how to put it right."""
    chosen = app.serving_settings()
    parsed = parse_folder(given.knowledge or chosen.knowledge or shipped())
    findings = [*examine_knowledge(parsed, encoder=find_encoder()[1] != NONE), *examine_model(chosen.model)]

    async def ask() -> None:
        bot = telegram_bot(chosen)
        try:
            findings.extend([*await examine(bot, chosen), await examine_mail(mail_server_of(chosen))])
        finally:
            await bot.shutdown()

    asyncio.run(ask())
    for finding in findings:
        print(finding)
    return app.PROBLEMS if any(finding.fix for finding in findings) else app.DONE
