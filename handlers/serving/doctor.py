"""`race-equality doctor`: what serving needs of Telegram and of the mail server, and how to put each thing right."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from httpx import AsyncClient, HTTPError
from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, User
from telegram.constants import ChatAction
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from bot.doctor.diagnosis import Diagnosis
from bot.mail.server import MailServer
from bot.mail.smtp import MailError, is_encrypted
from bot.settings import Settings
from handlers.outbox.staff_room import unfit
from handlers.routing.menu import menu

UNFIT = {
    "staff_chat_no_group": ("is no group", "Send /whoami in the team's group and set BOT_STAFF_CHAT to its number."),
    "staff_chat_public": ("can be read by anybody", "Remove its public username, or its place on the map."),
    "staff_chat_linked": ("is linked to a channel, whose readers can write in it", "Remove the link."),
}
MAIL_SECONDS = 20.0  # for each answer of the mail server
CLOCK_SECONDS = 60.0  # by which a clock may be wrong: reminders and promises go by the minute
LISTEN_SECONDS = 6.0  # in which a program that polls asks again: ours within one, others within a few


async def examine_mail(server: MailServer | None) -> Diagnosis:
    """Does the mail server let the assistant in? No message is sent."""
    if server is None:
        return Diagnosis("No e-mail is set")
    try:
        encrypted = await is_encrypted(server, MAIL_SECONDS)
    except MailError as error:
        what, _, fix = str(error).rpartition("; ")
        return Diagnosis(what or "E-mail cannot be sent", f"{fix[:1].upper()}{fix[1:]}")
    signed_in = "lets the assistant sign in" if server.user else "answers, without a password"
    return Diagnosis(f"{str(server).capitalize()} {signed_in}{'' if encrypted else ', without encryption'}")


async def examine(bot: Bot, settings: Settings) -> list[Diagnosis]:
    """All findings about Telegram, from the token to the rights in the staff chat; the bot is to be shut down after."""
    try:
        await bot.initialize()
    except InvalidToken:
        return [
            Diagnosis("Telegram refuses BOT_TOKEN", "Ask @BotFather for it with /mybots, API Token, and set it anew."),
        ]
    except TelegramError:
        address = settings.api_url
        return [Diagnosis(f"Telegram cannot be reached at {address}", "Check the network, the proxy and BOT_API_URL.")]
    diagnoses = [Diagnosis(f"Telegram knows the bot as @{bot.username}"), *_about(bot.bot)]
    for look in (_menu, _webhook, _staff_chat, _administrators):
        diagnoses += await _looked(look, bot, settings)
    return diagnoses


async def examine_clock(settings: Settings, now: Callable[[], datetime]) -> Diagnosis:
    """Does the clock of this machine agree with Telegram's? Its web server says what time it is."""
    try:
        async with AsyncClient(timeout=MAIL_SECONDS) as client:
            answer = await client.get(settings.api_url.removesuffix("bot"))
        theirs = parsedate_to_datetime(answer.headers["date"])
    except (HTTPError, KeyError, ValueError):
        return Diagnosis("Telegram's server does not say what time it is, so the clock was not compared")
    ahead = (now() - theirs).total_seconds()
    if abs(ahead) <= CLOCK_SECONDS:
        return Diagnosis("The clock of this machine agrees with Telegram's")
    what = f"The clock of this machine is {abs(ahead):.0f} seconds {'ahead of' if ahead > 0 else 'behind'} Telegram's"
    return Diagnosis(what, "Turn on time synchronisation, on Linux: timedatectl set-ntp true")


async def examine_pollers(bot: Bot, listen: float = LISTEN_SECONDS) -> Diagnosis:
    """Does another program use the token? For when none serves here; what it would get stays unconfirmed, so unlost."""
    end = time.monotonic() + listen
    try:
        if (await bot.get_webhook_info()).url:
            return Diagnosis("Telegram posts to a webhook, so that no other program can poll")
        while (left := end - time.monotonic()) > 0:
            if await bot.get_updates(limit=1, timeout=max(1, round(left))):
                await asyncio.sleep(min(1.0, left))  # something waits there, so that Telegram answers at once
    except Conflict:
        fix = "Stop it, or get a new token from @BotFather with /revoke if you do not know where it runs."
        return Diagnosis("Another program uses this bot's token now", fix)
    except TelegramError:
        return Diagnosis("Telegram gave no answer to: who else polls", "Run the doctor again in a minute.")
    return Diagnosis("No other program polls with this token")


def _about(me: User) -> Iterator[Diagnosis]:
    if me.can_read_all_group_messages:
        yield Diagnosis("Privacy mode is off", "Send @BotFather /setprivacy and choose Enable, then add the bot anew.")
    else:
        yield Diagnosis("Privacy mode is on: in groups the bot sees only what is meant for it")
    if me.can_join_groups:
        yield Diagnosis("The bot may be added to groups")
    else:
        yield Diagnosis("The bot may not be added to groups", "Send @BotFather /setjoingroups and choose Enable.")
    if me.supports_inline_queries:
        yield Diagnosis("Inline mode is on")
    else:
        yield Diagnosis("Inline mode is off", "Send @BotFather /setinline to let people share answers in any chat.")


Look = Callable[[Bot, Settings], Awaitable[list[Diagnosis]]]


async def _looked(look: Look, bot: Bot, settings: Settings) -> list[Diagnosis]:
    try:
        return await look(bot, settings)
    except TelegramError:
        what = (look.__doc__ or "").rstrip("?.")
        return [Diagnosis(f"Telegram gave no answer to: {what}", "Run the doctor again in a minute.")]


