"""`/new`: an answer, a resource, an event or a saved reply, one question after the other, and the usual preview."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.editing.preview import Preview
from bot.making.new import Begun, as_text, file_for, from_text, offered, record, said_back
from bot.making.steps import STEPS, UnsoundError
from bot.privacy import DRAFTS
from bot.store.records import Awaiting, Making
from bot.store.store import Store
from handlers.context import Context, Services
from handlers.editing.proposals import attempt, say_why_not, show
from handlers.present import numbered, offer
from handlers.wire.buttons import Button, Rows, full, parts_of, short, twins, typed_twin
from handlers.wire.delivery import Target
from handlers.wire.html import marked
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker

IN_MARKUP = frozenset({"answer", "summary"})  # the fields in which the links of a message are kept


async def new(update: Update, context: Context) -> None:
    """Go on with what was begun, or ask what it is to be; `/new event` begins at once."""
    _, target, who = here(update)
    services, wanted = context.services, " ".join(context.args or ()).casefold()
    if services.editing.folder is None:
        await services.delivery.say(target, services.say("edit_shipped"))
        return
    making = await _making(services, target.chat)
    if wanted in STEPS:
        await _go_on(update, context, target, Begun(next(what for what in STEPS if what == wanted)))
    elif making:
        await _go_on(update, context, target, from_text(making.body), services.say("new_goes_on"))
    else:
        rows = numbered((services.say(f"new_{what}"), f"new:{what}") for what in STEPS)
        await offer(services, target, who, services.say("new_what"), rows)


async def press(update: Update, context: Context, target: Target, data: str) -> None:
    """Begin, choose, skip, go back or cancel: `new:WHAT`, `new:back`, or `new:pick:STEP:ID`."""
    services, (verb, about, picked) = context.services, parts_of(data, 3)
    making, knowledge = await _making(services, target.chat), services.snapshot().knowledge
    if services.editing.folder is None:
        await services.delivery.say(target, services.say("edit_shipped"))
    elif verb in STEPS and not about:
        await _go_on(update, context, target, Begun(next(what for what in STEPS if what == verb)))
    elif making is None:
        await services.delivery.say(target, services.say("new_over"))
    elif making.update_id >= update.update_id:
        return  # this press was counted before a restart
    elif verb == "cancel":
        await _cancel(update, context, target)
    else:
        begun = from_text(making.body)
        step = begun.step(knowledge)
        asked = step is not None and about == step.key
        if verb == "back":
            begun = begun.back()
        elif verb == "pick" and asked and picked:
            ids = [id_ for id_, _ in offered(begun, services.snapshot())]
            begun = begun.choose(full(picked, ids) or "", knowledge)
        elif asked:
            begun = begun.done(knowledge)
        await _go_on(update, context, target, begun)


async def receive(update: Update, context: Context) -> None:
    """What is typed while a step is asked is for it, or is one of its buttons; anything else goes on."""
    message, target, _ = here(update)
    services = context.services
    making = await _making(services, target.chat)
    if making and (making.listens or message.reply_to_message) and services.editing.folder is not None:
        if making.update_id < update.update_id:
            await _take(update, context, target, from_text(making.body))
        raise ApplicationHandlerStop


async def cancelled(update: Update, context: Context) -> bool:
    """Was a step being asked? Then what was begun is forgotten."""
    _, target, _ = here(update)
    making = await _making(context.services, target.chat)
    if making is None:
        return False
    if making.listens:
        await _cancel(update, context, target)
    else:
        await context.services.keep(lambda store: store.begun.delete(target.chat))
    return making.listens


async def _take(update: Update, context: Context, target: Target, begun: Begun) -> None:
    message, services = update.effective_message, context.services
    assert message is not None  # noqa: S101 - only messages are routed here
    snapshot, now = services.snapshot(), services.policy.now()
    step = begun.step(snapshot.knowledge)
    data = typed_twin(message.text or "", twins(one for row in _rows(services, begun) for one in row))
    if data is not None:
        await press(update, context, target, data)
        return
    words = marked(message) if step and step.key in IN_MARKUP else message.text or ""
    try:
        begun, before = begun.typed(words, snapshot.knowledge, now), begun
    except UnsoundError as error:
        await _go_on(update, context, target, begun, services.say(error.key, **error.values))
        return
    times = step is not None and step.key in {"starts", "ends"} and begun != before
    await _go_on(update, context, target, begun, services.say("new_understood", when=said_back(begun)) if times else "")


async def _go_on(update: Update, context: Context, target: Target, begun: Begun, note: str = "") -> None:
    """Keep how far it is, then ask what is next; after the last step show what would change."""
    services, who = context.services, speaker(update)
    knowledge = services.snapshot().knowledge
    making = Making(target.chat, as_text(begun), update.update_id, listens=True, at=services.policy.now())
    await services.keep(lambda store: store.begun.keep(making))
    step = begun.step(knowledge)
    if step is None:
        await _propose(update, context, target, begun)
        return
    steps = begun.steps(knowledge)
    count = services.say("new_step", number=steps.index(step) + 1, count=len(steps))
    taken = [name for id_, name in offered(begun, services.snapshot()) if id_ in begun.chosen]
    listed = "\n".join([services.say("new_chosen"), *(f"- {name}" for name in taken)]) if taken else ""
    question = services.say(f"new_{begun.what}_{step.key}")
    words = "\n\n".join(filter(None, [note, f"{count} {question}", listed]))
    posts = await offer(services, target, who, words, _rows(services, begun))

    def keep(store: Store) -> None:
        for post in posts:
            store.awaiting.add(Awaiting(target.chat, post, "new", step.key, "", making.at))

    await services.keep(keep)


async def _propose(update: Update, context: Context, target: Target, begun: Begun) -> None:
    """The usual preview; where it is refused, the last step can be mended."""
    services, proposals = context.services, context.services.proposals
    async with services.delivery.typing(target):
        made = await asyncio.to_thread(
            attempt,
            services,
            lambda: proposals.entry(
                file_for(begun.what, proposals.files()), record(begun, services.snapshot().knowledge)
            ),
        )
    if isinstance(made, Preview):
        await services.keep(lambda store: store.begun.delete(target.chat))
        await show(services, target, speaker(update), made)
        return
    await say_why_not(services, target, made)
    rows = [_last_row(services, begun)]
    await offer(services, target, speaker(update), services.say("new_refused"), rows)


async def _cancel(update: Update, context: Context, target: Target) -> None:
    services = context.services
    await services.keep(lambda store: store.begun.delete(target.chat))
    services.chats.forget_buttons(speaker(update))
    await services.delivery.say(target, services.say("new_cancelled"))


async def _making(services: Services, chat: int) -> Making | None:
    since = services.policy.now() - DRAFTS
    return await services.keep(lambda store: store.begun.of(chat, since))


def _rows(services: Services, begun: Begun) -> Rows:
    """The choices of a step, and the ways out of it."""
    step = begun.step(services.snapshot().knowledge)
    if step is None:
        return [_last_row(services, begun)]
    named = offered(begun, services.snapshot()) if step.choices else ()
    rows = numbered((name, f"new:pick:{step.key}:{short(id_)}") for id_, name in named)
    rows = [
        [
            replace(button, label=services.say("new_taken", name=name)) if id_ in begun.chosen else button
            for button in row
        ]
        for row, (id_, name) in zip(rows, named, strict=True)
    ]
    key = "new_done_button" if begun.chosen else "gap_skip_button" if step.optional else ""
    on = [Button(services.say(key), f"new:done:{step.key}")] if key else []
    return [*rows, [*on, *_last_row(services, begun)]]


def _last_row(services: Services, begun: Begun) -> list[Button]:
    back = [Button(services.say("back_button"), "new:back")] if begun.given or begun.chosen else []
    return [*back, Button(services.say("cancel_button"), "new:cancel")]
