"""From a reply of the team to an answer for all: staff ask for a draft, administrators decide in private."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import Update

from bot.conversation.memory import Who
from bot.editing.proposal import Broken, Proposal, Refused
from bot.enquiries.preview import Labels
from bot.gaps.lessons import LessonDraft, NoPermissionError, drafted, record_of, unfinished
from bot.store.outgoing import Say
from bot.store.records import Enquiry, Lesson, Message
from bot.store.store import Store
from bot.workdays import local_day
from handlers.context import Context, Services
from handlers.editing.proposals import propose
from handlers.guard import called
from handlers.present import also_typed
from handlers.wire.buttons import buttons, row_number
from handlers.wire.delivery import Target
from handlers.wire.speaker import who as speaker
from knowledge.editing.yaml_style import Record

RESOURCES, CASE_STUDIES = "resources.yaml", "resources/case-studies.yaml"


async def teach(_update: Update, context: Context, target: Target, data: str) -> None:
    """Draft what a reply may teach: `teach:REFERENCE:MESSAGE`."""
    services, say = context.services, context.services.say
    reference, _, number = data.partition(":")[2].partition(":")
    replied = await services.keep(lambda store: _reply(store, reference, number))
    if replied is None:
        await services.delivery.say(target, say("card_over"))
        return
    enquiry, messages, reply = replied
    try:
        draft = await asyncio.to_thread(drafted, enquiry, messages, reply, services.unanswered.redact.for_the_catalogue)
    except NoPermissionError:
        await services.delivery.say(target, say("lesson_no_permission", reference=enquiry.reference))
        return
    if not draft.text:
        await services.delivery.say(target, say("lesson_empty"))
        return
    rows = await services.keep(lambda store: _send(store, services, enquiry, draft))
    for who in ((admin, admin) for admin in services.policy.admins if rows):
        also_typed(services, who, buttons(rows))
    await services.delivery.say(
        target, say("lesson_sent" if rows else "lesson_sent_before", reference=enquiry.reference)
    )


async def adopt(update: Update, context: Context, target: Target, data: str) -> None:
    """Show what the draft would change as it is: `adopt:NUMBER`."""
    await _propose(context, target, speaker(update), data.partition(":")[2], None)


async def written(context: Context, target: Target, who: Who, name: str, text: str) -> None:
    """An administrator's own words take the place of the draft's."""
    await _propose(context, target, who, name, text)


async def reject(update: Update, context: Context, target: Target, data: str) -> None:
    """Throw the draft away: `reject:NUMBER`; the first who decides wins."""
    services, person = context.services, update.effective_user
    number = row_number(data.partition(":")[2])
    dropped = number is not None and await services.keep(lambda store: store.lessons.delete(number))
    await services.delivery.say(target, services.say("lesson_rejected" if dropped else "lesson_over"))
    for admin in services.policy.admins - {person.id if person else 0} if dropped else ():
        told = services.say("lesson_rejected_by", who=called(person))
        await services.delivery.say(Target(admin), told)


async def _propose(context: Context, target: Target, who: Who, name: str, text: str | None) -> None:
    services, number = context.services, row_number(name)
    lesson = await services.keep(lambda store: store.lessons.by_id(number)) if number is not None else None
    if lesson is None:
        await services.delivery.say(target, services.say("lesson_over"))
        return
    record = record_of(lesson, text, services.snapshot().knowledge.by_id)
    if unfinished(record):
        await services.delivery.say(target, services.say("lesson_unfinished"))
        return
    about = {"lesson": lesson.id}
    await propose(context, target, who, lambda: _proposal(services, lesson, record), about=about)


def _proposal(services: Services, lesson: Lesson, record: Record) -> Proposal | Broken | Refused:
    proposals = services.proposals
    if lesson.kind == "answer":
        return proposals.learned(entries=[record])
    return proposals.entry(RESOURCES if RESOURCES in proposals.files() else CASE_STUDIES, record)


def _reply(store: Store, reference: str, number: str) -> tuple[Enquiry, Sequence[Message], Message] | None:
    enquiry = store.enquiries.by_reference(reference)
    id_ = row_number(number)
    reply = store.messages.by_id(id_) if id_ is not None else None
    if enquiry is None or reply is None or reply.enquiry != enquiry.id or reply.side != "staff":
        return None
    return enquiry, store.messages.of_enquiry(enquiry.id), reply


def _send(store: Store, services: Services, enquiry: Enquiry, draft: LessonDraft) -> Labels:
    """To each administrator in private, with these buttons; none where the same waits for them already."""
    if any((one.title, one.text) == (draft.title, draft.text) for one in store.lessons.of_enquiry(enquiry.id)):
        return []
    now, say = services.policy.now(), services.say
    id_ = store.lessons.add(
        enquiry=enquiry.id, kind=draft.kind, title=draft.title, text=draft.text, made=local_day(now)
    )
    key = "lesson_answer" if draft.kind == "answer" else "lesson_case_study"
    text = f"{say(key)}\n\n{draft.title}\n\n{draft.text}\n\n{say('lesson_how')}"
    rows: Labels = [[(say("lesson_button"), f"adopt:{id_}"), (say("discard_button"), f"reject:{id_}")]]
    for admin in services.policy.admins:
        store.outbox.add(admin, Say(text, enquiry.id, rows, plain=True, hand=("lesson", str(id_))), now)
    return rows
