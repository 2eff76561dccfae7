"""Several files count as one change, whether they come as an album or one after another; a conflict loses nothing."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Update

from bot.library.folder import Library, shipped_wording
from bot.wording import Wording
from handlers.editing import several
from tests.administrator import CHECKS, FAQ
from tests.conftest import Folder
from tests.office import Office, own_office
from tests.phone import Phone, Seen, update_ids

SAY = Wording(shipped_wording())
RENAMED = FAQ.replace("id: next-event", "id: events")
NEW_CHECKS = CHECKS.replace("expect: next-event", "expect: events")
GLOSSARY = "- {id: ally, term: Ally, also_asked: [allies, an ally, being an ally], definition: Somebody who acts.}\n"


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, checks=CHECKS)


@pytest.fixture
async def at(few_words: Library, own: Path) -> AsyncIterator[Office]:
    async with own_office(few_words, own, admins=frozenset({1, 2})) as opened:
        yield opened


def files(own: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted(own.glob("*.yaml"))}


async def send_album(phone: Phone, **texts: str) -> list[Seen]:
    """As Telegram hands it over: an update for each file, one right after the other."""
    before = len(phone.history())
    for kind, text in texts.items():
        document = phone.server.keep_file(f"{kind}.yaml", text.encode())
        album = {"chat": phone.chat, "from": phone.user, "document": document, "media_group_id": "1357"}
        update = {"update_id": next(update_ids), "message": phone.server.add(album)}
        await phone.assistant.inbox.accept(Update.de_json(json.loads(json.dumps(update)), phone.assistant.bot))
    await phone.settle()
    return phone.history()[before:]


async def test_a_rename_over_two_files_waits_for_the_second_and_is_one_change(own: Path, ada: Phone) -> None:
    await ada.write("/knowledge yaml")
    broken, waits = await ada.send("faq.yaml", RENAMED.encode())
    assert "• 'next-event', which you took away, is mentioned in checks.yaml:2" in broken.text
    assert (waits.text, waits.buttons) == (SAY("several_wait", files="faq.yaml"), ("Discard",))
    *_, shown = await ada.send("checks.yaml", NEW_CHECKS.encode())
    assert shown.text.startswith(SAY("several_files", files="faq.yaml"))
    assert "“When is the next event?” has another id: next-event is now events." in shown.text
    assert shown.buttons == ("Apply", "Discard")
    assert files(own) == {"faq.yaml": FAQ, "checks.yaml": CHECKS}
    await ada.press("Apply")
    assert files(own) == {"faq.yaml": RENAMED, "checks.yaml": NEW_CHECKS}
    for name, text in (("faq.yaml", RENAMED), ("checks.yaml", NEW_CHECKS)):
        *_, again = await ada.send(name, (text + "# mine\n").encode())
        assert "Apply" in again.buttons, "what was applied is what she has"


async def test_an_entry_that_moves_to_another_file_is_told_as_such(own: Path, ada: Phone) -> None:
    first, second = FAQ[: FAQ.index("- id: next-event")], FAQ[FAQ.index("- id: next-event") :]
    broken, waits = await ada.send("faq--events.yaml", second.encode())
    assert ("id 'next-event' is taken" in broken.text, waits.buttons) == (True, ("Discard",))
    *_, shown = await ada.send("faq.yaml", first.encode())
    assert "“When is the next event?” moved from faq.yaml to faq/events.yaml." in shown.text
    assert "(+0 ~0 -0)" in shown.text
    await ada.press("Apply")
    assert (own / "faq" / "events.yaml").read_text("utf-8") == second


async def test_of_sound_files_one_preview_takes_the_place_of_the_other(at: Office, own: Path, ada: Phone) -> None:
    await ada.send("faq.yaml", FAQ.replace("The standard.", "Nine indicators.").encode())
    *_, shown = await ada.send("glossary.yaml", GLOSSARY.encode())
    assert all(words in shown.text for words in ("faq.yaml", "(ally, glossary)", "After: Nine indicators."))
    assert [one.buttons for one in ada.history() if "Apply" in one.buttons] == [("Apply", "Discard")]
    await ada.press("Apply")
    assert "Nine indicators." in files(own)["faq.yaml"]
    assert files(own)["glossary.yaml"] == GLOSSARY
    assert len(at.assistant.services.proposals.history()) == 2, "one undo brings all back"


async def test_an_album_is_tried_once_as_a_whole(own: Path, ada: Phone) -> None:
    said = await send_album(ada, faq=RENAMED, glossary=GLOSSARY, checks=NEW_CHECKS)
    assert [one.buttons for one in said] == [("Apply", "Discard")]
    await ada.press("Apply")
    assert files(own) == {"faq.yaml": RENAMED, "checks.yaml": NEW_CHECKS, "glossary.yaml": GLOSSARY}


async def test_an_album_that_comes_in_pieces_ends_with_one_preview(ada: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "ALBUM_PAUSE", 0)
    for kind, text in (("faq", RENAMED), ("checks", NEW_CHECKS)):
        said = await send_album(ada, **{kind: text})
    assert said[-1].buttons == ("Apply", "Discard")
    assert sum("Apply" in one.buttons for one in ada.history()) == 1


async def test_a_file_with_a_slip_in_an_album_is_sent_again_alone(own: Path, ada: Phone) -> None:
    said = await send_album(ada, faq=RENAMED.replace("answer: The", "anwser: The"), checks=NEW_CHECKS)
    assert "unknown key 'anwser'" in said[0].text
    *_, shown = await ada.send("faq.yaml", RENAMED.encode())
    assert shown.buttons == ("Apply", "Discard")
    await ada.press("Apply")
    assert files(own) == {"faq.yaml": RENAMED, "checks.yaml": NEW_CHECKS}


async def test_what_is_no_file_of_the_knowledge_takes_nothing_of_an_album_away(own: Path, ada: Phone) -> None:
    refused, *_, shown = await send_album(ada, glossary=GLOSSARY, notes="- a")
    assert refused.text == SAY("edit_unknown_file", file="notes.yaml")
    assert "(ally, glossary)" in shown.text
    await ada.press("Apply")
    assert files(own)["glossary.yaml"] == GLOSSARY


async def test_what_waits_can_be_left_out_and_ends_by_itself(at: Office, ada: Phone) -> None:
    await ada.send("faq.yaml", RENAMED.encode())
    (told,) = await ada.press("Discard")
    assert told.text == SAY("discarded")
    *_, shown = await ada.send("glossary.yaml", GLOSSARY.encode())
    assert "faq.yaml" not in shown.text
    await ada.press("Discard")
    await ada.send("faq.yaml", RENAMED.encode())
    at.clock.pass_(minutes=11)
    *_, shown = await ada.send("glossary.yaml", GLOSSARY.encode())
    assert ("faq.yaml" in shown.text, shown.buttons) == (False, ("Apply", "Discard"))


async def test_another_administrators_files_are_another_change(ada: Phone, bo: Phone) -> None:
    await ada.send("faq.yaml", FAQ.replace("The standard.", "Nine indicators.").encode())
    *_, shown = await bo.send("glossary.yaml", GLOSSARY.encode())
    assert "faq.yaml" not in shown.text


async def test_a_slip_does_not_take_an_open_preview_away(own: Path, ada: Phone) -> None:
    await ada.send("faq.yaml", FAQ.replace("The standard.", "Nine indicators.").encode())
    (told,) = await ada.send("glossary.yaml", GLOSSARY.replace("term", "trem").encode())
    assert "unknown key 'trem'" in told.text
    await ada.press("Apply")
    assert "Nine indicators." in files(own)["faq.yaml"]


async def test_a_refused_text_comes_with_the_one_that_is_there_now(ada: Phone, bo: Phone) -> None:
    *_, hers = await ada.write("/edit wres")
    *_, his = await bo.write("/edit wres")
    await bo.reply("Ten indicators.", his.message)
    await ada.reply("Nine indicators.", hers.message)
    await bo.press("Apply")
    said = await ada.press("Apply")
    assert [one.text for one in said] == [
        SAY("edit_meanwhile"),
        SAY("meanwhile_text"),
        SAY("edit_shown", label="What is the WRES?", id="wres", file="faq.yaml"),
        "Ten indicators.",
        SAY("meanwhile_yours"),
        "Nine indicators.",
    ]
    *_, shown = await ada.reply("Nine of ten indicators.", said[3].message)
    assert "Before: Ten indicators.\nAfter: Nine of ten indicators." in shown.text
    *_, late = await ada.reply("Eight.", hers.message)
    assert late.text == "Ten indicators.", "also where it is refused before a preview"


async def test_a_refused_file_comes_with_the_one_that_is_there_now(at: Office, ada: Phone, bo: Phone) -> None:
    for phone in (ada, bo):
        await phone.write("/knowledge faq")
    await ada.send("faq.yaml", FAQ.replace("The standard.", "Nine indicators.").encode())
    await bo.send("faq.yaml", FAQ.replace("There is none yet.", "On 4 December.").encode())
    await bo.press("Apply")
    refused, _, document, mine = await ada.press("Apply")
    assert refused.text == SAY("edit_meanwhile")
    sent = at.server.files[document.message["document"]["file_id"]].decode()
    assert "On 4 December." in sent
    assert mine.text == SAY("meanwhile_file", file="faq.yaml")
    *_, shown = await ada.send("faq.yaml", sent.replace("The standard.", "Nine indicators.").encode())
    assert shown.buttons == ("Apply", "Discard")
