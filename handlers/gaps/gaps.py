"""`/gaps`: questions that got no answer, one card after another, and what an administrator makes of each."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence

from telegram import Message, Update, User
from telegram.error import TelegramError

from bot.conversation.memory import Who
from bot.editing.preview import Preview
from bot.editing.proposal import Refused
from bot.gaps.grouping import Group, close, record
from bot.gaps.learning import answer_of
from bot.gaps.learning import same_as as learn_same_as
from bot.store.records import Awaiting
from bot.store.store import Store
from bot.workdays import local_day, spoken
from handlers.context import Context, Services
from handlers.editing.proposals import attempt, effect_of, name_of, propose, refused, say_why_not, show, tell_others
from handlers.present import numbered, offer
from handlers.wire.buttons import Button, known, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker


async def gaps(update: Update, context: Context) -> None:
    """Show an administrator the first card of questions without an answer."""
    _, target, who = here(update)
    await refused(context.services, target)
    await _show_next(context, target, who, await _groups(context.services))


async def same_as(update: Update, context: Context, target: Target, data: str) -> None:
    """It is another way to ask for an entry: `same:NUMBER:ID`.

    In force at once, unless that breaks a check or takes questions of another entry.
    """
    services, person = context.services, update.effective_user
    if await refused(services, target):
        return
    number, _, about = data.partition(":")[2].partition(":")
    id_ = known(about, services.snapshot().knowledge)
    group = await _group(update, context, target, number)
    if group is None or person is None:
        return
    async with services.delivery.typing(target):
        tried = await asyncio.to_thread(attempt, services, lambda: learn_same_as(services.proposals, group, id_))
    if isinstance(tried, Preview) and not tried.broken and not (await effect_of(services, target, tried)).takes:
        if await _learned(services, target, person, group, id_, tried):
            await _show_next(context, target, speaker(update), await _groups(services))
    elif isinstance(tried, Preview):
        settles = {"gaps": group.ids, "how": "same_as", "answer": id_}
        await show(services, target, speaker(update), tried, about=settles)
    else:
        await say_why_not(services, target, tried)


async def write(update: Update, context: Context, target: Target, data: str) -> None:
    """Ask for the answer: `write:NUMBER`. It comes as a reply to what is asked here."""
    services = context.services
    if await refused(services, target):
        return
    group = await _group(update, context, target, data.partition(":")[2])
    if group is None:
        return
    asked = services.say("gap_write", question=group.wordings[0])
    ids = ",".join(map(str, group.ids))
    posts = await services.delivery.say(target, asked)
    held = [Awaiting(target.chat, post, "gap", ids, "", services.policy.now()) for post in posts]

    def work(store: Store) -> None:
        for one in held:
            store.awaiting.add(one)

    await services.keep(work)


async def written(context: Context, target: Target, who: Who, name: str, text: str) -> None:
    """The answer came: what it would change is shown first."""
    services = context.services
    ids = {int(id_) for id_ in name.split(",")}
    asked = await services.keep(lambda store: [gap for gap in store.gaps.all() if gap.id in ids and gap.how is None])
    if not asked:
        await services.delivery.say(target, services.say("gap_over"))
        return
    entry = answer_of(Group(tuple(asked)).wordings, text, services.snapshot().knowledge.by_id)
    settles = {"gaps": [gap.id for gap in asked], "how": "answered", "answer": entry["id"]}
    await propose(context, target, who, lambda: services.proposals.learned(entries=[entry]), about=settles)


async def not_ours(update: Update, context: Context, target: Target, data: str) -> None:
    """Set it aside, and the like: `notours:NUMBER`."""
    services = context.services
    day = local_day(services.policy.now())
    group = await _group(update, context, target, data.partition(":")[2])
    if group:
        await services.keep(lambda store: close(store, group.gaps, "not_ours", None, day))
        await services.delivery.say(target, services.say("gap_not_ours"))
        await _show_next(context, target, speaker(update), await _groups(services))


async def skip(update: Update, context: Context, target: Target, data: str) -> None:
    """Show the card after this one: `skip:NUMBER`."""
    await _without_buttons(update, context.services)
    groups = await _groups(context.services)
    numbers = [str(group.number) for group in groups]
    number = data.partition(":")[2]
    at = numbers.index(number) + 1 if number in numbers else 0
    await _show_next(context, target, speaker(update), groups, at)


async def _groups(services: Services) -> tuple[Group, ...]:
    """Those that are open; what the knowledge answers by now is settled."""
    found = await services.keep(lambda store: store.gaps.all())
    reviewed = await asyncio.to_thread(services.reviews, found)
    day = local_day(services.policy.now())
    await services.keep(lambda store: record(store, reviewed, day))
    return reviewed.groups


async def _group(update: Update, context: Context, target: Target, number: str) -> Group | None:
    """The one that a card is about, whose buttons go; where it is settled, that is said."""
    services = context.services
    await _without_buttons(update, services)
    group = next((group for group in await _groups(services) if str(group.number) == number), None)
    if group is None:
        await services.delivery.say(target, services.say("gap_over"))
    return group


async def _learned(services: Services, target: Target, person: User, group: Group, id_: str, preview: Preview) -> bool:
    """Was a phrasing put in force? Then its gaps are closed, and everybody concerned is told."""
    done = await asyncio.to_thread(services.editing.apply, preview, name_of(person))
    if isinstance(done, Refused):
        await say_why_not(services, target, done)
        return False
    day = local_day(services.policy.now())
    await services.keep(lambda store: close(store, group.shown, "same_as", id_, day))
    label = services.snapshot().knowledge.by_id[id_].label
    await services.delivery.say(target, services.say("gap_learned", label=label))
    await tell_others(services, person, done)
    return True


async def _show_next(context: Context, target: Target, who: Who, groups: Sequence[Group], at: int = 0) -> None:
    services = context.services
    if at < len(groups):
        await offer(services, target, who, _words(services, groups, at), _rows(services, groups[at]))
    else:
        await services.delivery.say(target, services.say("gap_last" if groups else "gap_none"))


def _words(services: Services, groups: Sequence[Group], at: int) -> str:
    group, say = groups[at], services.say
    key = "gap_asked" if group.times > 1 else "gap_asked_once"
    heading = say(key, number=at + 1, count=len(groups), times=group.times, day=spoken(group.asked))
    lines = [f"- {gap.words}" for gap in group.shown]
    if more := len(group.gaps) - len(group.shown):
        lines.append(say("edit_more", count=more))
    knowledge = services.snapshot().knowledge
    failed = dict.fromkeys(gap.entry for gap in group.gaps if gap.entry in knowledge.by_id)
    lines += [say("gap_did_not_help", label=knowledge.by_id[id_].label, id=id_) for id_ in failed if id_]
    choose = [] if services.editing.obstacle else ["", say("gap_choose")]
    return "\n".join([heading, "", *lines, *choose])


def _rows(services: Services, group: Group) -> list[list[Button]]:
    say, known_ids = services.say, services.snapshot().knowledge.by_id
    rows = numbered((known_ids[id_].label, f"same:{group.number}:{short(id_)}") for id_ in group.likely)
    ways = [("gap_write_button", "write"), ("gap_not_ours_button", "notours"), ("gap_skip_button", "skip")]
    if services.editing.obstacle:  # nothing can be learned here
        rows, ways = [], ways[1:]
    return [*rows, *([Button(say(label), f"{verb}:{group.number}")] for label, verb in ways)]


async def _without_buttons(update: Update, services: Services) -> None:
    services.chats.forget_buttons(speaker(update))
    message = update.callback_query.message if update.callback_query else None
    if isinstance(message, Message):
        with contextlib.suppress(TelegramError):
            await services.delivery.insist(lambda: message.edit_reply_markup(None))
