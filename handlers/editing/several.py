"""Files that an administrator sends one after another, or as an album, are one change: tried and shown together."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram.error import TelegramError

from bot.conversation.memory import Who
from bot.editing.preview import Preview
from bot.editing.proposal import Broken, Proposal, Refused, is_knowledge
from bot.editing.telling import broken
from bot.store.records import PendingChange
from bot.store.store import Store
from handlers.context import Context, Services
from handlers.editing.handing import documents_of, hand_files_now
from handlers.editing.proposals import Make, attempt, say_told, say_why_not, show
from handlers.present import take_typed
from handlers.wire.buttons import Button
from handlers.wire.delivery import Target

SOON = timedelta(minutes=10)  # in which the next file belongs to a change that waits
ALBUM_PAUSE = 0.5  # seconds in which Telegram hands over the rest of an album


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came: the message that holds it, the album it is of, and what was found out about it."""

    name: str
    post: int
    album: str | None
    note: str
    make: Make


async def receive(context: Context, target: Target, who: Who, sent: SentFile) -> None:
    """Try a file together with those that wait, and show all as one change."""
    services = context.services
    since = services.policy.now() - SOON
    waiting = await services.keep(lambda store: store.proposals.of_files(who[1], since))
    goes_on = sent.album is not None and await _goes_on(context, sent.album)
    async with services.delivery.typing(target):
        made, tried = await asyncio.to_thread(_tried, services, sent, waiting, held=goes_on)
    posts = {**(documents_of(waiting) if waiting else {}), sent.name: sent.post}
    merged = made is not None and waiting is not None and set(waiting.files) <= set(made.files)
    if made and (tried is None or (isinstance(tried, Broken) and _may_wait(tried, sent, waiting))):
        await _hold(context, target, who, made, tried, posts, waiting)
    elif isinstance(tried, Preview):
        if merged and waiting:
            await _end(context, target, who, waiting)
        kept = posts if merged else {sent.name: sent.post}
        others = ", ".join(name for name in kept if name != sent.name)
        note = "\n\n".join(filter(None, [sent.note, services.say("several_files", files=others) if others else ""]))
        await show(services, target, who, tried, note, sent.post, {"documents": kept})
    elif tried:
        await say_why_not(services, target, tried)
        if isinstance(tried, Refused) and tried.meanwhile:
            await hand_files_now(services, target, [sent.name])
        if made is None and sent.album and waiting and _is_held(waiting):
            await receive(context, target, who, _rest_of_album(waiting))


def _tried(
    services: Services, sent: SentFile, waiting: PendingChange | None, *, held: bool
) -> tuple[Proposal | None, Preview | Broken | Refused | None]:
    """All files together where some wait; without these where they stand in the way. Nothing is tried if it is held."""
    new: list[Proposal] = []

    def make() -> Proposal | Broken | Refused:
        proposal = sent.make()
        if not isinstance(proposal, Proposal):
            return proposal
        new.append(proposal)
        return _together(waiting, proposal) if waiting else proposal

    if held:
        made = make() if services.editing.folder else None
        return (made, None) if isinstance(made, Proposal) else (None, made)
    tried = attempt(services, make)
    if waiting and new and isinstance(tried, Refused):
        return new[0], services.editing.preview(new[0])
    return (_together(waiting, new[0]) if waiting else new[0]) if new else None, tried


def _together(waiting: PendingChange, new: Proposal) -> Proposal:
    return Proposal({**waiting.files, **new.files}, {**waiting.base, **new.base})


def _rest_of_album(waiting: PendingChange) -> SentFile:
    """What came before a file that is none of the knowledge's; nobody has been shown it yet."""
    name, post = next(iter(documents_of(waiting).items()))
    return SentFile(name, post, None, "", lambda: Proposal(waiting.files, waiting.base))


def _may_wait(tried: Broken, sent: SentFile, waiting: PendingChange | None) -> bool:
    """Can another file mend it, or does one wait for this already?"""
    return tried.between or sent.album is not None or (waiting is not None and _is_held(waiting))


def _is_held(waiting: PendingChange) -> bool:
    return bool((waiting.about or {}).get("held"))


async def _hold(
    context: Context, target: Target, who: Who, made: Proposal, tried: Broken | None,
    posts: Mapping[str, int], waiting: PendingChange | None,
) -> None:  # fmt: skip
    """Keep files that wait for the next one; what is wrong with them so far is said."""
    services, say = context.services, context.services.say
    about: Mapping[str, Any] = {"documents": posts, "held": True}
    row = {"person": who[1], "undo": False, "broken": 0, "document": max(posts.values()), "at": services.policy.now()}
    if waiting:
        await _end(context, target, who, waiting)
    id_ = await services.keep(lambda store: store.proposals.add(made.files, made.base, about, **row))
    if tried is None:
        return
    rows = [[Button(say("discard_button"), f"discard:{id_}")]]
    notice = broken(tried.problems, say, lost=tried.lost)
    await say_told(services, target, notice, "problems.txt")
    take_typed(services, who, rows)
    files = ", ".join(posts)
    remembered = await services.delivery.say(target, say("several_wait", files=files), rows)
    services.chats.remember_preview(id_, remembered)


async def _end(context: Context, target: Target, who: Who, waiting: PendingChange) -> None:
    """What waited is a part of what is shown next, so its buttons go."""
    services = context.services
    await services.keep(lambda store: store.proposals.delete(waiting.id))
    services.chats.forget_buttons(who)
    for post in services.chats.preview(waiting.id)[-1:]:
        with contextlib.suppress(TelegramError):
            await services.delivery.insist(
                lambda post=post: context.bot.edit_message_reply_markup(target.chat, post)  # type: ignore[misc]
            )


async def _goes_on(context: Context, album: str) -> bool:
    """Has another file of an album come in, that will be looked at next?"""
    await asyncio.sleep(ALBUM_PAUSE)
    return await context.services.keep(lambda store: _is_in(store, album, context.update_id))


def _is_in(store: Store, album: str, after: int) -> bool:
    messages = (json.loads(body).get("message") or {} for number, body in store.inbox.pending() if number > after)
    of_album = (one for one in messages if one.get("media_group_id") == album)
    return any(is_knowledge((one.get("document") or {}).get("file_name", "")) for one in of_album)
