"""The catalogue to look through: one message that turns its pages in place, with the way back and the way on."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Message, Update

from bot.conversation.catalogue import SHELVES, first_resources, initial, letters, listed, shelf_names, within_letters
from bot.conversation.counted import of_chosen, of_shown
from bot.conversation.memory import Who
from bot.conversation.reply import Replies
from handlers.context import Context
from handlers.phone import laid_out, lines, packed
from handlers.present import IN_A_ROW, PERSON, numbered, offer, otherwise, take_typed
from handlers.wire.buttons import Button, Rows, full, known, parts_of, short
from handlers.wire.delivery import Target
from handlers.wire.html import bold
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker
from knowledge.conversing.narrowing import Way
from knowledge.model import Knowledge, Resource

MENU_PAGE = 8
ANY = "any"  # role


async def pillars(update: Update, context: Context, *_: object) -> None:
    """Each pillar with the resource to start with."""
    knowledge, say = context.services.snapshot().knowledge, context.services.say
    named = [
        f"{number}. {pillar.name}\n{first_resources(knowledge, pillar.id)}"
        for number, pillar in enumerate(knowledge.pillars, 1)
    ]
    rows = numbered((one.name, f"pillar:{short(one.id)}") for one in knowledge.pillars)
    await _turn(update, context, "\n\n".join([say("pillars_opening"), *named]), [*rows, [_person(context)]])


async def pillar(update: Update, context: Context, target: Target, data: str) -> None:
    """A pillar in the place of the menu: `pillar:ID`."""
    services, say = context.services, context.services.say
    knowledge = services.snapshot().knowledge
    id_ = known(data.partition(":")[2], knowledge)
    answer = services.conversations.choose(speaker(update), id_)
    if answer is None:
        await services.delivery.say(target, say("nothing_there"))
        return
    services.chats.change_subject(target.chat)
    context.count([*of_chosen(answer, knowledge), *of_shown(answer, knowledge)])
    rows = [[Button(say("all_resources_button"), f"list:pillars:{short(id_)}:0")], _last(context, "pillars")]
    await _turn(update, context, laid_out(answer, knowledge).text, rows)


async def resources(update: Update, context: Context, *_: object) -> None:
    """The ways to look through the catalogue."""
    say = context.services.say
    rows = numbered((say(shelf.menu), f"by:{id_}:0") for id_, shelf in SHELVES.items())
    await _turn(update, context, say("resources_opening"), [*rows, [_person(context)]])


async def by(update: Update, context: Context, target: Target, data: str) -> None:
    """A page of the names on a shelf, `by:SHELF:PAGE`; of many those under some letters, `by:SHELF:FIRST-LAST:PAGE`."""
    services, say = context.services, context.services.say
    shelf, span, page_of_span = parts_of(data, 3)
    names = shelf_names(services.snapshot().knowledge, shelf) if shelf in SHELVES else {}
    if not names:
        await services.delivery.say(target, say("nothing_there"))
        return
    groups = letters(names.values())
    first, _, last = span.partition("-") if page_of_span else ("", "", "")
    if not first and len(groups) > 1:
        await _groups(update, context, shelf, groups)
        return
    held = within_letters(names, first, last) if first else names
    turning = f"by:{shelf}:{first}-{last}:" if first else f"by:{shelf}:"
    back = f"by:{shelf}:0" if first else "resources"
    pages = [list(held.items())[at : at + MENU_PAGE] for at in range(0, len(held), MENU_PAGE)] or [[]]
    page = min(_page(data), len(pages) - 1)
    rows = numbered((name, f"list:{shelf}:{short(id_)}:0") for id_, name in pages[page])
    heading = say(SHELVES[shelf].menu) + (f", {_span(first, last)}" if first else "")
    words = _headed(context, heading, page, len(pages), say("choose_one"))
    await _turn(update, context, words, [*rows, *_paging(context, turning, page, len(pages)), _last(context, back)])


async def _groups(update: Update, context: Context, shelf: str, groups: Sequence[tuple[str, str]]) -> None:
    """The letters under which the many names on a shelf stand."""
    say = context.services.say
    choices = [Button(_span(first, last), f"by:{shelf}:{first}-{last}:0") for first, last in groups]
    rows = [choices[at : at + IN_A_ROW] for at in range(0, len(choices), IN_A_ROW)]
    words = _headed(context, say(SHELVES[shelf].menu), 0, 1, say("choose_letters"))
    await _turn(update, context, words, [*rows, _last(context, "resources")])


async def list_(update: Update, context: Context, target: Target, data: str) -> None:
    """A page of the resources under a name of a shelf: `list:SHELF:NAME:PAGE`."""
    services, say, who = context.services, context.services.say, speaker(update)
    knowledge = services.snapshot().knowledge
    shelf, name, _ = parts_of(data, 3)
    names = shelf_names(knowledge, shelf) if shelf in SHELVES else {}
    id_ = full(name, names)
    whole = listed(knowledge, shelf, id_, 0) if id_ else None
    if id_ is None or whole is None:
        await services.delivery.say(target, say("nothing_there"))
        return
    starts = _starts(knowledge, whole.recommendation.resources)
    page = min(_page(data), len(starts) - 2)
    first, end = starts[page], starts[page + 1]
    shown = whole.recommendation.resources[first:end]
    opened = listed(knowledge, shelf, id_, first)
    assert opened is not None  # noqa: S101 - a page begins at a resource
    answer = services.conversations.show(who, opened, names[id_])
    services.conversations.saw_only(who, len(shown))
    services.chats.change_subject(target.chat)
    context.count(of_shown(answer, knowledge))
    words = _headed(context, names[id_], page, len(starts) - 1, "\n".join(_items(knowledge, shown, first)))
    turning = f"list:{shelf}:{name}:"
    unseen = [Button(one.title, f"show:{short(one.id)}", number) for number, one in enumerate(shown, first + 1)]
    paging, last = _paging(context, turning, page, len(starts) - 1), _last(context, _holding(names, shelf, id_))
    rows = [*paging, *otherwise(answer, say), last]
    await _turn(update, context, words, rows, unseen)


async def roles(context: Context, target: Target, who: Who, list_name: str, way: Way) -> None:
    """The roles that a list can be narrowed to; also none, where it is for the role that somebody said they have."""
    services, say = context.services, context.services.say
    names = shelf_names(services.snapshot().knowledge, "audiences")
    choices = [(name, f"narrow:{way}:{list_name}:{short(id_)}") for id_, name in names.items()]
    choices += [(say("any_role"), f"narrow:{way}:{list_name}:{ANY}")] if way == "reader" else []
    await offer(services, target, who, say("which_role"), [*numbered(choices), [_person(context)]])


def _items(knowledge: Knowledge, shown: Sequence[Resource], first: int) -> list[str]:
    described = Replies(knowledge).described
    return [described.brief_item(number, resource) for number, resource in enumerate(shown, first + 1)]


def _starts(knowledge: Knowledge, all_of_them: Sequence[Resource]) -> list[int]:
    """The places at which pages of a list begin, and its end."""
    return packed([lines(item) for item in _items(knowledge, all_of_them, 0)])


def _holding(names: dict[str, str], shelf: str, id_: str) -> str:
    """The page of a shelf on which a name stands."""
    groups = letters(names.values())
    letter = initial(names[id_])
    if len(groups) == 1:
        return f"by:{shelf}:{list(names).index(id_) // MENU_PAGE}"
    first, last = next((first, last) for first, last in groups if first <= letter <= last)
    page = list(within_letters(names, first, last)).index(id_) // MENU_PAGE
    return f"by:{shelf}:{first}-{last}:{page}"


def _headed(context: Context, heading: str, page: int, pages: int, words: str) -> str:
    if pages > 1:
        heading = context.services.say("page_of", heading=heading, page=page + 1, pages=pages)
    return f"{bold(heading, heading)}\n\n{words}"


def _paging(context: Context, turning: str, page: int, pages: int) -> list[list[Button]]:
    say = context.services.say
    before = [Button(say("earlier_button"), f"{turning}{page - 1}")] if page else []
    after = [Button(say("more_button"), f"{turning}{page + 1}")] if page + 1 < pages else []
    return [[*before, *after]] if before or after else []


def _last(context: Context, back: str) -> list[Button]:
    return [Button(context.services.say("back_button"), back), _person(context)]


def _person(context: Context) -> Button:
    return Button(context.services.say("person_button"), PERSON)


def _span(first: str, last: str) -> str:
    return first.upper() if first == last else f"{first.upper()} to {last.upper()}"


def _page(data: str) -> int:
    """The page that button data ends with."""
    page = data.rpartition(":")[2]
    return int(page) if page.isdecimal() and len(page) < 4 else 0


async def _turn(update: Update, context: Context, words: str, rows: Rows, unseen: Sequence[Button] = ()) -> None:
    """Put a page in the place of the one whose button was pressed, or say it where it was typed."""
    services, who = context.services, speaker(update)
    take_typed(services, who, rows, unseen)
    pressed = update.callback_query.message if update.callback_query else None
    if isinstance(pressed, Message):
        await services.delivery.edit(Target.of(pressed), (pressed.message_id,), words, rows)
    else:
        _, target, _ = here(update)
        await services.delivery.say(target, words, rows)
