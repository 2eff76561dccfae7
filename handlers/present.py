"""A reply on a phone: which buttons stand under it, what can be typed instead, and where it may be said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from telegram import Message

from bot.conversation.care import Care
from bot.conversation.counted import of_shown
from bot.conversation.memory import Answer, Who
from bot.conversation.packs import Handout
from bot.library.in_force import in_short_turns
from bot.wording import Wording
from bot.workdays import local_day
from handlers.context import Context, Services
from handlers.phone import Layout, laid_out
from handlers.wire.buttons import Button, Rows, short, twins
from handlers.wire.delivery import Target
from handlers.wire.files import is_recording
from knowledge.deciding.outcome import Answered, Declined, Unknown, Welcomed
from knowledge.model import Answerable, Knowledge

SUPPORT = "support"  # the payload of a link to who can help
CONTACT = "contact"  # … and to the team
PERSON = "person"
NONE = "none"
UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Alongside:
    """What stands beside a reply because its writer is in touch with the team: buttons before and after its own.

    The `line` goes before its words, or `alone` stands for them.
    """

    before: Rows = ()
    after: Rows = ()
    line: str = ""
    alone: bool = False

    def words(self, text: str) -> str:
        """The words of a reply with the line."""
        return "\n\n".join(filter(None, [self.line, "" if self.alone else text]))


NOTHING_MORE = Alongside()


def contact_offered(say: Wording) -> Alongside:
    """What stands for the reply to somebody who wishes for a person, where enquiries reach one."""
    return Alongside([[Button(say("write_button"), PERSON)]], line=say("contact_offer"), alone=True)


IN_A_ROW = 2  # buttons, so that their labels are read on a phone


async def present(
    context: Context, target: Target, who: Who, answer: Answer, more: str = "", beside: Alongside = NOTHING_MORE
) -> tuple[int, ...]:
    """Say a reply with its buttons; `more` is the data of its "More" where a menu led to the list."""
    services = context.services
    services.chats.change_subject(target.chat)
    context.count(of_shown(answer, services.snapshot().knowledge))
    if target.group and answer.reply.outcome == "support":
        return await to_private(context, target, services.say("go_private_support"), SUPPORT)
    text, rows = arrange(context, target, who, answer, more, beside)
    return await services.delivery.say(target, text, rows)


def arrange(
    context: Context, target: Target, who: Who, answer: Answer, more: str = "", beside: Alongside = NOTHING_MORE
) -> tuple[str, Rows]:
    """The text of a reply as it fits a telephone and its buttons, which from now on can be typed."""
    services, knowledge = context.services, context.services.told
    layout = laid_out(answer, knowledge)
    if layout.items is not None and layout.items < len(answer.reply.resources):
        services.conversations.saw_only(who, layout.items)
        answer = replace(
            answer, reply=replace(answer.reply, resources=answer.reply.resources[: layout.items], more=True)
        )
    relays = bool(services.policy.channels) and not target.group
    rows, unseen = reply_rows(
        answer, layout, knowledge, services.say, more, beside, saves=not target.group, relays=relays
    )
    take_typed(services, who, rows, unseen, kept=answer.reply.outcome != "support")
    return beside.words(layout.text), rows


async def offer(
    services: Services,
    target: Target,
    who: Who,
    words: str,
    rows: Rows,
) -> tuple[int, ...]:
    """Say something with buttons, and take what is typed next as one of them where it names one."""
    take_typed(services, who, rows)
    return await services.delivery.say(target, words, rows)


def beside_recording(services: Services, message: Message, words: str) -> str:
    """The reply to what nobody listens to; under it whom to reach in danger, because distress may be spoken."""
    care = Care(services.snapshot().knowledge).unheard() if is_recording(message) else ""
    return "\n\n".join(filter(None, [words, care]))


def take_typed(services: Services, who: Who, rows: Rows, unseen: Iterable[Button] = (), *, kept: bool = True) -> None:
    """From now on these buttons, and no earlier ones, can be typed; `kept`: after a restart their numbers still can."""
    services.chats.may_type(who, twins([*unseen, *(button for row in rows for button in row)]), kept=kept)


def also_typed(services: Services, who: Who, rows: Rows) -> None:
    """These come unasked, so that earlier ones can still be typed too."""
    services.chats.may_also_type(who, twins(button for row in rows for button in row))


async def to_private(context: Context, target: Target, words: str, payload: str = "") -> tuple[int, ...]:
    """Say something in a group with a link to the private chat."""
    address = f"https://t.me/{context.bot.username}" + (f"?start={payload}" if payload else "")
    rows = [[Button(context.services.say("private_chat"), url=address)]]
    return await context.services.delivery.say(target, words, rows)


async def send_page(services: Services, target: Target, soon: str, name: str, make: Callable[[], str]) -> None:
    """Say that a page is coming, make it beside the loop, one at a time, and send it as a document."""

    def made() -> str:
        with in_short_turns():
            return make()

    await services.delivery.say(target, services.say(soon))
    async with services.reporting:
        html = await asyncio.to_thread(made)
    day = local_day(services.policy.now())
    await services.delivery.document(target, f"{name}-{day}.html", html.encode("utf-8"))


def reply_rows(
    answer: Answer,
    layout: Layout,
    knowledge: Knowledge,
    say: Wording,
    more: str = "",
    beside: Alongside = NOTHING_MORE,
    *,
    saves: bool,
    relays: bool,
) -> tuple[Rows, list[Button]]:
    """The rows of buttons under a reply, and what can only be typed.

    The way to a person is last, before what stands `beside`. `saves`: what stands alone can be saved.
    `relays`: what got no answer can be sent to the team.
    """
    if beside.alone:
        return [*beside.before, *beside.after], []
    rows, unseen = _reply_rows(answer, knowledge, say, more, saves=saves)
    if relays and answer.reply.missed:
        rows = [[Button(say("rest_to_team_button"), UNANSWERED)], *rows]
    if not layout.whole:
        minutes = answer.reply.handout.minutes if answer.reply.handout else None
        rest = f"rest:{short(answer.reply.match.id or '')}:{minutes or ''}"
        rows = [[Button(say("more_button"), rest)], *rows]
    if answer.reply.further:
        rows = [[Button(say("more_help_button"), f"help:{answer.reply.further}")], *rows]
    return [*beside.before, *rows, *beside.after], unseen


def _reply_rows(
    answer: Answer, knowledge: Knowledge, say: Wording, more: str, *, saves: bool
) -> tuple[Rows, list[Button]]:
    reply, person = answer.reply, Button(say("person_button"), PERSON)
    if reply.suggestions:
        choices = numbered((one.label, f"show:{short(one.entry)}") for one in reply.suggestions)
        none = [] if isinstance(answer.outcome, Welcomed | Unknown) else [Button(say("none_of_these"), NONE)]
        return [*choices, [*none, person]], []
    if reply.outcome == "contact" or isinstance(answer.outcome, Declined):
        return [], []
    if reply.outcome not in ("answer", "support"):
        return [[person]], []
    follow_ups = (knowledge.by_id[id_] for id_ in reply.follow_ups if id_ in knowledge.by_id)
    rows = numbered((one.label, f"show:{short(one.id)}") for one in [*_in_short(answer, knowledge), *follow_ups])
    rows += _pack_rows(reply.handout, say) if reply.handout else []
    if reply.outcome == "answer":  # nobody in distress is asked to rate what they got
        about = short(reply.match.id or "")
        rows.append([Button(say("helped_yes"), f"yes:{about}"), Button(say("helped_no"), f"no:{about}")])
    alone = reply.resources if saves and len(reply.resources) == 1 and reply.outcome == "answer" else ()
    last = [*(Button(say("save_button"), f"save:{short(one.id)}") for one in alone), person]
    if answer.list_name is None:
        return [*rows, last], []
    more = more or f"more:{answer.list_name}:{answer.first + len(reply.resources)}"
    onward = [Button(say("more_button"), more)] if reply.more else []
    rows += otherwise(answer, say)
    unseen = [
        Button(one.title, f"show:{short(one.id)}", number)
        for number, one in enumerate(reply.resources, answer.first + 1)
    ]
    if "reader" in answer.ways:
        unseen.append(Button(say("change_reader"), f"narrow:reader:{answer.list_name}"))
    return [*rows, [*onward, *last]], unseen


def otherwise(answer: Answer, say: Wording) -> list[list[Button]]:
    """The ways in which a list can be had instead."""
    ways = [Button(say(f"{way}_button"), f"narrow:{way}:{answer.list_name}") for way in answer.ways]
    return [ways[start : start + IN_A_ROW] for start in range(0, len(ways), IN_A_ROW)]


def _in_short(answer: Answer, knowledge: Knowledge) -> list[Answerable]:
    """Those of several answers, of which a reply has only the first sentence."""
    ids = answer.outcome.ids if isinstance(answer.outcome, Answered) else ()
    return [knowledge.by_id[id_] for id_ in ids] if len(ids) > 1 or answer.reply.missed else []


def _pack_rows(pack: Handout, say: Wording) -> list[list[Button]]:
    """A file of the pack, and other lengths of it."""
    id_ = short(pack.entry.id)
    lengths = [Button(say("pack_minutes_button", minutes=one), f"pack:{id_}:{one}") for one in pack.other_lengths]
    return [[Button(say("pack_file_button"), f"file:{id_}:{pack.minutes or ''}")], *([lengths] if lengths else [])]


def numbered(choices: Iterable[tuple[str, str]]) -> list[list[Button]]:
    """A row for each label and data, numbered from 1."""
    return [[Button(label, data, number)] for number, (label, data) in enumerate(choices, 1)]
