"""The commands that need no question: what this is, what it can do, and the catalogue to look through."""

from __future__ import annotations

from telegram import Update

from bot.conversation.catalogue import SHELVES, examples, first_resources, listed, shelf_names
from bot.conversation.counted import of_chosen
from bot.conversation.memory import Who
from handlers.context import Context
from handlers.guard import is_administrator
from handlers.present import PERSON, SUPPORT, numbered, offer, present
from handlers.wire.buttons import Button, full, known, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from knowledge.conversing.narrowing import Way

MENU_PAGE = 8
ANY = "any"  # role


async def start(update: Update, context: Context) -> None:
    """What this is, or what a link `t.me/BOT?start=ID` leads to."""
    _, target, who = here(update)
    services = context.services
    if not context.args:
        await welcome(context, target, who)
    elif context.args[0] == SUPPORT:
        await present(context, target, who, services.conversations.support(who))
    else:
        answer = services.conversations.choose(who, known(context.args[0], services.snapshot().knowledge))
        if answer is None:
            await services.delivery.say(target, services.say("unknown_link"))
            await welcome(context, target, who)
        else:
            context.count(of_chosen(answer, services.snapshot().knowledge))
            await present(context, target, who, answer)


async def welcome(context: Context, target: Target, who: Who) -> None:
    """What this is, three questions to begin with, what is kept, and the way to a person."""
    services, say = context.services, context.services.say
    knowledge = services.snapshot().knowledge
    rows = numbered((knowledge.by_id[id_].label, f"show:{short(id_)}") for id_ in examples(knowledge))
    words = "\n\n".join([say("welcome"), f"{say('keeps')} {say('reach_person')}", say("choose")])
    await offer(services, target, who, words, [*rows, [Button(say("person_button"), PERSON)]])


async def help_(update: Update, context: Context) -> None:
    """The commands, as the menu has them."""
    _, target, who = here(update)
    services, say = context.services, context.services.say
    commands = [f"/{name}: {say(f'menu_{name}')}" for name in context.bot_data["menu"]]
    if is_administrator(update, services) and not target.group:
        commands += [f"/{name}: {say(f'menu_{name}')}" for name in context.bot_data["menu_admins"]]
    words = "\n\n".join([say("help_opening"), "\n".join(commands), say("help_typed")])
    await offer(services, target, who, words, [[Button(say("person_button"), PERSON)]])


async def pillars(update: Update, context: Context) -> None:
    """Each pillar with the resources to start with."""
    _, target, who = here(update)
    services, say = context.services, context.services.say
    knowledge = services.snapshot().knowledge
    listed_pillars = [
        f"{number}. {pillar.name}\n{first_resources(knowledge, pillar.id)}"
        for number, pillar in enumerate(knowledge.pillars, 1)
    ]
    rows = numbered((one.name, f"show:{short(one.id)}") for one in knowledge.pillars)
    words = "\n\n".join([say("pillars_opening"), *listed_pillars])
    await offer(services, target, who, words, [*rows, [Button(say("person_button"), PERSON)]])


async def resources(update: Update, context: Context) -> None:
    """The ways to look through the catalogue."""
    _, target, who = here(update)
    services, say = context.services, context.services.say
    rows = numbered((say(shelf.menu), f"by:{id_}:0") for id_, shelf in SHELVES.items())
    await offer(services, target, who, say("resources_opening"), [*rows, [Button(say("person_button"), PERSON)]])


async def by(context: Context, target: Target, who: Who, shelf: str, first: int) -> None:
    """The names on one shelf of the catalogue, a page of them."""
    services, say = context.services, context.services.say
    names = shelf_names(services.snapshot().knowledge, shelf) if shelf in SHELVES else {}
    page = list(names.items())[first : first + MENU_PAGE]
    if not page:
        await services.delivery.say(target, say("nothing_there"))
        return
    rows = numbered((name, f"list:{shelf}:{short(id_)}:0") for id_, name in page)
    more = [Button(say("more_button"), f"by:{shelf}:{first + MENU_PAGE}")] if first + MENU_PAGE < len(names) else []
    words = f"{say(SHELVES[shelf].menu)}. {say('choose_one')}"
    await offer(services, target, who, words, [*rows, [*more, Button(say("person_button"), PERSON)]])


async def roles(context: Context, target: Target, who: Who, list_name: str, way: Way) -> None:
    """The roles that a list can be narrowed to; also none, where it is for the role that somebody said they have."""
    services, say = context.services, context.services.say
    names = shelf_names(services.snapshot().knowledge, "audiences")
    choices = [(name, f"narrow:{way}:{list_name}:{short(id_)}") for id_, name in names.items()]
    choices += [(say("any_role"), f"narrow:{way}:{list_name}:{ANY}")] if way == "reader" else []
    await offer(services, target, who, say("which_role"), [*numbered(choices), [Button(say("person_button"), PERSON)]])


async def list_(context: Context, target: Target, who: Who, shelf: str, name: str, first: int) -> None:
    """A page of the resources under one name of a shelf."""
    services = context.services
    knowledge = services.snapshot().knowledge
    names = shelf_names(knowledge, shelf) if shelf in SHELVES else {}
    id_ = full(name, names)
    page = listed(knowledge, shelf, id_, first) if id_ else None
    if id_ is None or page is None:
        await services.delivery.say(target, services.say("nothing_there"))
        return
    answer = services.conversations.show(who, page, names[id_])
    more = f"list:{shelf}:{name}:{first + len(answer.reply.resources)}"
    await present(context, target, who, answer, more)


async def whoami(update: Update, context: Context) -> None:
    """The numbers that the settings ask for."""
    _, target, (chat, person) = here(update)
    await context.services.delivery.say(target, context.services.say("whoami", person=person, chat=chat))


async def unknown_command(update: Update, context: Context) -> None:
    """A command that is not in the table."""
    _, target, _ = here(update)
    await context.services.delivery.say(target, context.services.say("unknown_command"))
