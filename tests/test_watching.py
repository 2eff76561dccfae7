"""A folder is watched: what is saved there answers a moment later, what is broken never does, and is told once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest

from bot.library import watching as watched
from bot.library.folder import Library
from bot.library.in_force import Current, Save
from bot.library.versions import ON_DISK, Remembered
from bot.library.watching import watching
from bot.store.store import StoreError
from knowledge.problem import Problem
from tests.administrator import MONDAY

FAQ = "- id: wres\n  question: What is the WRES?\n  also_asked: [a, b, c]\n  answer: {}.\n"
SOON = 10.0  # seconds; a machine that runs tests is busy


class Watched:
    """A folder, what it answers now, and what administrators were told."""

    def __init__(self, library: Library, folder: Traversable, kept: Remembered | None = None) -> None:
        self.in_force = Current(library, folder, kept or Remembered(), lambda: MONDAY)
        self.told: list[tuple[Problem, ...]] = []
        self.saves: list[str] = []
        self.away = False  # who is told

    async def broken(self, problems: tuple[Problem, ...]) -> None:
        self.told.append(problems)
        if self.away:
            raise StoreError("The disk is full.")

    async def saved(self, save: Save) -> None:
        self.saves.append(save.after.knowledge.entries[0].answer)

    @property
    def answer(self) -> str:
        return self.in_force().knowledge.entries[0].answer


@asynccontextmanager
async def watched_folder(library: Library, own: Path) -> AsyncIterator[Watched]:
    (own / "faq.yaml").write_text(FAQ.format("Old"), "utf-8")
    folder = Watched(library, own)
    async with watching(folder.in_force, folder):
        await asyncio.sleep(0.2)  # until the first look has begun
        yield folder


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not happened():
            await asyncio.sleep(0.02)


async def test_what_is_saved_answers_a_moment_later(few_words: Library, tmp_path: Path) -> None:
    async with watched_folder(few_words, tmp_path) as folder:
        (tmp_path / "faq.yaml").write_text(FAQ.format("New"), "utf-8")
        await until(lambda: folder.answer == "New.")
        (tmp_path / "faq").mkdir()
        (tmp_path / "faq" / "more.yaml").write_text("- {id: more, question: More?, answer: Yes.}\n", "utf-8")
        await until(lambda: len(folder.in_force().knowledge.entries) == 2)
        await until(lambda: len(folder.saves) == 2)
    assert (folder.told, folder.saves) == ([], ["New.", "New."])
    assert [version.who for version in folder.in_force.versions.history()] == [ON_DISK] * 3


async def test_what_is_broken_is_told_once_and_never_serves(
    few_words: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO")
    monkeypatch.setattr(watched, "QUIET", 100)
    async with watched_folder(few_words, tmp_path) as folder:
        (tmp_path / "faq.yaml").write_text("- id: wres\n- id: my secret question\n", "utf-8")
        await until(lambda: len(folder.told) == 1)
        assert len(folder.told[0]) > 3
        assert folder.answer == "Old."
        (tmp_path / "notes.txt").write_text("another file is saved, the same is broken", "utf-8")
        await asyncio.sleep(0.4)
        assert len(folder.told) == 1
        (tmp_path / "faq.yaml").write_text("- id: wres\n", "utf-8")
        await until(lambda: len(folder.told) == 2)
        (tmp_path / "faq.yaml").write_text(FAQ.format("Mended"), "utf-8")
        await until(lambda: folder.answer == "Mended.")
    assert [record.message for record in caplog.records if record.name == "bot.library.watching"] == [
        "the knowledge is broken; the last sound version goes on",
        "the knowledge is broken; the last sound version goes on",
        "the knowledge is in force",
        "the knowledge is sound again",
    ]
    assert "secret" not in caplog.text


async def test_a_folder_may_go_away_and_come_back(
    few_words: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "AT_LEAST", 200)
    own = tmp_path / "own"
    own.mkdir()
    async with watched_folder(few_words, own) as folder:
        own.rename(tmp_path / "away")
        await until(lambda: len(folder.told) == 1)
        assert folder.told[0][0].what == "is not a folder"
        assert folder.answer == "Old."
        (tmp_path / "away" / "faq.yaml").write_text(FAQ.format("Back"), "utf-8")
        (tmp_path / "away").rename(own)
        await until(lambda: folder.answer == "Back.")
        (own / "faq.yaml").write_text(FAQ.format("Again"), "utf-8")
        await until(lambda: folder.answer == "Again.")


async def test_a_folder_that_was_broken_at_the_start_is_told_of(few_words: Library, tmp_path: Path) -> None:
    kept = Remembered()
    (tmp_path / "faq.yaml").write_text(FAQ.format("Old"), "utf-8")
    Current(few_words, tmp_path, kept, lambda: MONDAY)
    (tmp_path / "faq.yaml").write_text("- [", "utf-8")
    folder = Watched(few_words, tmp_path, kept)
    async with watching(folder.in_force, folder):
        await until(lambda: len(folder.told) == 1)


async def test_knowledge_inside_an_archive_is_read_and_not_watched(few_words: Library, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "k.zip", "w") as archive:
        archive.writestr("k/faq.yaml", FAQ.format("Old"))
    folder = Watched(few_words, ZipPath(tmp_path / "k.zip", "k/"))
    async with watching(folder.in_force, folder):
        assert folder.answer == "Old."


async def test_whatever_goes_wrong_once_the_next_save_answers(few_words: Library, tmp_path: Path) -> None:
    async with watched_folder(few_words, tmp_path) as folder:
        folder.away = True
        (tmp_path / "faq.yaml").write_text("- id: wres\n", "utf-8")
        await until(lambda: len(folder.told) == 1)
        (tmp_path / "faq.yaml").write_text(FAQ.format("New"), "utf-8")
        await until(lambda: folder.answer == "New.")
