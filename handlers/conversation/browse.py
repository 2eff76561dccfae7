"""The commands that need no question: what this is, what it can do, and the catalogue to look through."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from telegram import Update

from bot.conversation.catalogue import examples
from bot.conversation.counted import of_chosen
from bot.conversation.memory import Who
from handlers import privacy
from handlers.context import Context
from handlers.conversation import saved, shelves
from handlers.editing import answers
from handlers.enquiries import leader as enquiries
from handlers.guard import is_administrator
from handlers.present import CONTACT, PERSON, SUPPORT, numbered, offer, present
from handlers.wire.buttons import EDIT, Button, known, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from knowledge.model import Knowledge

ASK = "ask-"


async def start(update: Update, context: Context) -> None:
    """What this is, or what a link `t.me/BOT?start=…` leads to: a command's name, or an entry as `ID` or `ask-ID`.

    For administrators `edit-ID` leads to what `/edit ID` does.
    """
    _, target, who = here(update)
    services = context.services
    payload = context.args[0] if context.args else ""
    if not payload:
        await welcome(context, target, who)
    elif payload == SUPPORT:
        await present(context, target, who, services.conversations.support(who))
    elif payload == CONTACT:
        await enquiries.begin(update, context, target)
    elif payload in LINKED:
        await LINKED[payload](update, context)
    else:
        await _follow(update, context, payload)


async def _follow(update: Update, context: Context, payload: str) -> None:
    """A link to an entry: its answer, or for administrators its text."""
    _, target, who = here(update)
    services, knowledge = context.services, context.services.snapshot().knowledge
    answer = services.conversations.choose(who, _named(payload, knowledge))
    if answer is not None:
        context.count(of_chosen(answer, knowledge))
        await present(context, target, who, answer)
    elif not payload.startswith(EDIT):
        await services.delivery.say(target, services.say("unknown_link"))
        await welcome(context, target, who)
    elif is_administrator(update, services):
        await answers.open_text(context, target, who, payload.removeprefix(EDIT))
    else:
        await welcome(context, target, who)


async def welcome(context: Context, target: Target, who: Who) -> None:
    """What this is, three questions to begin with, what is kept, and the way to a person."""
    services, say = context.services, context.services.say
    knowledge = services.snapshot().knowledge
    rows = numbered((knowledge.by_id[id_].label, f"show:{short(id_)}") for id_ in examples(knowledge))
    words = "\n\n".join([say("welcome"), f"{say('keeps')} {say('reach_person')}", say("choose")])
    await offer(services, target, who, words, [*rows, [Button(say("person_button"), PERSON)]])


def _named(payload: str, knowledge: Knowledge) -> str:
    """The id in a link: as it is, or behind `ask-` for one that is called like something else."""
    id_ = known(payload, knowledge)
    return id_ if id_ in knowledge.by_id else known(payload.removeprefix(ASK), knowledge)


async def help_(update: Update, context: Context) -> None:
    """The commands, as the menu has them."""
    _, target, who = here(update)
    services, say = context.services, context.services.say
    commands = [f"/{name}: {say(f'menu_{name}')}" for name in context.bot_data["menu"]]
    if is_administrator(update, services) and not target.group:
        commands += [f"/{name}: {say(f'menu_{name}')}" for name in context.bot_data["menu_admins"]]
    words = "\n\n".join([say("help_opening"), "\n".join(commands), say("help_typed")])
    await offer(services, target, who, words, [[Button(say("person_button"), PERSON)]])


async def whoami(update: Update, context: Context) -> None:
    """The numbers that the settings ask for."""
    _, target, (chat, person) = here(update)
    await context.services.delivery.say(target, context.services.say("whoami", person=person, chat=chat))


async def unknown_command(update: Update, context: Context) -> None:
    """A command that is not in the table."""
    _, target, _ = here(update)
    await context.services.delivery.say(target, context.services.say("unknown_command"))


LINKED: Mapping[str, Callable[[Update, Context], Coroutine[Any, Any, None]]] = {
    "help": help_,
    "pillars": shelves.pillars,
    "resources": shelves.resources,
    "saved": saved.reading_list,
    "privacy": privacy.privacy,
}
