"""A leader's reading list in their private chat: saved to, looked at, and taken off, by buttons or typed."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Message, Update

from bot.conversation.memory import Ids, InView, Who
from bot.conversation.saved import SavedWords, look, take_off
from bot.conversation.saved import save as add
from bot.conversation.saved_wish import SavedWish, at
from bot.store.store import Store
from handlers.context import Context
from handlers.conversation.choices import changed
from handlers.present import IN_A_ROW, PERSON, numbered, offer, take_typed, to_private
from handlers.wire.buttons import Button, full, known, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker
from knowledge.model import Resource

PAGE = 8  # resources of the list in one message, with a button each


async def reading_list(update: Update, context: Context) -> None:
    """The list from its beginning."""
    _, target, who = here(update)
    await _say_list(context, target, who)


async def turn(update: Update, context: Context, target: Target, data: str) -> None:
    """The list from one of its places on: `reading:FIRST`."""
    await _say_list(context, target, speaker(update), _first(data))


async def save(update: Update, context: Context, target: Target, data: str) -> None:
    """Save the resource of a button: `save:ID`."""
    knowledge = context.services.snapshot().knowledge
    id_ = known(data.partition(":")[2], knowledge)
    await (_save(context, target, (id_,)) if id_ in knowledge.by_id else changed(update, context, target, data))


async def remove(update: Update, context: Context, target: Target, data: str) -> None:
    """Take off the resource of a button, `remove:ID:FIRST`; the list changes where it stands."""
    _, _, rest = data.partition(":")
    name, _, _ = rest.rpartition(":")
    heading = await _take_off(update, context, target, lambda ids: (full(name, ids) or "",))
    pressed = update.callback_query.message if update.callback_query else None
    stands = (pressed.message_id,) if isinstance(pressed, Message) else ()
    await _say_list(context, target, speaker(update), _first(data), heading, stands)


async def obey(update: Update, context: Context, wish: SavedWish) -> None:
    """Do what was typed."""
    message, target, who = here(update)
    view = context.services.conversations.in_view(who)
    if target.group:
        await to_private(context, target, context.services.say("go_private"))
    elif wish.do == "show":
        await _say_list(context, target, who)
    elif wish.do == "remove":
        await _remove_typed(update, context, wish, view)
    elif not wish.numbers and (pointed := _pointed(message)):
        await save(update, context, target, pointed)
    else:
        await _save_typed(context, target, who, wish, view)


async def _save_typed(context: Context, target: Target, who: Who, wish: SavedWish, view: InView) -> None:
    services, say = context.services, context.services.say
    ids = at(wish.numbers, view.numbered) if wish.numbers else view.shown
    if ids is None:
        await services.delivery.say(target, say("no_such_number"))
    elif not ids:
        await services.delivery.say(target, say("reading_nothing"))
    elif len(ids) == 1 or wish.numbers or wish.every:
        await _save(context, target, ids)
    else:
        by_id = services.snapshot().knowledge.by_id
        rows = numbered((by_id[id_].label, f"save:{short(id_)}") for id_ in ids if id_ in by_id)
        await offer(services, target, who, say("reading_which"), [*rows, [Button(say("person_button"), PERSON)]])


async def _save(context: Context, target: Target, ids: Ids) -> None:
    """What was typed of a list before can still be typed: several of it may be saved."""
    services, policy = context.services, context.services.policy
    knowledge = services.snapshot().knowledge
    wanted = [id_ for id_ in ids if knowledge.resource(id_)]
    done = await services.keep(lambda store: add(store, target.chat, wanted, policy.now()))
    kept = services.say("reading_kept", days=policy.retention.saved)
    only = services.say("reading_only") if len(wanted) < len(ids) else ""
    words = [SavedWords(knowledge).of_saving(done, kept), only]
    await services.delivery.say(target, "\n\n".join(filter(None, words)))


async def _remove_typed(update: Update, context: Context, wish: SavedWish, view: InView) -> None:
    _, target, who = here(update)
    say = context.services.say
    if not wish.numbers and len(view.shown) != 1:
        await _say_list(context, target, who, heading=say("reading_remove_which"))
        return
    choose: Callable[[Ids], Ids] = lambda ids: at(wish.numbers, ids) or () if wish.numbers else view.shown  # noqa: E731
    await _say_list(context, target, who, heading=await _take_off(update, context, target, choose))


async def _take_off(update: Update, context: Context, target: Target, choose: Callable[[Ids], Ids]) -> str:
    """What was taken off, in words; in the transaction that deletes the update, so that no number is obeyed twice."""
    services = context.services
    words, now = SavedWords(services.snapshot().knowledge), services.policy.now()

    def once(store: Store) -> str:
        if not services.counting.done(store, update.update_id):
            return ""
        return words.of_taking_off(take_off(store, target.chat, choose, now))

    return await services.keep(once)


async def _say_list(
    context: Context, target: Target, who: Who, first: int = 0, heading: str = "", stands: tuple[int, ...] = ()
) -> None:
    """Show a page of the list, in the message where it `stands` or in a new one."""
    services, say, now = context.services, context.services.say, context.services.policy.now()
    knowledge = services.snapshot().knowledge
    resources, lost = await services.keep(lambda store: look(store, target.chat, knowledge, now))
    first = min(first, max(0, len(resources) - 1) // PAGE * PAGE)
    page = resources[first : first + PAGE]
    more = [Button(say("more_button"), f"reading:{first + PAGE}")] if first + PAGE < len(resources) else []
    rows = [*_removing(context, page, first), [*more, Button(say("person_button"), PERSON)]]
    chosen = [Button(one.title, f"show:{short(one.id)}", number) for number, one in enumerate(page, first + 1)]
    take_typed(services, who, rows, chosen)
    services.conversations.show_again(who, tuple(one.id for one in resources[: first + PAGE]), first)
    text = SavedWords(knowledge).listed(page, first, heading, lost)
    await (services.delivery.edit(target, stands, text, rows) if stands else services.delivery.say(target, text, rows))


def _removing(context: Context, page: tuple[Resource, ...], first: int) -> list[list[Button]]:
    """A button for each resource of a page that takes it off."""
    buttons = [
        Button(context.services.say("remove_button", number=number), f"remove:{short(resource.id)}:{first}")
        for number, resource in enumerate(page, first + 1)
    ]
    return [buttons[start : start + IN_A_ROW] for start in range(0, len(buttons), IN_A_ROW)]


def _pointed(message: Message) -> str | None:
    """The data of the Save button under the message that is replied to."""
    markup = message.reply_to_message.reply_markup if message.reply_to_message else None
    data = (button.callback_data for row in (markup.inline_keyboard if markup else ()) for button in row)
    return next((one for one in data if isinstance(one, str) and one.startswith("save:")), None)


def _first(data: str) -> int:
    """The place that button data ends with."""
    place = data.rpartition(":")[2]
    return int(place) if place.isdecimal() and len(place) < 4 else 0