async def _menu(bot: Bot, settings: Settings) -> list[Diagnosis]:
    """Is the command menu set?"""
    set_ = {command.command for command in await bot.get_my_commands()}
    wanted = menu(relayed=settings.staff_chat is not None or settings.smtp_url is not None)
    missing = [f"/{name}" for name in wanted if name not in set_]
    if missing:
        return [
            Diagnosis(f"The menu lacks {', '.join(missing)}", "Start `race-equality serve` once: it sets the menu.")
        ]
    return [Diagnosis("The command menu is set")]


async def _webhook(bot: Bot, settings: Settings) -> list[Diagnosis]:
    """Does Telegram send the updates where they are expected?"""
    info = await bot.get_webhook_info()
    wanted = settings.webhook_url or ""
    if info.url and info.url != wanted:
        return [_foreign(info.url, wanted)]
    if info.url != wanted:
        what = "Telegram has no webhook, the settings say otherwise"
        return [Diagnosis(what, "Start `race-equality serve`: it sets this right.")]
    if info.last_error_message:
        fix = "Check the reverse proxy, its certificate and BOT_WEBHOOK_LISTEN and BOT_WEBHOOK_PORT."
        return [Diagnosis(f"Telegram's last post failed: {info.last_error_message}", fix)]
    return [Diagnosis("Telegram posts to the webhook" if wanted else "Telegram waits for long polling")]


def _foreign(url: str, wanted: str) -> Diagnosis:
    """Somebody else's address is told by its host alone: its path and query may hold what is theirs, or a token."""
    host = urlsplit(url).hostname or "an address without a name"
    instead = "another address than BOT_WEBHOOK_URL" if wanted else "though BOT_WEBHOOK_URL is not set"
    fix = (
        "If nobody of yours set that, others may know the token: revoke it with /revoke at @BotFather and set the new "
        "one as BOT_TOKEN; else start `race-equality serve` anew, which sets this right."
    )
    return Diagnosis(f"Telegram posts what people write to {host}, {instead}", fix)


async def _administrators(bot: Bot, settings: Settings) -> list[Diagnosis]:
    """Has each administrator started the bot?"""
    return [await _administrator(bot, admin) for admin in sorted(settings.admins)]


async def _administrator(bot: Bot, admin: int) -> Diagnosis:
    """They see "typing" for a moment, and nothing is sent."""
    try:
        await bot.send_chat_action(admin, ChatAction.TYPING)
    except (BadRequest, Forbidden) as error:
        if "blocked" in error.message:
            return Diagnosis(f"Administrator {admin} has blocked the bot", "They must unblock it in Telegram.")
        if "deactivated" in error.message:
            return Diagnosis(f"Administrator {admin} has no account any more", "Take the number out of BOT_ADMINS.")
        fix = f"They must open t.me/{bot.username} and press Start; or the number is wrong, see /whoami."
        return Diagnosis(f"Administrator {admin} has not started the bot, and cannot be told of anything", fix)
    return Diagnosis(f"Administrator {admin} has started the bot")


async def _staff_chat(bot: Bot, settings: Settings) -> list[Diagnosis]:
    """Is the bot in the staff chat, with the rights it needs?"""
    if settings.staff_chat is None:
        instead = "enquiries go out by e-mail alone" if settings.smtp_url else "people get the published contact route"
        return [Diagnosis(f"No staff chat is set: {instead}")]
    try:
        chat = await bot.get_chat(settings.staff_chat)
        if why := unfit(chat):
            what, fix = UNFIT[why]
            return [Diagnosis(f"{chat.title or 'The staff chat'} {what}, so no enquiry is posted there", fix)]
        member = await bot.get_chat_member(settings.staff_chat, bot.id)
    except (BadRequest, Forbidden, Conflict):
        fix = "Add the bot to the group, send /whoami there and set BOT_STAFF_CHAT to the chat's number."
        return [Diagnosis(f"The bot is not in the chat {settings.staff_chat}", fix)]
    return [_rights(chat, member), *_joined_by_link(chat)]


def _joined_by_link(chat: ChatFullInfo) -> Iterator[Diagnosis]:
    """Telegram tells the bot of its own link alone, and only where it may invite; what others made stays unseen.

    No finding of a fault: whoever may invite has such a link, and it need not have been handed on. `join_by_request`
    is about joining without a link, which only public groups allow.
    """
    if chat.invite_link:
        name = chat.title or "the staff chat"
        yield Diagnosis(f"An invite link leads into {name}: who gets hold of it can join and read every enquiry")


def _rights(chat: ChatFullInfo, member: ChatMember) -> Diagnosis:
    name = chat.title or "the staff chat"
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return Diagnosis(f"The bot is no longer in {name}", "Add it again.")
    if not isinstance(member, ChatMemberAdministrator):
        return Diagnosis(f"The bot is no administrator of {name}", "Make it one, so that it sees replies and may pin.")
    if chat.is_forum and not member.can_manage_topics:
        return Diagnosis(f"The bot may not manage topics in {name}", "Give it the right to manage topics.")
    if chat.is_forum and not member.can_delete_messages:
        what = f"The bot may not delete messages in {name}, so topics of enquiries that ended stay"
        return Diagnosis(what, "Give it the right to delete messages.")
    if not member.can_pin_messages:
        return Diagnosis(f"The bot may not pin messages in {name}", "Give it the right to pin messages.")
    return Diagnosis(f"The bot is in {name} with all its rights")
