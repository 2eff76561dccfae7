"""What administrators are handed to change, as it is now: one text to be replied to, or a file to be sent back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.editing.editable import Editable, editable
from bot.editing.proposal import digest, document_name
from bot.store.records import Awaiting, PendingChange
from bot.store.store import Store
from handlers.context import Services
from handlers.wire.buttons import Rows
from handlers.wire.delivery import Target
from handlers.wire.html import MOST_UNITS, units


async def hand_text(services: Services, target: Target, shown: Editable, rows: Rows = ()) -> None:
    """What it is, then the text alone, so that it can be copied whole; under it the buttons for what else it has."""
    say, now = services.say, services.policy.now()
    if units(shown.text) > MOST_UNITS:
        await services.delivery.say(target, say("edit_too_long", file=shown.file), rows)
        return
    heading = say("edit_shown", label=shown.label, id=shown.id, file=shown.file)
    posts = [*await services.delivery.say(target, heading)]
    posts.append(await services.delivery.plain(target.chat, shown.text or say("edit_no_text"), rows))
    held = [Awaiting(target.chat, post, "entry", shown.id, digest(shown.text) or "", now) for post in posts]

    def work(store: Store) -> None:
        for message in held:
            store.awaiting.add(message)

    await services.keep(work)


async def hand_file(services: Services, target: Target, name: str, text: str) -> None:
    """The file as a document."""
    post = await services.delivery.document(target, document_name(name), text.encode("utf-8"))
    handed = Awaiting(target.chat, post, "file", name, digest(text) or "", services.policy.now())
    await services.keep(lambda store: store.awaiting.add(handed))


async def hand_text_now(services: Services, target: Target, id_: str) -> None:
    """The text that somebody else has changed meanwhile."""
    shown = editable(services.snapshot().knowledge, id_)
    if shown:
        await services.delivery.say(target, services.say("meanwhile_text"))
        await hand_text(services, target, shown)


async def hand_files_now(services: Services, target: Target, names: Iterable[str]) -> None:
    """The files that somebody else has changed meanwhile."""
    files = await asyncio.to_thread(services.proposals.files)
    changed = [name for name in names if name in files]
    if changed:
        await services.delivery.say(target, services.say("meanwhile_files"))
    for name in changed:
        await hand_file(services, target, name, files[name])


async def hand_again(services: Services, target: Target, waiting: PendingChange) -> None:
    """What an administrator wanted to change, as it is now, and their own new text or file beside it."""
    about: Mapping[str, Any] = waiting.about or {}
    if "entry" in about:
        await hand_text_now(services, target, about["entry"])
        await services.delivery.say(target, services.say("meanwhile_yours"))
        await services.delivery.plain(target.chat, about["text"])
    elif posts := documents_of(waiting):
        await hand_files_now(services, target, posts)
        for name, post in posts.items():
            await services.delivery.say(replace(target, answering=post), services.say("meanwhile_file", file=name))


def documents_of(waiting: PendingChange) -> Mapping[str, int]:
    """By the names of files, the administrator's own messages that hold them."""
    several: Mapping[str, int] | None = (waiting.about or {}).get("documents")
    return several or (dict.fromkeys(waiting.files, waiting.document) if waiting.document else {})
