"""Who may do what: the tables are tried as everybody who may not, and each is refused and nothing has changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.conversation.limits import Verdict
from bot.library.folder import Library, read_folder, shipped_wording
from bot.store.store import TABLES
from bot.wording import Wording
from handlers.guard import Guard
from handlers.routing.presses import VERBS
from handlers.routing.routes import COMMANDS
from tests.conftest import Folder
from tests.office import GROUP, Office, own_office
from tests.phone import Phone
from tests.telegram_server import BOT, Json

ADMINISTRATOR, LEADER, OTHER, STRANGER, COLLEAGUE, FORMER = 1, 7, 9, 11, 8, 12
ANONYMOUS = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
A_CHANNEL = {"id": 136_817_688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
BOARD = {"id": -5, "type": "supergroup", "title": "Board"}
NEWS = {"id": -6, "type": "channel", "title": "News"}
STAFF = {"id": GROUP, "type": "supergroup", "title": "Staff"}
FAQ = "- {id: wres, question: What is the WRES?, also_asked: [a, b, c], answer: A standard.}\n"
SAY = Wording(shipped_wording())
REFUSALS = {SAY(key) for key in ("admins_only", "staff_only", "staff_members_only", "go_private")}


@dataclass(frozen=True)
class Somebody:
    """Where they write, the guards that let them in there, and what else Telegram says of their messages."""

    person: int
    chat: Json = field(default_factory=dict)
    let_in: frozenset[Guard] = frozenset({Guard.ANYWHERE})
    more: Json = field(default_factory=dict)


PRIVATE = frozenset({Guard.ANYWHERE, Guard.PRIVATE})
PEOPLE = {
    "a leader": Somebody(LEADER, let_in=PRIVATE),
    "another leader": Somebody(OTHER, let_in=PRIVATE),
    "a stranger in a group": Somebody(STRANGER, BOARD),
    "an administrator in a group": Somebody(ADMINISTRATOR, BOARD),
    "a member of staff in private": Somebody(COLLEAGUE, let_in=PRIVATE),
    "a member of staff": Somebody(COLLEAGUE, STAFF, frozenset({Guard.ANYWHERE, Guard.STAFF})),
    "a former member of staff": Somebody(FORMER, STAFF),
    "a former member in private": Somebody(FORMER, let_in=PRIVATE),
}
MASKED = {
    "an anonymous administrator of a group": Somebody(LEADER, BOARD, more={"from": ANONYMOUS, "sender_chat": BOARD}),
    "a channel in a group": Somebody(LEADER, BOARD, more={"from": A_CHANNEL, "sender_chat": NEWS}),
    "a channel in the staff chat": Somebody(LEADER, STAFF, more={"from": A_CHANNEL, "sender_chat": NEWS}),
}


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, contact="email: team@example.org\n")


@pytest.fixture
async def at(few_words: Library, own: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """An office where every guarded thing could be done: an enquiry is open, and an edit waits to be applied."""
    monkeypatch.setattr("handlers.context.Limits", lambda _: lambda _: Verdict.SERVE)
    async with own_office(few_words, own) as found:
        found.server.away.add((GROUP, FORMER))
        await found.send("Please call me")
        admin = Phone(found.assistant, found.server, ADMINISTRATOR)
        *_, shown = await admin.write("/edit wres")
        await admin.reply("Another.", shown.message)
        await admin.press("Apply")
        await admin.write("/undo")
        yield found


def state(at: Office, own: Path) -> object:
    """All that could be changed: the database but for the numbers of updates, the files, and what was said before."""
    rows = {table: list(at.store.rows(table)) for table in TABLES if table != "seen"}
    return rows, read_folder(own), at.assistant.services.snapshot().knowledge.version


def abouts(at: Office) -> Iterator[str]:
    """What may stand after a verb: numbers of rows, a reference, an id, an answer."""
    yield from ("1", "2", "wres", "yes", "", str(at.store.rows("enquiry").__next__()["reference"]))


def said(at: Office, since: int) -> list[str]:
    """What has left for Telegram since then, in words."""
    calls = [one for one in at.server.calls[since:] if one[0] not in ("getChatMember", "sendChatAction")]
    return [str(params.get("text", "")) for _, params in calls]


def refused(at: Office, since: int) -> bool:
    """Is one sentence that refuses all that has left since then?"""
    return len(said(at, since)) == 1 and set(said(at, since)) <= REFUSALS


async def test_every_command_is_refused_to_those_who_may_not(at: Office, own: Path) -> None:
    before, tried, wrong = state(at, own), 0, []
    for name, who in {**PEOPLE, **MASKED}.items():
        phone = Phone(at.assistant, at.server, who.person, dict(who.chat))
        for command in (one for one in COMMANDS if one.guard not in who.let_in):
            for words in (f"/{command.name}", f"/{command.name} wres"):
                since, tried = len(at.server.calls), tried + 1
                await phone.write(words, **who.more)
                if not refused(at, since) or state(at, own) != before:
                    wrong.append((name, words, said(at, since)))
    assert (tried > len(COMMANDS), wrong) == (True, [])


async def test_every_button_is_refused_to_those_who_may_not(at: Office, own: Path) -> None:
    """Forged data under a message in their own chat, twice, and a message of the administrator's own with it."""
    before, tried, wrong = state(at, own), 0, []
    theirs = next(one for key, one in at.server.messages.items() if key[0] == ADMINISTRATOR and one["from"] == BOT)
    for name, who in PEOPLE.items():
        phone = Phone(at.assistant, at.server, who.person, dict(who.chat))
        under = {"message_id": 1, "date": 1, "chat": phone.chat, "from": BOT, "text": "x"}
        for verb in (one for one in VERBS.values() if one.guard not in who.let_in):
            foreign = [theirs] if verb.guard is Guard.ADMINS and who.person != ADMINISTRATOR else []
            for data in (f"{verb.name}:{about}".removesuffix(":") for about in abouts(at)):
                for message in (under, under, *foreign):
                    since, tried = len(at.server.calls), tried + 1
                    await phone.press_data(data, message)
                    if not refused(at, since):
                        wrong.append((name, data, said(at, since)))
            if state(at, own) != before:
                wrong.append((name, verb.name, ["something has changed"]))
    assert (tried > len(VERBS), wrong) == (True, [])


