"""What is kept about somebody can be seen, ends by itself, and is gone when they ask."""

from __future__ import annotations

import asyncio
import gc
import re
from types import SimpleNamespace

import pytest

from bot.enquiries.draft import Part
from bot.library.folder import Library, Snapshot
from bot.store.store import Store
from knowledge.deciding.outcome import Memory
from knowledge.notice import PrivacyNotice
from tests.conftest import ROOT, Command, Folder
from tests.office import GROUP, Office, office, own_office
from tests.phone import Phone

FAQ = "- {id: wres, question: What is the WRES?, also_asked: [a, b, c], answer: The standard.}\n"
DISCLOSURE = "my manager called me a racist name in theatre three"
CONTENT = ("inbox", "outbox", "message", "draft")


def rows(at: Office, *tables: str) -> list[dict[str, object]]:
    return [row for table in tables for row in at.store.rows(table)]


def test_the_page_on_privacy_names_every_table_and_field() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    named = {
        section.split("\n", 1)[0]: [
            field
            for line in re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
            for field in re.findall(r"`(\w+)`", line)
        ]
        for section in sections
    }
    assert named == Store.open(None).columns()


async def test_a_question_is_gone_from_the_database_once_it_is_answered(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    assert rows(at, *CONTENT) == []


async def test_privacy_says_what_the_settings_mean(team_snapshot: Snapshot) -> None:
    async with (
        office(team_snapshot, retention_enquiries_days=30) as some,
        office(team_snapshot, staff_chat=None) as none,
    ):
        (kept,) = await some.leader.write("/privacy")
        (nothing,) = await none.leader.write("/privacy")
    assert "30 days after its last message" in kept.text
    assert "not end-to-end encrypted" in kept.text
    assert "none are stored" in nothing.text


async def test_privacy_says_who_is_responsible_and_what_nobody_has_settled(
    quick_library: Library, folder: Folder
) -> None:
    notice = (
        "{controller: 'The Test Trust', officer: 'the officer, dpo@example.org', complaints: 'Write to the officer.'}"
    )
    own = folder(faq=FAQ, contact=f"notice: {notice}\n")
    async with own_office(quick_library, own) as some:
        (law,) = await some.leader.write("/privacy")
    assert "Responsible for what is kept is The Test Trust." in law.text
    assert "Data protection officer: the officer, dpo@example.org." in law.text
    assert "complain first here: Write to the officer." in law.text
    assert "Information Commissioner" in law.text
    unset = "why it is lawful, why it is lawful for sensitive details, who else gets it, what leaves the United Kingdom"
    assert f"Not settled yet by whoever runs this assistant: {unset}." in law.text
    assert "None" not in law.text


def test_before_going_live_the_notice_must_be_whole(command: Command, folder: Folder) -> None:
    whole = f"{{{', '.join(f'{name}: Settled.' for name in PrivacyNotice().unset())}}}"
    lacking = command("check", "--live", "--knowledge", str(folder(faq=FAQ, contact="notice: {controller: Us}\n")))
    complete = command("check", "--live", "--knowledge", str(folder(faq=FAQ, contact=f"notice: {whole}\n")))
    assert (lacking.code, complete.code) == (1, 0)
    assert "lacks parts of the privacy notice: officer, lawful_basis" in lacking.err


async def test_mydata_shows_all_and_only_ones_own(at: Office) -> None:
    (before,) = await at.leader.write("/mydata")
    await at.send("Please call me")
    await at.answer("Gladly", at.cards()[0])
    await at.leader.write("/contact A second one, please")
    (told,) = await at.leader.write("/mydata")
    other = Office(at.assistant, at.server, at.clock, type(at.leader)(at.assistant, at.server, 9), at.staff, at.store)
    (nothing,) = await other.leader.write("/mydata")
    assert before.text == nothing.text == "Nothing is kept about you."
    assert all(words in told.text for words in ("Please call me", "Gladly", "A second one", "Ada"))


async def test_mydata_shows_all_of_a_draft(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.press("Show my name and trust")
    await at.leader.write("Anytown Trust")
    await at.leader.send("plan.pdf", b"%PDF")
    (held,) = await at.leader.write("/mydata")
    assert held.text.endswith("From: Ada, Anytown Trust\n[file: plan.pdf]\nPlease call me")


async def test_of_what_was_taken_back_nobody_is_called_anonymous(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.leader.write("/withdraw")
    await at.leader.press(f"Take back #{ref}")
    (held,) = await at.leader.write("/mydata")
    assert f"Enquiry #{ref} of Monday 23 November:\nIt was taken back" in held.text


async def test_administrators_are_told_what_stays_of_them(at: Office, ada: Phone) -> None:
    (held,) = await ada.write("/mydata")
    await ada.write("/forget")
    (forgotten,) = await ada.press("Delete it")
    for told in (held, forgotten):
        assert "until 365 days after the next change." in told.text
        assert "what waits for Apply, stays for 30 days at most. /forget does not delete that." in told.text
    assert "administrator" not in (await at.leader.write("/mydata"))[0].text


async def test_forget_deletes_everything_after_one_confirmation(at: Office) -> None:
    ref = await at.send("Please call me")
    card = at.cards()[0]
    await at.leader.write("/forget")
    (kept,) = await at.leader.press("Keep it")
    assert (kept.text, len(rows(at, "message"))) == ("Nothing was deleted.", 1)
    await at.leader.write("/forget")
    (gone,) = await at.leader.press("Delete it")
    await at.staff.settle()
    assert "may have read" in gone.text
    assert rows(at, *CONTENT) == []
    assert [row for row in rows(at, "enquiry") if row["leader"] or row["name"]] == []
    assert "Please call me" not in str([one.text for one in at.staff.history()])
    (refused,) = await at.answer("Too late", card)
    assert refused.text.startswith("Not sent")
    (nothing,) = await at.leader.write("/mydata")
    assert nothing.text == "Nothing is kept about you."
    assert ref in at.cards()[0].text


def remembered(words: str, *kinds: type) -> list[object]:
    """What in this process holds somebody's words for later."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, kinds or (Memory, Part)) and words in repr(one)]


async def test_of_a_disclosure_nothing_is_remembered_once_it_is_answered(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    (told,) = await at.leader.write(DISCLOSURE)
    assert "I do not keep what you have just written." in told.text
    assert (remembered(DISCLOSURE), remembered("What is the WRES?", Memory)) == ([], [])


async def test_one_that_was_meant_for_the_team_is_remembered_for_an_hour_or_until_it_is_dropped(
    team_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]
    monkeypatch.setattr("handlers.serving.desk.time", SimpleNamespace(monotonic=lambda: seconds[0]))
    async with office(team_snapshot) as at:
        *_, asked = await at.leader.write(f"/contact {DISCLOSURE}")
        assert "I forget it within an hour." in asked.text
        assert len(remembered(DISCLOSURE)) == 1
        seconds[0] += 3601
        await at.assistant.duties()
        assert remembered(DISCLOSURE) == []
        await at.leader.write(f"/contact {DISCLOSURE}")
        await at.leader.press("Cancel")
        assert remembered(DISCLOSURE) == []


async def test_everything_has_an_end(at: Office) -> None:
    await at.send("Please call me")
    await at.leader.write("/contact Half of it")
    ends = {}
    for day in range(100):
        await at.assistant.duties()
        for table in ("draft", "seen", "enquiry", "message", "post"):
            if table not in ends and not rows(at, table):
                ends[table] = day
        at.clock.pass_(days=1)
    assert ends == {"draft": 1, "seen": 4, "enquiry": 91, "message": 91, "post": 91}


async def test_a_draft_is_deleted_after_an_hour_and_not_at_the_end_of_the_day(at: Office) -> None:
    await at.leader.write("/contact Half of it")
    for minutes, drafts in ((1, 1), (58, 1), (2, 0)):
        at.clock.pass_(minutes=minutes)
        await at.assistant.duties()
        assert len(rows(at, "draft")) == drafts


async def test_staff_are_warned_before_an_unanswered_enquiry_ends(at: Office) -> None:
    ref = await at.send("Please call me")
    warned = []
    for day in range(91):
        before = len(at.staff.history())
        await at.assistant.duties()
        await at.staff.settle()
        new = at.staff.history()[before:]
        warned += [(day, one.text) for one in new if "is deleted on Sunday 21 February" in one.text and ref in one.text]
        at.clock.pass_(days=1)
    assert [day for day, _ in warned] == [80]


async def test_an_unanswered_enquiry_does_not_vanish_without_a_warning(at: Office) -> None:
    answered, unanswered = await at.send("Please call me"), await at.send("I asked for a report")
    await at.answer("Gladly", at.cards(answered)[0])
    at.clock.pass_(days=200)  # the machine was off
    kept = []
    for _ in range(7):
        await at.assistant.duties()
        kept.append([str(row["reference"]) for row in rows(at, "enquiry")])
        at.clock.pass_(days=1)
    assert kept == [[unanswered]] * 5 + [[]] * 2
    assert [row for row in rows(at, "fact") if "warned" in str(row)] == []


async def test_what_staff_have_not_got_is_not_deleted(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    at.server.blocked.add(GROUP)
    at.assistant.outbox.pause = lambda _: asyncio.sleep(0.01)
    sending = asyncio.create_task(at.leader.press("Send"))
    async with asyncio.timeout(60):
        while not rows(at, "enquiry"):
            await asyncio.sleep(0.01)
    for _ in range(100):
        at.clock.pass_(days=1)
        await at.assistant.duties()
    assert len(rows(at, "enquiry")) == 1
    at.server.blocked.clear()
    await sending
    assert len(at.cards("Please call me")) == 1


async def test_talk_in_other_groups_is_not_kept(at: Office) -> None:
    group = type(at.leader)(at.assistant, at.server, person=7, chat={"id": -5, "type": "supergroup", "title": "Board"})
    before = len(rows(at, "seen"))
    await group.write("talk among us")
    assert len(rows(at, "seen")) == before
