"""An administrator has confirmed what an answer says: that is kept, and known from then on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import User

from bot.editing.preview import Applied
from bot.library.confirming import text_key
from bot.store.records import Confirmation, PendingChange
from bot.store.store import Store
from handlers.context import Services
from handlers.guard import called


async def confirm(services: Services, person: User, id_: str, digest: str) -> None:
    """Keep that somebody has confirmed the text of that hash."""
    confirmation = Confirmation(id_, called(person), digest, services.policy.now())

    def work(store: Store) -> Sequence[Confirmation]:
        store.reviews.keep(confirmation)
        return store.reviews.all()

    kept: Sequence[Confirmation] = await services.keep(work)
    await asyncio.to_thread(services.editing.confirm, kept)


async def confirm_written(services: Services, person: User, waiting: PendingChange, done: Applied) -> None:
    """Who puts a new text in force has confirmed it, if it is still the one in force."""
    id_, knowledge = (waiting.about or {}).get("confirms", ""), services.snapshot().knowledge
    if id_ in knowledge.by_id and knowledge.version == done.version:
        await confirm(services, person, id_, text_key(knowledge.by_id[id_]))
