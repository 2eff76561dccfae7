"""Where the knowledge cannot be changed, whoever wants to change it hears so at once, and is asked for nothing."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from bot.library.folder import Library, Snapshot, shipped_wording
from bot.wording import Wording
from tests.conftest import Folder
from tests.office import Office, office, own_office
from tests.phone import Phone, Seen

SAY = Wording(shipped_wording())
SHIPPED = SAY("edit_shipped")
FAQ = "- {id: wres, question: What is the WRES?, answer: The standard., also_asked: [nine indicators, race standard]}\n"


def ada(at: Office) -> Phone:
    return Phone(at.assistant, at.server, 1)


def gap(at: Office) -> None:
    at.store.gaps.add("what colour is the logo", "unknown", None, None, date(2026, 11, 20))


def texts(seen: list[Seen]) -> list[str]:
    return [one.text for one in seen]


@pytest.mark.parametrize("typed", ["/edit what-is-the-wres", "/edit", "/edit the standard", "/undo"])
async def test_what_would_change_the_shipped_knowledge_says_so_and_hands_nothing_out(
    team_snapshot: Snapshot, typed: str
) -> None:
    async with office(team_snapshot) as at:
        assert texts(await ada(at).write(typed)) == [SHIPPED]


async def test_a_file_is_refused_before_it_is_fetched(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot) as at:
        assert texts(await ada(at).send("pillars.yaml", b"[]\n")) == [SHIPPED]
        assert at.server.called("getFile") == []


async def test_files_can_be_read_all_the_same(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot) as at:
        first, document = await ada(at).write("/knowledge pillars")
    assert (first.text, document.message["document"]["file_name"]) == (SHIPPED, "pillars.yaml")


async def test_a_gap_can_be_set_aside_but_asks_for_no_answer(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot) as at:
        gap(at)
        first, card = await ada(at).write("/gaps")
        assert (first.text, SAY("gap_choose") in card.text) == (SHIPPED, False)
        assert [one["text"] for row in card.message["reply_markup"]["inline_keyboard"] for one in row] == [
            SAY("gap_not_ours_button"), SAY("gap_skip_button"),
        ]  # fmt: skip
        number = at.store.gaps.all()[0].id
        pressed = [await ada(at).press_data(data, card.message) for data in (f"write:{number}", f"same:{number}:wres")]
    assert [texts(one) for one in pressed] == [[SHIPPED], [SHIPPED]]


async def test_a_folder_that_may_not_be_written_is_named_at_once(
    few_words: Library, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder(faq=FAQ)
    async with own_office(few_words, own) as at:
        monkeypatch.setattr("bot.editing.preview.os.access", lambda path, _: Path(path) != own)
        (told,) = await ada(at).write("/edit wres")
        monkeypatch.undo()
        handed = await ada(at).write("/edit wres")
    assert told.text == SAY("edit_unwritable", folder=own)
    assert "The standard." in texts(handed)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
async def test_rights_that_are_taken_away_are_seen(few_words: Library, folder: Folder) -> None:
    own = folder(faq=FAQ)
    async with own_office(few_words, own) as at:
        own.chmod(0o500)
        (told,) = await ada(at).write("/edit wres")
        own.chmod(0o700)
    assert told.text == SAY("edit_unwritable", folder=own)
