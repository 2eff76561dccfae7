"""A change of the knowledge in Telegram: what it would do is shown, and it is done when an administrator says so."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping

from telegram import Message, Update, User
from telegram.error import TelegramError

from bot.conversation.memory import Who
from bot.editing.fields import in_a_line
from bot.editing.preview import Applied, Preview
from bot.editing.proposal import Broken, Proposal, Refused, digest
from bot.editing.second import end, is_of_support, shown_to_others, wanted_by, wants_another
from bot.editing.telling import Notice, as_read, broken, previewed
from bot.editing.versions import put_by
from bot.explaining.effect import Effect, effect, effect_in_words
from bot.gaps.grouping import conclude, is_over
from bot.gaps.keeping import without_details
from bot.store.records import Awaiting, PendingChange, Version
from bot.store.store import Store
from bot.workdays import at_the_clock, local_day
from handlers.context import Context, Services
from handlers.editing import second
from handlers.editing.confirming import confirm_written
from handlers.editing.handing import documents_of, hand_again
from handlers.guard import called
from handlers.present import offer
from handlers.wire.buttons import Button, Rows, row_number
from handlers.wire.delivery import Target
from handlers.wire.speaker import here

Make = Callable[[], Proposal | Broken | Refused]
About = Mapping[str, object] | None
Tried = Applied | Preview | Broken | Refused | None


async def undo(update: Update, context: Context) -> None:
    """Show what bringing back the version before would change."""
    _, target, who = here(update)
    services = context.services
    if await refused(services, target):
        return
    version = await asyncio.to_thread(services.proposals.earlier)
    note = _undoes(version, services) if version else ""
    await propose(context, target, who, services.proposals.undo, note)


async def propose(
    context: Context, target: Target, who: Who, make: Make, note: str = "", document: int | None = None,
    about: About = None,
) -> Preview | Broken | Refused:  # fmt: skip
    """Try what an administrator wants to change, and show what it would do; it takes seconds, beside the loop.

    `note` is said first, `document` is the message with the file that it came from, `about` what it settles.
    """
    services = context.services
    async with services.delivery.typing(target):
        tried = await asyncio.to_thread(attempt, services, make)
    if isinstance(tried, Preview):
        await show(services, target, who, tried, note, document, about)
    else:
        await say_why_not(services, target, tried)
    return tried


async def say_why_not(services: Services, target: Target, tried: Broken | Refused) -> None:
    """All that is wrong, or why not."""
    if isinstance(tried, Broken):
        await say_told(services, target, broken(tried.problems, services.say, lost=tried.lost), "problems.txt")
    else:
        await services.delivery.say(target, tried.why)


async def say_told(services: Services, target: Target, notice: Notice, file: str, rows: Rows = ()) -> None:
    """The message, and the file with what is cut there."""
    await services.delivery.say(target, notice.words, rows)
    if notice.whole:
        await services.delivery.document(target, file, notice.whole.encode("utf-8"))


async def apply(update: Update, context: Context, target: Target, data: str) -> None:
    """Put in force what was shown: `apply:ID`. It is tried again, because others may have changed something since."""
    services, person = context.services, update.effective_user
    waiting = await _waiting(services, person, data)
    if person is None or waiting is None:
        await services.delivery.say(target, services.say("proposal_gone"))
        return
    over: bool = await services.keep(lambda store: is_over(store, waiting.about))
    if over:
        await _end(update, services, target, waiting)
        await services.delivery.say(target, services.say("lesson_over"))
        return
    async with services.delivery.typing(target):
        if wants_another(waiting, services.policy.admins):
            done = await second.ask(services, target, person, waiting, lambda: _tried(services, waiting))
        else:
            done = await asyncio.to_thread(_applied, services, waiting, _who(services, person, waiting))
    if done is None:  # another must
        return
    if not isinstance(done, Refused):
        await _end(update, services, target, waiting, done)
    if isinstance(done, Preview):
        who, note = (target.chat, person.id), services.say("edit_other_now")
        await show(services, target, who, done, note, waiting.document, waiting.about)
    elif isinstance(done, Applied):
        key = "applied_although" if done.broke else "applied"
        rows = [[Button(services.say("redo_button"), "redo")]] if waiting.undo else []
        alone = wanted_by(waiting) is None and is_of_support(waiting.files)
        noted = [services.say("applied_alone")] if alone else []
        words = "\n\n".join([services.say(key, changes=done.changes), *noted])
        await offer(services, target, (target.chat, person.id), words, rows)
        await confirm_written(services, person, waiting, done)
        await tell_others(services, person, done)
        if "gaps" in (waiting.about or {}):
            await services.delivery.say(target, services.say("gap_settled"))
    else:
        await say_why_not(services, target, done)
        if isinstance(done, Refused) and done.meanwhile:
            await hand_again(services, target, waiting)


async def discard(update: Update, context: Context, target: Target, data: str) -> None:
    """Forget a change that was shown: `discard:ID`."""
    services = context.services
    waiting = await _waiting(services, update.effective_user, data)
    if waiting:
        services.editing.forget()
        others: set[int] = await services.keep(lambda store: shown_to_others(store, waiting))
        await _end(update, services, target, waiting)
        await second.tell_discarded(services, update.effective_user, others)
    await services.delivery.say(target, services.say("discarded" if waiting else "proposal_gone"))


def name_of(person: User) -> str:
    """Who it was, as versions keep it."""
    return f"{called(person)} ({person.id})"


async def refused(services: Services, target: Target) -> bool:
    """May nothing be changed here? That is said at once, before anything is asked for."""
    if obstacle := services.editing.obstacle:
        await services.delivery.say(target, services.say(obstacle, folder=services.editing.folder))
    return bool(obstacle)


def attempt(services: Services, make: Make) -> Preview | Broken | Refused:
    """Make a proposal, and try what it would do."""
    if obstacle := services.editing.obstacle:
        return Refused(services.say(obstacle, folder=services.editing.folder))
    proposal = make()
    return services.editing.preview(proposal) if isinstance(proposal, Proposal) else proposal


def _tried(services: Services, waiting: PendingChange) -> Preview | Broken | Refused:
    return attempt(services, lambda: Proposal(waiting.files, waiting.base, waiting.undo))


def _who(services: Services, person: User, waiting: PendingChange) -> str:
    first = wanted_by(waiting)
    return services.say("second_who", who=name_of(person), first=first) if first else name_of(person)


def _applied(services: Services, waiting: PendingChange, name: str) -> Tried:
    """A preview where more checks would break than the administrator was told."""
    tried = _tried(services, waiting)
    if not isinstance(tried, Preview) or len(tried.broken) > waiting.broken:
        return tried
    return services.editing.apply(tried, name, override=bool(tried.broken))


async def show(
    services: Services, target: Target, who: Who, preview: Preview, note: str = "", document: int | None = None,
    about: About = None,
) -> None:  # fmt: skip
    """What a change would do, with the buttons that decide."""
    say, proposal = services.say, preview.proposal
    base = {name: digest(preview.before.get(name)) for name in proposal.files}
    now, count = services.policy.now(), len(preview.broken)
    id_ = await services.keep(
        lambda store: store.proposals.add(
            proposal.files, base, about, person=who[1], undo=proposal.undo, broken=count, document=document, at=now
        )
    )
    knowledge = (services.snapshot().knowledge, preview.snapshot.knowledge)
    if (words := as_read(preview, knowledge[0])) is not None:
        await services.delivery.say(target, f"{say('edit_as_read')}\n\n{words}")
    notice = previewed(preview, say, note)
    if notice.whole:
        await services.delivery.document(target, "changes.txt", notice.whole.encode("utf-8"))
    key = ("apply_button", "apply_although_one_button")[count] if count < 2 else "apply_although_button"
    rows = [[Button(say(key, count=count), f"apply:{id_}"), Button(say("discard_button"), f"discard:{id_}")]]
    in_words = effect_in_words(await effect_of(services, target, preview), *knowledge, say)
    posts = await offer(services, target, who, "\n\n".join(filter(None, [notice.words, in_words])), rows)
    services.chats.remember_preview(id_, posts)
    held = [Awaiting(target.chat, post, "change", str(id_), "", now) for post in posts]

    def work(store: Store) -> None:
        for shown in held:
            store.awaiting.add(shown)

    await services.keep(work)


async def effect_of(services: Services, target: Target, preview: Preview) -> Effect:
    """What a change does to the questions of leaders; it takes up to seconds, beside the loop."""
    gaps = await services.keep(lambda store: store.gaps.all())
    asked = [without_details(gap.words) for gap in gaps if gap.how != "not_ours"]
    async with services.delivery.typing(target):
        return await asyncio.to_thread(effect, services.snapshot(), preview.snapshot, asked)


async def _waiting(services: Services, person: User | None, data: str) -> PendingChange | None:
    """What was shown to this person, and nobody else."""
    id_ = row_number(data.partition(":")[2])
    if person is None or id_ is None:
        return None
    return await services.keep(lambda store: store.proposals.by_id(id_, person.id))


async def _end(update: Update, services: Services, target: Target, waiting: PendingChange, done: object = None) -> None:
    """It waits no more, and its buttons go. Who applied a file that they sent has that one now."""
    now = services.policy.now()

    def work(store: Store) -> None:
        if isinstance(done, Preview):  # it is shown anew
            store.proposals.delete(waiting.id)
        else:
            end(store, waiting)
        if isinstance(done, Applied):
            conclude(store, waiting.about, local_day(now))
        for name, post in documents_of(waiting).items() if isinstance(done, Applied) else ():
            store.awaiting.add(Awaiting(target.chat, post, "file", name, digest(waiting.files[name]) or "", now))

    await services.keep(work)
    services.chats.forget_buttons((target.chat, waiting.person))
    message = update.callback_query.message if update.callback_query else None
    if isinstance(message, Message):
        with contextlib.suppress(TelegramError):
            await services.delivery.insist(lambda: message.edit_reply_markup(None))


async def tell_others(services: Services, person: User, done: Applied) -> None:
    """One line to each other administrator; one who never wrote to the bot cannot be told."""
    what = in_a_line(done.titles, services.say)
    words = services.say("applied_by", who=called(person), changes=done.changes, what=what)
    for admin in services.policy.admins - {person.id}:
        with contextlib.suppress(TelegramError):
            await services.delivery.say(Target(admin), words)


def _undoes(version: Version, services: Services) -> str:
    return services.say("undo_shown", when=at_the_clock(version.at), who=put_by(version, services.say))
