"""`/knowledge`: the files by name and as documents, and a changed one that is sent back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from telegram import Document, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.editing.proposal import Broken, Proposal, Refused, file_of, is_knowledge, other_document
from bot.editing.telling import broken
from bot.library.folder import MOST_BYTES, misnamed
from bot.store.records import Awaiting
from bot.store.store import Store
from handlers.context import Context, Services
from handlers.editing.handing import hand_file
from handlers.editing.proposals import refused, say_told
from handlers.editing.several import SentFile, receive
from handlers.wire.delivery import Target
from handlers.wire.speaker import here


async def knowledge(update: Update, context: Context) -> None:
    """Send the files whose name or ids hold the word after the command; without one, say which there are."""
    _, target, _ = here(update)
    services, word = context.services, " ".join(context.args or ()).casefold()
    files = await asyncio.to_thread(services.proposals.files)
    wanted = _named(files, word) if word else []
    if not await refused(services, target) and wanted:  # else they can be read all the same
        await services.delivery.say(target, services.say("knowledge_how"))
    if not wanted:
        how = services.say("knowledge_no_file" if word else "knowledge_which", word=word, name=next(iter(files), ""))
        await services.delivery.say(target, "\n".join([how, "", *(f"- {name}" for name in files)]))
    async with services.delivery.typing(target):
        for name in wanted:
            await hand_file(services, target, name, files[name])
    if problems := await asyncio.to_thread(services.editing.problems):
        await say_told(services, target, broken(problems, services.say, "knowledge_broken"), "problems.txt")
    folder = services.editing.folder
    if folder and (unread := await asyncio.to_thread(lambda: tuple(misnamed(folder)))):
        await say_told(services, target, broken(unread, services.say, "knowledge_misnamed"), "names.txt")


def _named(files: Mapping[str, str], word: str) -> list[str]:
    by_name = [name for name in files if word in name.casefold()]
    return by_name or [name for name, text in files.items() if f"id: {word}\n" in text.casefold()]


async def receive_file(update: Update, context: Context) -> None:
    """A YAML file is a change of the knowledge; any other document is somebody else's business."""
    message, target, who = here(update)
    services, document = context.services, message.document
    if document is None or not is_knowledge(document.file_name or ""):
        await _say_what_it_is(services, target, (document and document.file_name) or "")
        return
    if await refused(services, target):
        raise ApplicationHandlerStop
    files = await asyncio.to_thread(services.proposals.files)
    name = file_of(document.file_name or "", files)
    answered = message.reply_to_message.message_id if message.reply_to_message else 0
    handed = await services.keep(lambda store: _handed(store, target.chat, answered, name))
    written = await _fetched(services, document)
    note = services.say("edit_base_unknown") if handed is None and name in files else ""

    def make() -> Proposal | Broken | Refused:
        if isinstance(written, str):
            return Refused(services.say(written, file=name))
        return services.proposals.upload(name, written, handed.digest if handed else None)

    sent = SentFile(name, message.message_id, message.media_group_id, note, make)
    await receive(context, target, who, sent)
    raise ApplicationHandlerStop


async def _say_what_it_is(services: Services, target: Target, name: str) -> None:
    """A Word document or the like that is called as a file of the knowledge; any other may be for the team."""
    if other := other_document(name):
        key, file = other
        await services.delivery.say(target, services.say(key, document=name, file=file))
        raise ApplicationHandlerStop


def _handed(store: Store, chat: int, answered: int, file: str) -> Awaiting | None:
    """The file as the administrator has it: the one they reply to, else the last of that name."""
    found = store.awaiting.at(chat, answered)
    return found if found and found.name == file else store.awaiting.last_file(chat, file)


async def _fetched(services: Services, document: Document) -> bytes | str:
    """The bytes, or the key of the sentence that says why not."""
    if (document.file_size or 0) > MOST_BYTES:
        return "edit_too_large"
    try:
        file = await services.delivery.insist(document.get_file)
        return bytes(await services.delivery.insist(file.download_as_bytearray))
    except TelegramError:
        return "edit_not_fetched"
