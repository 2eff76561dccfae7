"""Versions outlive the process: who and when, files kept once, and the one in force never deleted."""

from __future__ import annotations

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
