"""`race-equality doctor`: each thing that must be right before the assistant can serve, and how to put it right."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, User
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from bot.encoder.model_folder import ModelError
from bot.encoder.sentence_model import SentenceModel
from bot.mail.server import MailServer
from bot.mail.smtp import MailError, is_encrypted
from bot.settings import Settings
from handlers.outbox.staff_room import unfit
from handlers.routing.menu import menu
from knowledge.loading.parse import Parsed

UNFIT = {
    "staff_chat_no_group": ("is no group", "Send /whoami in the team's group and set BOT_STAFF_CHAT to its number."),
    "staff_chat_public": ("can be read by anybody", "Remove its public username, or its place on the map."),
    "staff_chat_linked": ("is linked to a channel, whose readers can write in it", "Remove the link."),
}
MAIL_SECONDS = 20.0  # for each answer of the mail server


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`fix` is what to do, empty where all is well."""

    what: str
    fix: str = ""

    def __str__(self) -> str:
        return f"to do  {self.what}. {self.fix}" if self.fix else f"ok     {self.what}"


def examine_knowledge(parsed: Parsed, *, encoder: bool) -> Iterator[Diagnosis]:
    """Is the knowledge sound, and is the encoder there?"""
    if parsed.knowledge is None:
        yield Diagnosis(f"The knowledge has {len(parsed.problems)} problem(s)", "Run: race-equality check")
    else:
        yield Diagnosis(f"The knowledge is sound: {len(parsed.knowledge.entries)} answers")
    if encoder:
        yield Diagnosis("The sentence model runs")
    else:
        yield Diagnosis("The sentence model does not run here", "Install the package again in a fresh environment.")


def examine_model(folder: Path | None) -> Iterator[Diagnosis]:
    """Can the sentence model be used, if one is set?"""
    if folder is None:
        return
    try:
        model = SentenceModel(folder)
    except ModelError as error:
        yield Diagnosis(f"BOT_MODEL cannot be used: {error.reason}", "Put it right, or remove BOT_MODEL.")
    else:
        yield Diagnosis(f"The sentence model in {folder} works: {model.dimensions} numbers a sentence")


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
    for look in (_menu, _webhook, _staff_chat):
        diagnoses += await _looked(look, bot, settings)
    return diagnoses


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
    if info.url != wanted:
        here = f"Telegram posts to {info.url}" if info.url else "Telegram has no webhook"
        return [Diagnosis(f"{here}, the settings say otherwise", "Start `race-equality serve`: it sets this right.")]
    if info.last_error_message:
        fix = "Check the reverse proxy, its certificate and BOT_WEBHOOK_LISTEN and BOT_WEBHOOK_PORT."
        return [Diagnosis(f"Telegram's last post failed: {info.last_error_message}", fix)]
    return [Diagnosis("Telegram posts to the webhook" if wanted else "Telegram waits for long polling")]


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
    return [_rights(chat, member)]


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
