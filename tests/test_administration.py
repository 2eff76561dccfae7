"""Administrators edit from their telephones: an answer by a reply, a file by sending it back, and back again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.library.folder import Library, shipped_wording
from bot.library.stored_versions import StoredVersions
from bot.store.store import Store
from bot.wording import Wording
from tests.conftest import Folder
from tests.office import Clock, Office, heard, office, own_office
from tests.phone import Phone, Seen
from tests.telegram_server import TelegramServer

SAY = Wording(shipped_wording())
ROLES = """\
# Ours
- id: wres
  question: What is the WRES?   # asked most
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard. See [its page](https://example.org/wres).
- id: allyship
  question: How can I be an ally?
  also_asked: [allyship for white colleagues, being an ally, support colleagues]
  answer: Begin by listening.
"""
CONTACT = "email: team@example.org\n"
CHECKS = "- {ask: what is the wres, expect: wres}\n- {ask: being an ally, expect: allyship}\n"
FISH = """\
- id: fish
  question: What does fish cost?
  also_asked: [a fish price, cod price, fish in Grimsby]
  answer: Nobody knows.
"""

Open = Callable[[], AbstractAsyncContextManager[Office]]


@pytest.fixture
def own(folder: Folder) -> Path:
    made = folder(contact=CONTACT, checks=CHECKS)
    (made / "faq").mkdir()
    (made / "faq" / "roles.yaml").write_text(ROLES, "utf-8")
    return made


@pytest.fixture
def opened(few_words: Library, own: Path, tmp_path: Path) -> Open:
    """The office each time it is opened, with the chats and the database of the time before."""
    server, clock = TelegramServer(), Clock()

    @asynccontextmanager
    async def opening() -> AsyncIterator[Office]:
        store, admins = Store.open(tmp_path / "bot.db"), frozenset({1, 2, 3})
        async with own_office(few_words, own, store=store, server=server, clock=clock, admins=admins) as at:
            yield at
        store.close()

    return opening


@pytest.fixture
async def at(opened: Open) -> AsyncIterator[Office]:
    async with opened() as found:
        yield found


def ada(at: Office) -> Phone:
    return Phone(at.assistant, at.server, 1)


def bo(at: Office) -> Phone:
    return Phone(at.assistant, at.server, 2, {"id": 2, "type": "private", "first_name": "Bo"})


async def reply_to_edit(at: Office, id_: str, words: str) -> list[Seen]:
    """Ada asks for an answer and replies with another."""
    *_, shown = await ada(at).write(f"/edit {id_}")
    return await ada(at).reply(words, shown.message)


async def handed(phone: Phone, word: str = "yaml") -> dict[str, str]:
    """The files that `/knowledge` sends."""
    seen = [one.message for one in await phone.write(f"/knowledge {word}")]
    documents = [one["document"] for one in seen if "document" in one]
    return {one["file_name"]: phone.server.files[one["file_id"]].decode() for one in documents}


async def answer(at: Office, question: str) -> str:
    (told, *_) = await at.leader.write(question)
    return told.text


async def test_an_answer_is_shown_raw_changed_by_a_reply_and_brought_back(at: Office, own: Path) -> None:
    heading, raw = await ada(at).write("/edit wres")
    assert (raw.text, raw.links) == ("The standard. See [its page](https://example.org/wres).", ())
    assert all(words in heading.text for words in ("What is the WRES?", "wres", "faq/roles.yaml", "Reply"))
    as_read, shown = await ada(at).reply("Nine indicators.\n\n• One\n• Two", raw.message)
    assert as_read.text == f"{SAY('edit_as_read')}\n\nWhat is the WRES?\n\nNine indicators.\n\n• One\n• Two"
    assert "(+0 ~1 -0)" in shown.text
    assert "Answer of “What is the WRES?”:\nBefore: The standard. See its page.\nAfter: Nine indicators." in shown.text
    assert shown.buttons == ("Apply", "Discard")
    assert "The standard." in await answer(at, "What is the WRES?")
    (done,) = await ada(at).press("Apply")
    assert done.text == SAY("applied", changes="+0 ~1 -0")
    assert "• Two" in await answer(at, "What is the WRES?")
    block = "answer: |\n    Nine indicators.\n\n    - One\n    - Two\n"
    changed = ROLES.replace("answer: The standard. See [its page](https://example.org/wres).\n", block)
    assert (own / "faq" / "roles.yaml").read_text("utf-8") == changed
    *_, shown = await ada(at).write("/undo")
    assert "Monday 23 November at 09:00" in shown.text
    await ada(at).press("Apply")
    assert (own / "faq" / "roles.yaml").read_text("utf-8") == ROLES


async def test_links_that_telegram_has_made_stay_links(at: Office, own: Path) -> None:
    *_, raw = await ada(at).write("/edit allyship")
    link = {"type": "text_link", "offset": 6, "length": 8, "url": "https://example.org/a"}
    await ada(at).reply("😀 A, its page.", raw.message, entities=[link])
    await ada(at).press("Apply")
    assert "😀 A, [its page](https://example.org/a)." in (own / "faq" / "roles.yaml").read_text("utf-8")


async def test_without_an_id_or_with_another_word_the_likeliest_are_offered(at: Office) -> None:
    (which,) = await ada(at).write("/edit")
    (near,) = await ada(at).write("/edit alyship")
    assert which.text == SAY("edit_which")
    assert near.text.startswith(SAY("edit_did_you_mean", id="alyship"))
    assert near.buttons[0] == "1. How can I be an ally?"
    assert "1. How can I be an ally? (allyship)" in near.text
    _, raw = await ada(at).press(near.buttons[0])
    assert raw.text == "Begin by listening."
    (by_words,) = await ada(at).write("/edit support colleagues")
    assert by_words.text.startswith(SAY("edit_choose"))
    assert by_words.buttons[0] == "1. How can I be an ally?"


async def test_what_was_answered_last_is_offered_for_a_change(at: Office) -> None:
    await ada(at).write("How can I be an ally?")
    (offered,) = await ada(at).write("/edit")
    assert offered.buttons == ("1. How can I be an ally?",)


async def test_what_an_administrator_writes_otherwise_is_a_question(at: Office) -> None:
    await ada(at).write("/edit wres")
    (told,) = await ada(at).write("How can I be an ally?")
    assert "Begin by listening." in told.text
    (again,) = await ada(at).reply("How can I be an ally?", told.message)
    assert "Begin by listening." in again.text


async def test_a_reply_is_an_edit_also_while_an_enquiry_is_written(at: Office) -> None:
    *_, raw = await ada(at).write("/edit wres")
    await ada(at).write("/contact")
    *_, shown = await ada(at).reply("New.", raw.message)
    assert shown.buttons == ("Apply", "Discard")


async def test_the_files_are_named_and_all_or_one_kind_or_id_alone_are_sent(at: Office) -> None:
    (named,) = await ada(at).write("/knowledge")
    names = "• checks.yaml\n• contact.yaml\n• faq/roles.yaml"
    assert named.text == f"{SAY('knowledge_which', name='checks.yaml')}\n\n{names}"
    assert "document" not in named.message
    assert await handed(ada(at), "faq/roles.yaml") == {"faq--roles.yaml": ROLES}
    every = {"checks.yaml": CHECKS, "contact.yaml": CONTACT, "faq--roles.yaml": ROLES}
    assert await handed(ada(at)) == every
    assert await handed(ada(at), "faq") == await handed(ada(at), "allyship") == {"faq--roles.yaml": ROLES}
    (nothing,) = await ada(at).write("/knowledge fish")
    assert nothing.text.startswith(SAY("knowledge_no_file", word="fish"))
    assert "faq/roles.yaml" in nothing.text


async def test_a_file_comes_back_and_is_applied(at: Office, own: Path) -> None:
    (name, text), *_ = (await handed(ada(at), "faq")).items()
    as_read, shown = await ada(at).send(name.replace(".yaml", " (1).yaml"), (text + FISH).encode())
    assert "Nobody knows." in as_read.text
    assert ("(fish, faq)" in shown.text, shown.buttons) == (True, ("Apply", "Discard"))
    await ada(at).press("Apply")
    assert "Nobody knows." in await answer(at, "What does fish cost?")
    assert (own / "faq" / "roles.yaml").read_text("utf-8") == ROLES + FISH
    (*_, again) = await ada(at).send(name, (ROLES + FISH.replace("Nobody knows", "Ask")).encode())
    assert again.buttons == ("Apply", "Discard"), "what was applied is what she has"


async def test_a_discarded_change_is_gone(at: Office, own: Path) -> None:
    await reply_to_edit(at, "wres", "New.")
    (told,) = await ada(at).press("Discard")
    assert told.text == SAY("discarded")
    assert all("Apply" not in one.buttons for one in ada(at).history())
    assert (own / "faq" / "roles.yaml").read_text("utf-8") == ROLES
    assert list(at.store.rows("proposal")) == []


async def test_all_problems_come_with_line_and_remedy_the_files_own_first(at: Office, own: Path) -> None:
    wrong = ROLES.replace("also_asked", "also_askd", 1).replace("id: allyship", "id: Ally ship\n  pillars: [x]")
    (told,) = await ada(at).send("faq--roles.yaml", wrong.encode())
    lines = told.text.splitlines()
    assert lines[0].startswith("Nothing has changed.")
    assert "• faq/roles.yaml:4: unknown key 'also_askd', did you mean 'also_asked'?" in lines
    assert lines[-1] == "• 'allyship', which you took away, is mentioned in checks.yaml:2"
    many, whole = await ada(at).send("faq--roles.yaml", b"- 1\n" * 40)
    assert many.text.splitlines()[-1] == SAY("edit_more", count=27)
    problems = at.server.files[whole.message["document"]["file_id"]].decode()
    assert (whole.message["document"]["file_name"], problems.count("\n- ")) == ("problems.txt", 42)
    assert (own / "faq" / "roles.yaml").read_text("utf-8") == ROLES


async def test_an_edit_that_breaks_a_check_needs_the_word_although_and_is_recorded(at: Office) -> None:
    await handed(ada(at))
    (shown,) = await ada(at).send("checks.yaml", (CHECKS + "- {ask: cod in Grimsby, expect: wres}\n").encode())
    assert '"cod in Grimsby" should find wres, finds nothing' in shown.text
    assert shown.buttons == ("Apply although 1 check breaks", "Discard")
    (done,) = await ada(at).write("apply although 1 check breaks")
    assert "recorded" in done.text
    newest, *_ = StoredVersions(at.store).history()
    assert (newest.who, newest.broke) == ("Ada (1)", ('"cod in Grimsby" should find wres, finds nothing',))


async def test_what_somebody_changed_meanwhile_is_not_overwritten(at: Office) -> None:
    for phone in (ada(at), bo(at)):
        await handed(phone)
    *_, raw = await bo(at).write("/edit wres")
    await ada(at).send("faq--roles.yaml", (ROLES + FISH).encode())
    await ada(at).press("Apply")
    late, *_ = await bo(at).send("faq--roles.yaml", ROLES.replace("Begin", "Start").encode())
    assert late.text == SAY("edit_meanwhile")
    *_, other = await bo(at).reply("Ten indicators.", raw.message)
    assert other.buttons == ("Apply", "Discard"), "another answer of the file is nobody's loss"
    await reply_to_edit(at, "allyship", "Start.")
    await ada(at).press("Apply")
    too_late, *_ = await bo(at).press("Apply")
    assert too_late.text == SAY("edit_meanwhile")
    *_, old = await bo(at).write("/edit allyship")
    await reply_to_edit(at, "allyship", "Stop.")
    await ada(at).press("Apply")
    stale, *_ = await bo(at).reply("Mine.", old.message)
    assert stale.text == SAY("edit_meanwhile")


async def test_a_file_that_was_not_sent_from_here_is_marked(at: Office) -> None:
    *_, shown = await ada(at).send("faq--roles.yaml", (ROLES + FISH).encode())
    assert shown.text.startswith(SAY("edit_base_unknown"))


async def test_the_others_are_told_who_changed_what(at: Office) -> None:
    at.server.blocked.add(3)
    await reply_to_edit(at, "wres", "New.")
    await ada(at).press("Apply")
    assert heard(bo(at)) == ["Ada has changed the knowledge (+0 ~1 -0): “What is the WRES?”."]


async def test_a_change_waits_through_a_restart(opened: Open) -> None:
    async with opened() as before:
        await handed(ada(before))
        await reply_to_edit(before, "wres", "New.")
        *_, raw = await ada(before).write("/edit allyship")
    async with opened() as after:
        (done,) = await ada(after).press("Apply")
        assert done.text.startswith("It is in force")
        assert "New." in await answer(after, "What is the WRES?")
        *_, shown = await ada(after).reply("Start.", raw.message)
        assert shown.buttons == ("Apply", "Discard")
        late, *_ = await ada(after).send("faq--roles.yaml", (ROLES + FISH).encode())
        assert late.text == SAY("edit_meanwhile")


async def test_a_button_of_a_change_that_is_over_says_so(at: Office) -> None:
    *_, shown = await reply_to_edit(at, "wres", "New.")
    await ada(at).press_data("apply:1", shown.message)
    (over,) = await ada(at).press_data("discard:1", shown.message)
    assert over.text == SAY("proposal_gone")


async def test_what_cannot_be_written_can_be_applied_again(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    await reply_to_edit(at, "wres", "New.")
    with monkeypatch.context() as patch:
        patch.setattr("bot.editing.preview.write_all", full)
        (told,) = await ada(at).press("Apply")
    assert told.text == SAY("edit_not_written", why="No space left on device")
    (done,) = await ada(at).press("Apply")
    assert done.text == SAY("applied", changes="+0 ~1 -0")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("all.zip", b"PK\x03\x04" + b"\0" * 100, "edit_no_yaml"),
        ("report.pdf", b"%PDF", "edit_no_yaml"),
        ("faq.yaml", b"x" * 4_000_001, "edit_too_large"),
        ("notes.yaml", b"- a", "edit_unknown_file"),
        ("../faq.yaml", b"- a", "edit_unknown_file"),
        ("faq--roles.yaml", ROLES.encode(), "edit_nothing"),
    ],
)
async def test_what_is_no_file_of_the_knowledge_is_a_sentence(at: Office, name: str, content: bytes, key: str) -> None:
    (told,) = await ada(at).send(name, content)
    assert told.text == SAY(key, file=name)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe- \x00i\x00d\x00", b"\xef\xbb\xbf\t- id: a", b"a: &a [*a, *a]", b"- id: a\n  id: b", b"- 1\n- two",
        b"[" * 100_000, b"x" * 3_900_000, b"\x00", b"answer: !!python/object:os.system x",
    ],
    ids=lambda content: repr(content[:12]),
)  # fmt: skip
async def test_a_hostile_file_from_a_phone_is_refused_with_a_line(at: Office, own: Path, content: bytes) -> None:
    told, *_ = await ada(at).send("faq--roles.yaml", content)
    assert told.text.startswith("Nothing has changed.")
    assert "• faq/roles.yaml:1: " in told.text or "• faq/roles.yaml:2: " in told.text
    assert (own / "faq" / "roles.yaml").read_text("utf-8") == ROLES
    assert "The standard." in await answer(at, "What is the WRES?")


async def test_a_broken_folder_is_told_and_mended_from_the_phone(at: Office, own: Path) -> None:
    (own / "faq" / "roles.yaml").write_text("- [", "utf-8")
    told = (await ada(at).write("/knowledge faq"))[-1]
    assert told.text.startswith(SAY("knowledge_broken"))
    assert "faq/roles.yaml:1: " in told.text
    await ada(at).send("faq--roles.yaml", (ROLES + FISH).encode())
    await ada(at).press("Apply")
    assert "Nobody knows." in await answer(at, "What does fish cost?")
    (own / "faq" / "roles.yaml").write_text("- [", "utf-8")
    await ada(at).write("/undo")
    await ada(at).press("Apply")
    assert (own / "faq" / "roles.yaml").read_text("utf-8") == ROLES + FISH


async def test_the_shipped_knowledge_is_shown_and_not_changed(team_snapshot: object) -> None:
    async with office(team_snapshot) as at:  # type: ignore[arg-type]
        first, *_ = await ada(at).write("/edit what-is-the-wres")
        (undo,) = await ada(at).write("/undo")
        (sent,) = await ada(at).send("pillars.yaml", b"[]\n")
    assert {first.text, undo.text, sent.text} == {SAY("edit_shipped")}