def test_what_stands_beside_guarded_handlers_is_guarded_too() -> None:
    """A new command or button of administrators or staff cannot be left open by an oversight."""
    guards: dict[str, set[Guard]] = {}
    for module, guard in [
        *((one.handle.__module__, one.guard) for one in COMMANDS),
        *((one.do.__module__, one.guard) for one in VERBS.values()),
    ]:
        guards.setdefault(module, set()).add(guard)
    few = {Guard.STAFF, Guard.ADMINS}
    assert [module for module, found in guards.items() if found & few and not found <= few] == []


async def test_a_button_of_another_administrator_does_nothing(few_words: Library, own: Path) -> None:
    async with own_office(few_words, own, admins=frozenset({1, 2})) as at:
        in_force = at.assistant.services.snapshot
        mine, other = Phone(at.assistant, at.server, 1), Phone(at.assistant, at.server, 2)
        *_, shown = await mine.write("/edit wres")
        await mine.reply("Another.", shown.message)
        under = {"message_id": 1, "date": 1, "chat": other.chat, "from": BOT, "text": "x"}
        (told,) = await other.press_data("apply:1", under)
        assert (told.text, in_force().knowledge.entries[0].answer) == (SAY("proposal_gone"), "A standard.")
        await mine.press("Apply")
        assert in_force().knowledge.entries[0].answer == "Another."


async def test_replies_and_files_of_others_change_no_knowledge(at: Office, own: Path) -> None:
    mine = [one for (chat, _), one in at.server.messages.items() if chat == ADMINISTRATOR]
    shown = next(one for one in mine if one.get("text") == "A standard.")
    before = (read_folder(own), list(at.store.rows("proposal")), list(at.store.rows("version")))
    for who in {**PEOPLE, **MASKED}.values():
        phone = Phone(at.assistant, at.server, who.person, dict(who.chat))
        await phone.reply("Mine.", shown, **who.more)
        await phone.send("faq.yaml", FAQ.replace("A standard", "Mine").encode(), **who.more)
    assert (read_folder(own), list(at.store.rows("proposal")), list(at.store.rows("version"))) == before


async def test_what_stands_in_a_channel_is_not_heard(at: Office, own: Path) -> None:
    phone, before, since = Phone(at.assistant, at.server, LEADER, NEWS), state(at, own), len(at.server.calls)
    for command in COMMANDS:
        text = f"/{command.name}"
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        post = at.server.add({"chat": NEWS, "sender_chat": NEWS, "text": text, "entities": entities})
        await phone.update(channel_post=post)
    assert (said(at, since), state(at, own)) == ([], before)


async def test_administrators_find_their_commands_in_help_and_leaders_do_not(at: Office) -> None:
    (theirs,) = await Phone(at.assistant, at.server, ADMINISTRATOR).write("/help")
    (leaders,) = await at.leader.write("/help")
    own = [f"/{one.name}:" for one in COMMANDS if one.guard is Guard.ADMINS]
    assert ([one in theirs.text for one in own], [one in leaders.text for one in own]) == (
        [True] * len(own),
        [False] * len(own),
    )


async def test_an_administrator_in_a_group_is_sent_to_the_private_chat(at: Office) -> None:
    (seen,) = await Phone(at.assistant, at.server, ADMINISTRATOR, dict(BOARD)).write("/undo")
    assert seen.buttons == ("Open a private chat",)
