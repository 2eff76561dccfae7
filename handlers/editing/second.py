"""A change of who helps in distress is shown to the other administrators, and one of them puts it in force."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection

from telegram import User
from telegram.error import TelegramError

from bot.editing.preview import Applied, Preview
from bot.editing.proposal import Broken, Refused
from bot.editing.second import ask_others, shown_to_others
from bot.editing.telling import previewed
from bot.store.records import PendingChange
from handlers.context import Services
from handlers.guard import called
from handlers.present import also_typed
from handlers.wire.buttons import buttons
from handlers.wire.delivery import Target

Try = Callable[[], Preview | Broken | Refused]


async def ask(
    services: Services, target: Target, person: User, waiting: PendingChange, attempt: Try
) -> Applied | Preview | Broken | Refused | None:
    """Show it to the others and say so; what was tried comes back where it is not what was shown to the first."""
    if await services.keep(lambda store: shown_to_others(store, waiting)):
        await services.delivery.say(target, services.say("second_waits"))
        return None
    tried = await asyncio.to_thread(attempt)
    if not isinstance(tried, Preview) or len(tried.broken) > waiting.broken:
        return tried
    say, others = services.say, services.policy.admins - {person.id}
    notice, name = previewed(tried, say, say("second_shown", who=called(person))), called(person)
    sent = await services.keep(lambda store: ask_others(store, waiting, tried, notice, others, name, say))
    for admin, rows in sent.items():
        also_typed(services, (admin, admin), buttons(rows))
        if notice.whole:
            with contextlib.suppress(TelegramError):
                await services.delivery.document(Target(admin), "changes.txt", notice.whole.encode("utf-8"))
    await services.delivery.say(target, say("second_asked"))
    return None


async def tell_discarded(services: Services, person: User | None, others: Collection[int]) -> None:
    """Those hear it who were shown the same change."""
    for admin in others:
        with contextlib.suppress(TelegramError):
            await services.delivery.say(Target(admin), services.say("second_discarded", who=called(person)))
