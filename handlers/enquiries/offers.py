"""What is offered under the reply to typed words: to send them to the team, to add them, or to write to it."""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import Message, Update

from bot.conversation.memory import Answer, Who
from bot.enquiries.draft import Draft, Part
from bot.enquiries.preview import STALE
from handlers.chats import Asked
from handlers.context import Context
from handlers.present import NOTHING_MORE, Alongside, beside_recording, contact_offered, offer
from handlers.wire.buttons import Button, Rows
from handlers.wire.delivery import Target
from handlers.wire.files import part_of
from knowledge.deciding.outcome import Declined, Memory

TO_THE_TEAM = re.compile(
    r"\b(?:tell|ask|remind|inform|let|thank) (?:them|the team|your team|the programme|your colleagues)\b"
    r"|\b(?:add|mention|note|include|say|pass on)(?: \w+)? (?:that|this|to (?:it|my|the|them))\b|^(?:p\.?s\.?|also)\b",
    re.IGNORECASE,
)
SHOWN = ("answer", "suggest")  # outcomes whose words are worth reading below the line


async def beside(context: Context, answer: Answer, text: str) -> Alongside:
    """What stands beside the reply to what somebody typed in private."""
    look, outcome = context.look, answer.reply.outcome
    if outcome == "support" or not context.services.policy.channels:
        return NOTHING_MORE
    if look.draft:
        return _for_draft(context, look.draft, outcome, meant=outcome == "contact" or bool(TO_THE_TEAM.search(text)))
    if look.replied:
        asks = outcome in SHOWN and await context.services.thinking(
            context.services.snapshot().understanding.asks, text
        )
        return _for_reply(context, look.replied, answer, asks=asks and outcome == "answer")
    return _for_nothing(context, answer)


def _for_draft(context: Context, draft: Draft, outcome: str, *, meant: bool) -> Alongside:
    """Beside a draft that asks for nothing now; are the words `meant` for the team?"""
    say, ref = context.services.say, draft.reference
    rows = [[Button(say("put_button"), f"put:{ref}")]]
    if draft.complete and draft.seen and draft.seen != STALE:
        rows.append([Button(say("send_it_button", reference=ref), f"send:{ref}:{draft.seen}")])
    if meant:
        return Alongside(rows, line=say("put_offer"), alone=outcome not in SHOWN)
    return Alongside(after=rows)


def _for_reply(context: Context, reference: str, answer: Answer, *, asks: bool) -> Alongside:
    """Beside a reply of the team's that is awaited to be answered; what clearly `asks` something is no answer to it."""
    rows = [[Button(context.services.say("send_this_button", reference=reference), f"add:{reference}")]]
    if asks or isinstance(answer.outcome, Declined):
        return Alongside(after=rows)
    line = context.services.say("send_this_offer", reference=reference)
    return Alongside(rows, line=line, alone=answer.reply.outcome not in SHOWN)


def _for_nothing(context: Context, answer: Answer) -> Alongside:
    """Beside neither; an open enquiry can still be added to."""
    say, reference = context.services.say, context.look.open
    declined = isinstance(answer.outcome, Declined)
    add = [[Button(say("add_button", reference=reference), f"add:{reference}")]] if reference and not declined else []
    if answer.reply.outcome != "contact":
        return Alongside(after=add)
    return replace(contact_offered(say), after=add)


def remember(
    context: Context, message: Message, text: str, answers: tuple[int, ...], before: Memory | None = None
) -> None:
    """Which question an answer's buttons are about; `before` is what it may refer to."""
    sent = part_of(message, context.services.say, context.services.policy.admit) or Part(message.message_id, text)
    context.services.chats.remember_question(message.chat_id, Asked(sent, text, before), answers)


def asked_behind(update: Update, context: Context, target: Target) -> Asked | None:
    """The question behind a button, or the chat's latest one where its label was typed.

    After a restart Telegram alone knows it: what is offered was sent as a reply to it.
    """
    pressed = update.callback_query.message if update.callback_query else None
    if asked := context.services.chats.question_behind(target.chat, pressed.message_id if pressed else None):
        return asked
    answered = pressed.reply_to_message if isinstance(pressed, Message) else None
    part = part_of(answered, context.services.say, context.services.policy.admit) if answered else None
    return Asked(part, part.words) if part else None


async def offer_file(context: Context, message: Message, who: Who, reference: str) -> None:
    """A file that came soon after the team wrote may be for them."""
    services, say = context.services, context.services.say
    part = part_of(message, say, services.policy.admit)
    if part is None:
        return
    rows: Rows = [[Button(say("send_this_button", reference=reference), f"add:{reference}")]]
    target = Target.of(message, answering=True)
    answers = await offer(services, target, who, beside_recording(services, message, say("send_file_offer")), rows)
    services.chats.remember_question(message.chat_id, Asked(part, part.words), answers)
