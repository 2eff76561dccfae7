"""Names and trusts come from whoever types them: they are seen, stand on one line, and are nothing but names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.folder import Library
from bot.naming import shown
from tests.conftest import Folder
from tests.office import Office, heard, own_office
from tests.phone import Phone

BLANK = ["\u3164", "\u3164 \u2800", "\u115f\u1160", "\uffa0", "\u200b\u200d", "\u202e", "\u2066\u2069", "\u0301"]


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("Ada\u202eecnirp", "Adaecnirp"), ("\u2067Ada\u2069", "Ada"), ("Ada\nFrom: the chair", "Ada From: the chair"),
        ("A\u200bd\ufeffa", "Ada"), ("Zo\u00eb", "Zo\u00eb"), ("Nguye\u0302\u0303n", "Nguye\u0302\u0303n"),
        ("\u06a9\u062a\u0627\u0628\u200c\u0647\u0627", "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627"),
        ("\U0001f469\u200d\u2695\ufe0f Ada", "\U0001f469\u200d\u2695\ufe0f Ada"), ("\ud800Ada", "Ada"),
        ("\U000e0041da", "da"), ("A\u3164da", "Ada"), *((one, "") for one in BLANK),
    ],
)  # fmt: skip
def test_a_name_is_what_can_be_seen_of_it(given: str, seen: str) -> None:
    assert shown(given) == seen


@given(st.text())
def test_a_name_is_one_line_and_the_same_when_taken_in_again(name: str) -> None:
    assert shown(shown(name)) == shown(name)
    assert [one for one in shown(name) if one in "\n\r\u2028\u2029\u202e\u2066"] == []


def named(at: Office, name: str, person: int = 9, **more: dict[str, object]) -> Phone:
    return Phone(at.assistant, at.server, person, **more, name=name)


async def test_the_name_of_a_leader_turns_nothing_round_and_is_there(at: Office) -> None:
    for person, (name, seen) in enumerate((("Ada\u202e", "From: Ada\n"), ("\u3164", "From: -\n")), 20):
        leader = named(at, name, person)
        await leader.write(f"/contact Please call me {person}")
        await leader.press("Send")
        assert seen in at.cards(f"call me {person}")[0].text


async def test_a_trust_is_what_can_be_seen_and_after_a_blank_one_it_is_asked_again(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.press("Show my name and trust")
    (preview,) = await at.leader.write("Leeds\u202e Trust")
    assert "From: Ada, Leeds Trust" in preview.text
    await at.leader.write("/cancel")
    await at.leader.write("/contact Please call me")
    await at.leader.press("Show my name and trust")
    (blank,) = await at.leader.write("\u3164")
    assert blank.text == "Which trust or organisation are you from?"


async def test_the_name_of_a_file_turns_nothing_round(at: Office) -> None:
    ref = await at.send("Please look at our plan")
    document = {"file_id": "D1", "file_unique_id": "D1", "file_name": "plan\u202efdp.exe"}
    await at.leader.reply("", at.leader.history()[-1].message, document=document)
    (history,) = await at.staff.write(f"/enquiry {ref}")
    assert "planfdp.exe" in history.text


@pytest.mark.parametrize("name", ["[click](https://example.org)", "Bo\u202e"])
async def test_the_name_of_a_member_of_staff_is_a_name_and_no_link(at: Office, name: str) -> None:
    await at.send("Please call me")
    member = named(at, name, 8, chat=at.staff.chat)
    await member.press("Claim")
    (listed,) = await at.staff.write("/enquiries")
    at.clock.pass_(days=5)
    (late,) = await at.staff.write("/overdue")
    for told in (listed, late):
        assert (told.links, "\u202e" in told.text, "Claimed by" in told.text) == ((), False, True)
    assert "\u202e" not in at.cards()[0].text


async def test_a_leaders_data_hold_no_links_that_they_did_not_see(at: Office) -> None:
    await at.send("Please see [nhs.uk](https://example.org/mine)")
    await at.answer("Look at [nhs.uk](https://example.org/elsewhere)", at.cards()[0])
    (held,) = await named(at, "[x](https://example.org)", 7).write("/mydata")
    assert (held.links, "[nhs.uk] (https://example.org/elsewhere)" in held.text) == ((), True)


async def test_the_name_of_an_administrator_is_no_link(few_words: Library, folder: Folder) -> None:
    faq = "- {id: wres, question: What is the WRES?, also_asked: [a, b, c], answer: A standard.}\n"
    async with own_office(few_words, folder(faq=faq), admins=frozenset({1, 2})) as at:
        admin, other = named(at, "[click](https://example.org)\u202e", 1), Phone(at.assistant, at.server, 2)
        for words in ("Another.", "One more."):
            *_, text = await admin.write("/edit wres")
            await admin.reply(words, text.message)
            await admin.press("Apply")
        await admin.write("/undo")
        told = [one for one in (*other.history(), *admin.history()) if "click" in one.text]
    assert (len(told), [one for one in told if one.links or "\u202e" in one.text]) == (3, [])


NOTES = ["/note@other_bot he seems upset", "/note@other_bot", "/ban@other_bot Ada"]


@pytest.mark.parametrize("words", NOTES)
async def test_a_command_to_another_bot_is_a_note(at: Office, words: str) -> None:
    await at.send("Please call me")
    before = len(heard(at.leader))
    assert await at.answer(words, at.cards()[0]) == []
    assert (len(heard(at.leader)), [row for row in at.store.rows("message") if row["side"] == "staff"]) == (before, [])


async def test_so_is_one_under_a_file_and_one_that_a_reply_becomes(at: Office) -> None:
    await at.send("Please call me")
    document = {"file_id": "S1", "file_unique_id": "S1", "file_name": "slides.pdf"}
    under = [{"type": "bot_command", "offset": 0, "length": 15}]
    caption = {"caption": "/note@other_bot for us", "caption_entities": under}
    await at.answer("", at.cards()[0], document=document, **caption)
    assert [one for one in heard(at.leader) if "From the team" in one] == []
    await at.answer("On Monday", at.cards()[0])
    await at.staff.edit("/note@other_bot for us")
    assert [one for one in heard(at.leader) if "for us" in one] == []
