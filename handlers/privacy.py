"""What is kept about somebody, in their own chat: said, shown, and deleted after one confirmation."""

from __future__ import annotations

from telegram import Update

from bot.privacy import forget as forget_all
from bot.privacy import mydata as held
from bot.privacy import notice
from handlers.context import Context
from handlers.guard import is_administrator
from handlers.present import offer
from handlers.wire.buttons import Button
from handlers.wire.delivery import Target
from handlers.wire.speaker import here


async def privacy(update: Update, context: Context) -> None:
    """Say what is kept of a leader and for how long, as the settings in force have it."""
    _, target, _ = here(update)
    services = context.services
    records, say = services.policy, services.say
    if records.channels:
        kept = f"{say('privacy_enquiries', days=records.retention.enquiries)} {say('privacy_lessons')}"
        by_mail = [say("privacy_mail")] if records.channels.mail else []
    else:
        kept, by_mail = say("privacy_no_enquiries"), []
    gaps = say("privacy_gaps", days=records.retention.gaps)
    saved = say("privacy_saved", days=records.retention.saved)
    words = [say("privacy_questions"), gaps, kept, *by_mail, saved, say("privacy_telegram"), say("privacy_commands")]
    law = notice(services.snapshot().knowledge.contact.notice, say)
    await services.delivery.say(target, "\n\n".join([*words, *law]))


async def mydata(update: Update, context: Context) -> None:
    """Everything that is held about the sender."""
    _, target, _ = here(update)
    knowledge = context.services.snapshot().knowledge
    numbers, chat = context.services.numbers, target.chat
    words = await context.services.keep(lambda store: held(store, chat, knowledge, numbers=numbers.has(store, chat)))
    await context.services.delivery.say(target, _of_administrators(update, context, words))


async def forget(update: Update, context: Context) -> None:
    """Ask once whether everything is to be deleted."""
    _, target, who = here(update)
    say = context.services.say
    rows = [[Button(say("forget_button"), "forget:yes"), Button(say("keep_button"), "forget:no")]]
    await offer(context.services, target, who, say("forget_ask"), rows)


async def forget_or_keep(update: Update, context: Context, target: Target, data: str) -> None:
    """Delete what is kept of a leader, or keep it, as they have answered: `forget:yes` or `forget:no`."""
    services, now = context.services, context.services.policy.now()
    if data != "forget:yes":
        await services.delivery.say(target, services.say("forget_kept"))
        return
    mails = services.policy.channels.mail
    await services.keep(lambda store: services.numbers.forget(store, target.chat))
    await services.keep(lambda store: forget_all(store, target.chat, now, services.say, mails=mails))
    services.forget((target.chat, update.effective_user.id if update.effective_user else target.chat))
    await services.delivery.say(target, _of_administrators(update, context, services.say("forgotten")))


def _of_administrators(update: Update, context: Context, words: str) -> str:
    """With what is kept of those who change the knowledge."""
    if not is_administrator(update, context.services):
        return words
    return f"{words}\n\n{context.services.say('kept_of_admin', days=context.services.policy.retention.versions)}"
