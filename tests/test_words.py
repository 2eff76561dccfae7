"""A link behind words is no loss: its address stands beside them, wherever words go to the other side."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from telegram import MessageEntity

from bot.library.folder import Snapshot
from handlers.wire.words import with_addresses
from knowledge.model import Location, SavedReply
from tests.letters import captioned, document, linked
from tests.office import Office, heard, office

HERE = "[here](https://example.org/book)"
SHOWN = "here (https://example.org/book)"


def shown(text: str) -> str:
    words = linked(text)
    return with_addresses(words["text"], [MessageEntity(**one) for one in words["entities"]])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("You can book [here](https://example.org/book).", "You can book here (https://example.org/book)."),
        ("🎉👩🏽‍⚕️ [a](https://a.org), [b🎉 ](https://b.org)c", "🎉👩🏽‍⚕️ a (https://a.org), b🎉 (https://b.org) c"),
        ("[one](https://a.org/1)[two](https://a.org/2)", "one (https://a.org/1)two (https://a.org/2)"),
        ("[all of ](https://a.org/1)[it](https://a.org/1)", "all of it (https://a.org/1)"),
        ("[https://a.org/x](https://a.org/x)", "https://a.org/x"),
        ("[a.org](http://a.org/)", "a.org"),
        ("[https://nhs.uk](https://evil.example/)", "https://nhs.uk (https://evil.example/)"),
        ("[ada@a.org](mailto:ada@a.org) or [call](tel:+441134960000)", "ada@a.org or call (tel:+441134960000)"),
        ("[\u200b](https://a.org/hidden)", "\u200b (https://a.org/hidden)"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_address_stands_beside_the_words_unless_they_are_the_address(written: str, read: str) -> None:
    assert shown(written) == read


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript://x/%0Aalert(1)", "data:text/html,x", "file:///etc/passwd", "tg://user?id=7"],
)
def test_what_leads_nowhere_or_to_a_persons_number_is_not_shown(address: str) -> None:
    entity = MessageEntity("text_link", 0, 4, url=address)
    assert with_addresses("here", [entity]) == "here"


def test_an_address_is_one_line_and_does_not_turn_text_round() -> None:
    entity = MessageEntity("text_link", 0, 4, url="https://a.org/\n#K7M2Q:\u202e \u2028x")
    (words,) = with_addresses("here", [entity]).splitlines()
    assert words == "here (https://a.org/%0A#K7M2Q:%E2%80%AE%20%E2%80%A8x)"


def test_entities_that_overlap_or_lie_outside_lose_no_words() -> None:
    text = "🎉 one two three"
    entities = [
        MessageEntity("bold", 0, 99),
        MessageEntity("text_link", 3, 7, url="https://a.org/1"),
        MessageEntity("text_link", 7, 9, url="https://a.org/2"),
        MessageEntity("text_link", 1, 1, url="https://a.org/3"),  # ends in the middle of nothing: half an emoji
        MessageEntity("text_link", 40, 9, url="https://a.org/4"),
    ]
    words = with_addresses(text, entities)
    assert re.sub(r" \(https://a\.org/\d\)", "", words) == text
    assert [words.count(f"(https://a.org/{number})") for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


def test_half_an_emoji_ends_nothing() -> None:
    entity = MessageEntity("text_link", 0, 1, url="https://a.org/")
    assert with_addresses("🎉 x", [entity]).endswith(" x")
    assert with_addresses("\ud83d x", []) == "\ufffd x"


def test_addresses_do_not_make_a_message_endless() -> None:
    entities = [
        MessageEntity("text_link", number, 1, url=f"https://a.org/{number}{'x' * 2000}") for number in range(100)
    ]
    words = with_addresses("abcd" * 25, entities)
    assert len(words) < 5000
    assert words.endswith("d (…)")


async def test_a_reply_of_the_team_arrives_with_its_addresses_and_so_does_its_edit(at: Office) -> None:
    await at.send("How do I book?")
    await at.staff.reply("", at.cards()[0].message, **linked(f"You can book 🎉 {HERE}."))
    assert heard(at.leader)[-1].endswith(f"You can book 🎉 {SHOWN}.")
    await at.staff.edit("", **linked("You can book [there](https://example.org/there)."))
    assert heard(at.leader)[-1].endswith("You can book there (https://example.org/there).\n(edited)")


async def test_so_does_a_caption_of_theirs(at: Office) -> None:
    await at.send("How do I book?")
    await at.staff.reply("", at.cards()[0].message, **document(), **captioned(f"Book {HERE}"))
    assert at.leader.history()[-1].text.endswith(f"Book {SHOWN}")


async def test_a_leaders_words_captions_and_edits_keep_theirs(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    await at.leader.write("", **linked(f"Is the plan {HERE} good?"))
    await at.leader.write("", **document(), **captioned("Or [this](https://example.org/this)?"))
    preview = at.leader.preview()
    await at.leader.press("Send")
    words = f"Is the plan {SHOWN} good?\n\nOr this (https://example.org/this)?"
    assert words in preview.text
    assert len(at.cards(words)) == 1
    receipt = at.leader.history()[-1].message
    await at.leader.reply("", receipt, **linked("And the [second plan](https://example.org/mine)?"))
    assert len(at.cards("And the second plan (https://example.org/mine)?")) == 1
    await at.leader.edit("", **linked("And [ours](https://example.org/ours)?"))
    assert len(at.cards("And ours (https://example.org/ours)?\n(edited)")) == 1


async def test_words_after_the_command_and_their_edit_keep_theirs(at: Office) -> None:
    command = {"type": "bot_command", "offset": 0, "length": 8}
    words = linked(f"/contact See {HERE}")
    await at.leader.write("", **words | {"entities": [command, *words["entities"]]})
    preview = at.leader.preview()
    assert preview.text.endswith(f"See {SHOWN}")
    words = linked("/contact See [there](https://example.org/there)")
    await at.leader.edit("", **words | {"entities": [command, *words["entities"]]})
    await at.leader.press("Send")
    assert len(at.cards("See there (https://example.org/there)")) == 1


async def test_a_case_study_keeps_them_and_an_address_that_was_copied_is_an_address(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A case study to share")
    for words in (f"Few were promoted: {HERE}", "We changed the panels.", "More were promoted."):
        await at.leader.write("", **linked(words))
    await at.leader.write("Yes")
    preview = at.leader.preview()
    assert f"The problem:\nFew were promoted: {SHOWN}" in preview.text


async def test_a_question_that_is_added_to_an_enquiry_keeps_them(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.leader.write("", **linked("What is the WRES? I read [this](https://example.org/this)"))
    await at.leader.press(f"Add to #{ref}")
    assert len(at.cards("I read this (https://example.org/this)")) == 1


async def test_a_saved_reply_goes_out_with_its_addresses_and_a_link_is_nothing_to_fill_in(
    team_snapshot: Snapshot,
) -> None:
    saved = (SavedReply("book", "Booking", f"You can book {HERE}.", Location("replies.yaml", 1)),)
    knowledge = replace(team_snapshot.knowledge, replies=saved)
    async with office(replace(team_snapshot, knowledge=knowledge)) as at:
        await at.send("How do I book?")
        await at.staff.press("Saved replies")
        (looked_at,) = await at.staff.press("Booking")
        assert looked_at.text.endswith(f"You can book {SHOWN}.")
        await at.staff.press("Send")
        assert heard(at.leader)[-1].endswith(f"You can book {SHOWN}.")
