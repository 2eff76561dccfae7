"""The table of routes: each can be reached, and the menu lists what works and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from telegram import Update
from telegram.ext import ExtBot

from bot.library.folder import shipped_wording
from bot.wording import Wording
from handlers.guard import Guard
from handlers.intake.polling import ALLOWED_UPDATES
from handlers.routing.menu import LEADERS, commands, menu, set_menu
from handlers.routing.routes import COMMANDS, Handler, routes
from handlers.wire.delivery import Delivery
from tests.phone import Wire
from tests.telegram_server import BOT, Json, TelegramServer

README = Path(__file__).parent.parent / "README.md"
USER = {"id": 7, "is_bot": False, "first_name": "Ada"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -7, "type": "supergroup", "title": "Board"}


def message(text: str, chat: Json, **more: object) -> Json:
    kind = {"/": "bot_command", "@": "mention"}.get(text[:1])
    entities = [{"type": kind, "offset": 0, "length": len(text.partition(" ")[0])}] if kind else []
    return {"message_id": 1, "date": 1, "chat": chat, "from": USER, "text": text, "entities": entities, **more}


def membership(status: str) -> Json:
    return {"status": status, "user": BOT, "until_date": 0}


STICKER = {
    "file_id": "1", "file_unique_id": "1", "type": "regular", "width": 1, "height": 1,
    "is_animated": False, "is_video": False,
}  # fmt: skip
SAMPLES: dict[str, Json] = {
    **{f"/{one.name}": {"message": message(f"/{one.name}", PRIVATE)} for one in COMMANDS},
    **{f"/{one.name} in a group": {"message": message(f"/{one.name}", GROUP)} for one in COMMANDS},
    "a press": {"callback_query": {"id": "1", "from": USER, "chat_instance": "1", "data": "none"}},
    "an inline query": {"inline_query": {"id": "1", "from": USER, "query": "x", "offset": ""}},
    "added": {
        "my_chat_member": {
            "chat": GROUP, "from": USER, "date": 1,
            "old_chat_member": membership("left"), "new_chat_member": membership("member"),
        },
    },
    "somebody comes": {
        "chat_member": {
            "chat": GROUP, "from": USER, "date": 1,
            "old_chat_member": membership("left"), "new_chat_member": membership("member"),
        },
    },
    "unknown command": {"message": message("/nothing", PRIVATE)},
    "a question": {"message": message("What is the WRES?", PRIVATE)},
    "a mention": {"message": message("@race_equality_bot hello", GROUP)},
    "an edited question": {"edited_message": message("What is the WRES?", PRIVATE, edit_date=2)},
    "a sticker": {"message": {**message("", PRIVATE, sticker=STICKER), "text": None}},
}  # fmt: skip
IGNORED: dict[str, Json] = {
    "group talk": {"message": message("What is the WRES?", GROUP)},
    "another's mention": {"message": message("@somebody hello", GROUP)},
    "an unknown command in a group": {"message": message("/nothing", GROUP)},
    "another bot's command": {"message": message("/help@other_bot", GROUP)},
    "a pinned message": {"message": {**message("", PRIVATE), "text": None, "group_chat_created": True}},
}


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


@pytest.fixture
async def bot(server: TelegramServer) -> ExtBot[None]:
    wire = Wire(server)
    made = ExtBot("42:T", request=wire, get_updates_request=wire)
    await made.initialize()
    return made


def first(update: Json, bot: ExtBot[None]) -> int | None:
    """The place in the table of the route that handles an update."""
    made = Update.de_json({"update_id": 1, **update}, bot)
    fits = (place for place, route in enumerate(routes()) if _fits(route, made))
    return next(fits, None)


def _fits(route: Handler, update: Update) -> bool:
    found = route.check_update(update)
    return found is not None and found is not False


async def test_every_route_is_the_first_for_something(bot: ExtBot[None]) -> None:
    reached = {first(update, bot) for update in SAMPLES.values()}
    assert reached == set(range(len(routes())))


@pytest.mark.parametrize("update", IGNORED.values(), ids=IGNORED)
async def test_what_is_not_for_the_bot_has_no_route(bot: ExtBot[None], update: Json) -> None:
    assert first(update, bot) is None


def test_every_kind_of_update_that_is_routed_is_asked_for() -> None:
    assert {kind for update in SAMPLES.values() for kind in update} == set(ALLOWED_UPDATES)


def test_every_command_has_its_words_in_the_menu() -> None:
    shown = commands(Wording(shipped_wording()), menu(relayed=True, guards=set(Guard)))
    assert [one.command for one in shown] == [command.name for command in COMMANDS]
    assert set(menu(relayed=True)) == {command.name for command in COMMANDS if command.guard in LEADERS}
    assert all(1 <= len(one.description) <= 256 for one in shown)


def test_what_is_personal_is_not_in_the_menu_of_groups() -> None:
    wanted = {command.name for command in COMMANDS if command.guard is Guard.ANYWHERE}
    assert set(menu(relayed=True, guards={Guard.ANYWHERE})) == wanted


async def test_only_administrators_have_their_commands_in_the_menu_and_no_longer_than_they_are(
    bot: ExtBot[None], server: TelegramServer
) -> None:
    server.chats |= {1: {}, 2: {}, 7: {}, -7: {}}  # 3 has never written to the bot
    for admins, former in (({1, 3}, set()), ({2}, {1})):
        await set_menu(bot, Delivery(bot), Wording(shipped_wording()), admins, former, relayed=True, staff=-7)
    shown = {scope: {one["command"] for one in listed} for scope, listed in server.kept["commands"].items()}
    own = {command.name for command in COMMANDS if command.guard is Guard.ADMINS}
    assert shown.pop(-7) == {command.name for command in COMMANDS if command.guard is Guard.STAFF}
    assert {scope: bool(names & own) for scope, names in shown.items()} == {
        "default": False, "all_group_chats": False, 2: True,
    }  # fmt: skip


def test_the_menu_lists_only_what_works() -> None:
    assert set(menu(relayed=True)) - set(menu(relayed=False)) == {"status", "withdraw"}


def test_the_how_to_of_staff_names_their_commands() -> None:
    howto = Wording(shipped_wording())("staff_howto")
    assert set(re.findall(r"/(\w+)", howto)) == {command.name for command in COMMANDS if command.guard is Guard.STAFF}


def test_the_description_is_as_short_as_telegram_wants_it() -> None:
    say = Wording(shipped_wording())
    assert len(say("bot_description")) <= 512
    assert len(say("bot_about")) <= 120


def test_every_telegram_command_of_the_readme_is_in_the_menu() -> None:
    telegram = README.read_text("utf-8").partition("## In Telegram")[2].partition("\n## ")[0]
    named = set(re.findall(r"`/(\w+)", telegram))
    assert named == {command.name for command in COMMANDS}
