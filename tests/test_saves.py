"""What is saved in the folder itself is told to administrators once, and can be brought back from the phone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.folder import Library
from bot.library.in_force import Current
from bot.library.watching import watching
from handlers.editing.saves import SavesTold
from tests.administrator import CHECKS, FAQ
from tests.conftest import Folder
from tests.office import Office, heard, own_office
from tests.phone import Phone
from tests.test_watching import until


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, checks=CHECKS)


@pytest.fixture
async def at(few_words: Library, own: Path) -> AsyncIterator[Office]:
    async with own_office(few_words, own, admins=frozenset({1, 2})) as opened:
        in_force = opened.assistant.services.snapshot
        assert isinstance(in_force, Current)
        async with watching(in_force, SavesTold(opened.assistant.services)):
            await asyncio.sleep(0.2)  # until the first look has begun
            yield opened


def save(own: Path, old: str, new: str) -> None:
    (own / "faq.yaml").write_text(FAQ.replace(old, new), "utf-8")


async def test_a_sound_save_is_told_in_one_line_to_each_administrator(own: Path, ada: Phone, bo: Phone) -> None:
    save(own, "There is none yet.", "On 4 December.")
    line = "Somebody saved files in the folder, and that answers now: “When is the next event?” (+0 ~1 -0)."
    await until(lambda: (heard(ada), heard(bo)) == ([line], [line]))


async def test_a_save_that_breaks_the_knowledge_is_told_with_its_line_and_brought_back(
    at: Office, own: Path, ada: Phone
) -> None:
    save(own, "answer: There", "anwser: There")
    await until(lambda: bool(heard(ada)))
    (told,) = ada.history()
    assert "• faq.yaml:8: unknown key 'anwser', did you mean 'answer'?" in told.text
    *_, preview = await ada.write("bring back")
    assert preview.text.startswith("This would bring back the knowledge that was put in force on Monday 23 November")
    await ada.press("Apply")
    assert (own / "faq.yaml").read_text("utf-8") == FAQ
    (answer, *_) = await at.leader.write("When is the next event?")
    assert "There is none yet." in answer.text


async def test_a_save_that_takes_away_what_is_mentioned_names_the_places(own: Path, ada: Phone) -> None:
    save(own, "id: next-event", "id: events")
    await until(lambda: bool(heard(ada)))
    assert "• 'next-event', which you took away, is mentioned in checks.yaml:2" in heard(ada)[0]
    assert "unknown id" not in heard(ada)[0]


async def test_a_save_that_breaks_a_check_is_told_with_the_check_and_brought_back(own: Path, ada: Phone) -> None:
    save(own, "upcoming events, date of the next webinar, is there something to attend", "fish, cod, plaice")
    await until(lambda: bool(heard(ada)))
    (told,) = ada.history()
    assert ("“When is the next event?”" in told.text, told.buttons) == (True, ("Bring back",))
    assert '• "date of the next webinar" should find next-event, finds nothing' in told.text
    await ada.press("Bring back")
    await ada.press("Apply")
    assert (own / "faq.yaml").read_text("utf-8") == FAQ


async def test_what_an_administrator_applies_in_the_chat_is_no_save(own: Path, ada: Phone) -> None:
    *_, raw = await ada.write("/edit wres")
    await ada.reply("Nine indicators.", raw.message)
    await ada.press("Apply")
    before = len(heard(ada))
    save(own, "The standard.", "Ten indicators.")
    await until(lambda: len(heard(ada)) > before)
    assert "Somebody saved files" in heard(ada)[-1]
    assert sum("Somebody saved files" in one for one in heard(ada)) == 1


async def test_notes_in_a_file_are_no_news(at: Office, own: Path, ada: Phone) -> None:
    save(own, "- id: wres", "# mine\n- id: wres")
    in_force = at.assistant.services.proposals
    await until(lambda: len(in_force.history()) == 2)
    save(own, "The standard.", "Ten indicators.")
    await until(lambda: bool(heard(ada)))
    assert len(heard(ada)) == 1
