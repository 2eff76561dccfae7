"""Versions outlive the process: who and when, files kept once, and the one in force never deleted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from bot.editing.proposal import Refused
from bot.library.folder import BrokenKnowledgeError, Library, read_folder
from bot.library.in_force import Current
from bot.library.stored_versions import StoredVersions
from bot.library.versions import ON_DISK, Remembered
from bot.privacy import Retention, retain
from bot.store.records import Version
from bot.store.store import Store, StoreError
from tests.administrator import ADA, MONDAY, Administrator
from tests.conftest import Folder
from tests.office import Office, own_office
from tests.phone import Phone

ANSWERS = """\
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
"""
FAQ = "- {id: wres, question: What is the WRES?, answer: A standard.}\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "bot.db")


def version(number: int, days: int = 0, **more: object) -> Version:
    texts = {"faq.yaml": FAQ.replace("A standard", f"Answer {number}"), "pillars.yaml": "[]\n"}
    values = {"who": ADA, "what": "+0 ~1 -0", **more}
    return Version(f"v{number}", MONDAY + timedelta(days=days), texts=texts, **values)  # type: ignore[arg-type]


def test_a_version_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    kept = [version(1), version(2, who=ON_DISK, broke=("“a” should find b",), undo=True)]
    for one in kept:
        StoredVersions(store).save(one)
    store.close()
    again = StoredVersions(Store.open(tmp_path / "bot.db")).history()
    assert [(one, dict(one.texts)) for one in again] == [(one, one.texts) for one in reversed(kept)]


def test_a_file_that_did_not_change_is_kept_once(store: Store) -> None:
    for number in range(5):
        StoredVersions(store).save(version(number))
    assert len(list(store.rows("file_text"))) == 6


def test_a_version_ends_a_while_after_it_was_replaced_and_the_one_in_force_never(store: Store) -> None:
    for number, days in enumerate((0, 10, 20)):
        StoredVersions(store).save(version(number, days))

    def left(day: int) -> list[str]:
        store.alone(lambda one: retain(one, MONDAY + timedelta(days=day), Retention(versions=30), warns=False))
        return [one.id for one in StoredVersions(store).history()]

    assert [left(day) for day in (40, 41, 51, 5000)] == [["v2", "v1", "v0"], ["v2", "v1"], ["v2"], ["v2"]]
    assert len(list(store.rows("file_text"))) == 2


def test_any_thread_may_keep_versions(store: Store) -> None:
    threads = [Thread(target=StoredVersions(store).save, args=[version(number)]) for number in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {one.id for one in StoredVersions(store).history()} == {f"v{number}" for number in range(20)}


class Full(Remembered):
    """A database on a disk that is full."""

    def save(self, version: Version) -> None:
        if self.history():
            raise StoreError("The disk is full.")
        super().save(version)


def test_a_change_whose_version_cannot_be_kept_is_taken_back(few_words: Library, folder: Folder) -> None:
    admin = Administrator(few_words, folder(faq=FAQ), Full())
    own = read_folder(folder())
    refused = admin.editing.apply(admin.preview(admin.proposals.answer("wres", "New.")), ADA)
    assert isinstance(refused, Refused)
    assert refused.why == "The version could not be kept, so nothing has changed. The disk is full."
    assert (read_folder(folder()), admin.answer("wres")) == (own, "A standard.")


def test_what_is_on_the_disk_answers_also_where_its_version_cannot_be_kept(
    few_words: Library, folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    admin = Administrator(few_words, folder(faq=FAQ), Full())
    folder(faq=FAQ.replace("A standard", "New"))
    admin.in_force.reload()
    assert (admin.answer("wres"), caplog.messages) == ("New.", ["The disk is full."])


def test_a_broken_folder_at_the_start_is_served_as_it_was_last_sound(
    few_words: Library, folder: Folder, store: Store, tmp_path: Path
) -> None:
    own = folder(faq=FAQ)
    Current(few_words, own, StoredVersions(store), lambda: MONDAY)
    store.close()
    (own / "faq.yaml").write_text("- [", "utf-8")
    again = Current(few_words, own, StoredVersions(Store.open(tmp_path / "bot.db")), lambda: MONDAY)
    assert again().knowledge.entries[0].answer == "A standard."
    assert [str(one)[:12] for one in again.problems] == ["faq.yaml:1: "]
    with pytest.raises(BrokenKnowledgeError):
        Current(few_words, own, StoredVersions(Store.open(None)), lambda: MONDAY)


@pytest.fixture
async def at(few_words: Library, folder: Folder) -> AsyncIterator[Office]:
    own = folder(faq=ANSWERS, checks="- {ask: what is the wres, expect: wres}\n")
    async with own_office(few_words, own, admins=frozenset({1, 2})) as opened:
        yield opened


async def change(at: Office, ada: Phone, answer: str) -> None:
    at.clock.pass_(days=1)
    *_, raw = await ada.write("/edit wres")
    await ada.reply(answer, raw.message)
    await ada.press("Apply")


async def answer(at: Office) -> str:
    (told,) = await at.leader.write("What is the WRES?")
    return told.text.partition("\n\n")[2]


async def test_who_changed_what_and_when_is_listed_newest_first(at: Office, ada: Phone) -> None:
    await change(at, ada, "Nine indicators.")
    (listed,) = await ada.write("/versions")
    *_, newest, oldest = listed.text.splitlines()
    assert newest == "1. Tuesday 24 November at 09:00, Ada: What is the WRES? (+0 ~1 -0)"
    assert oldest.startswith("2. Monday 23 November at 09:00, somebody who edited the folder")
    assert listed.buttons[0] == "1. Tuesday 24 November at 09:00, Ada"


async def test_a_version_is_shown_before_and_after_and_brought_back(at: Office, ada: Phone) -> None:
    for text in ("Nine indicators.", "Ten indicators."):
        await change(at, ada, text)
    await ada.write("/versions")
    (shown,) = await ada.write("2")
    texts = "Answer of “What is the WRES?”:\nBefore: The standard.\nAfter: Nine indicators."
    assert (texts in shown.text, shown.buttons) == (True, ("Bring back",))
    *_, preview = await ada.write("bring back")
    assert "Before: Ten indicators.\nAfter: Nine indicators." in preview.text
    assert preview.text.startswith("This would bring back the knowledge that was put in force on Tuesday 24 November")
    await ada.press("Apply")
    assert await answer(at) == "Nine indicators."
    *_, preview = await ada.write("/undo")
    assert "After: Ten indicators." in preview.text, "to bring a version back is a change like any other"


async def test_what_was_undone_can_be_done_again_step_by_step(at: Office, ada: Phone) -> None:
    for text in ("One.", "Two."):
        await change(at, ada, text)
    for _ in range(2):
        await ada.write("/undo")
        (done,) = await ada.press("Apply")
    assert (await answer(at), done.buttons) == ("The standard.", ("Redo",))
    await ada.press("Redo")
    await ada.press("Apply")
    assert await answer(at) == "One."
    await ada.write("/redo")
    await ada.press("Apply")
    assert await answer(at) == "Two."
    (nothing,) = await ada.write("/redo")
    assert nothing.text.startswith("Nothing was undone since the last change")


async def test_after_another_change_there_is_nothing_to_redo(at: Office, ada: Phone) -> None:
    await change(at, ada, "One.")
    await ada.write("/undo")
    await ada.press("Apply")
    await change(at, ada, "Another.")
    (nothing,) = await ada.write("/redo")
    assert nothing.text.startswith("Nothing was undone since the last change")


async def test_a_page_has_eight_and_more_leads_on(at: Office, ada: Phone) -> None:
    for number in range(9):
        await change(at, ada, f"Answer {number}.")
    (first,) = await ada.write("/versions")
    assert first.buttons[-1] == "More"
    (rest,) = await ada.write("more")
    assert [label[:2] for label in rest.buttons] == ["9.", "10"]
    (oldest,) = await ada.write("10")
    assert "the first version that is kept" in oldest.text
    (gone,) = await ada.press_data("version:99", rest.message)
    assert gone.text == "That version is not kept any more. /versions shows those that are."


async def test_the_version_in_force_is_said_to_be(at: Office, ada: Phone) -> None:
    await change(at, ada, "One.")
    await ada.write("/versions")
    (shown,) = await ada.write("1")
    assert ("It is in force." in shown.text, shown.buttons) == (True, ())


async def test_leaders_see_no_versions(at: Office) -> None:
    for command in ("/versions", "/redo"):
        (told,) = await at.leader.write(command)
        assert "administrators" in told.text
