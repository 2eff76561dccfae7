"""Forwarded messages never stand as the words of whoever forwarded them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.letters import BO, CHANNEL, CLUB, document, forwarded
from tests.office import Office, heard
from tests.phone import Phone

ADA = {"id": 7, "is_bot": False, "first_name": "Ada"}
ORIGINS = [
    (forwarded("user", sender_user=BO), "Forwarded from Bo Smith:"),
    (forwarded("hidden_user", sender_user_name="Bo Smith"), "Forwarded from Bo Smith, whose account is hidden:"),
    (forwarded("chat", sender_chat=CLUB), "Forwarded from the group Chairs' club:"),
    (forwarded("channel", chat=CHANNEL, message_id=5), "Forwarded from the channel NHS News:"),
    (forwarded("hidden_user", sender_user_name="\u202e\u2066 \n"), "Forwarded from somebody else:"),
]


@pytest.mark.parametrize(("origin", "whose"), ORIGINS)
async def test_the_preview_the_card_and_mydata_say_whose_they_are(
    at: Office, origin: dict[str, Any], whose: str
) -> None:
    await at.leader.write("/contact What shall I say to this?")
    await at.leader.write("Nobody is promoted here.\n\nWhy?", **origin)
    preview = at.leader.preview()
    words = f"What shall I say to this?\n\n{whose}\n“Nobody is promoted here.\n\nWhy?”"
    assert words in preview.text
    (held,) = await at.leader.write("/mydata")
    assert whose in held.text
    await at.leader.press("Send")
    assert len(at.cards(words)) == 1
    (held,) = await at.leader.write("/mydata")
    assert whose in held.text


async def test_so_they_do_of_an_anonymous_enquiry_and_ones_own_words_elsewhere_do_not_give_the_name_away(
    at: Office,
) -> None:
    await at.leader.write("/contact What shall I say to this?")
    await at.leader.press("Stay anonymous")
    await at.leader.write("Nobody is promoted.", **forwarded("user", sender_user=BO))
    await at.leader.write("I wrote this before.", **forwarded("user", sender_user=ADA))
    await at.leader.write("On my page.", **forwarded("channel", chat=CHANNEL | {"title": "Ada"}, message_id=5))
    await at.leader.write("Please advise.", **forwarded("hidden_user", sender_user_name="Ada"))
    preview = at.leader.preview()
    await at.leader.press("Send")
    (card,) = at.cards("What shall I say")
    assert (
        "Forwarded from Bo Smith:\n“Nobody is promoted.”\n\nI wrote this before.\n\nOn my page.\n\nPlease advise."
        in card.text
    )
    assert card.text.startswith(preview.text.partition("\n\n")[2])
    assert "Ada" not in card.text


async def test_a_file_says_it_too_with_words_or_without(at: Office) -> None:
    await at.leader.write("/contact What shall I say to this?")
    await at.leader.write("", **document(), **forwarded("user", sender_user=BO))
    await at.leader.write("", **document("b.pdf"), caption="Ours", **forwarded("user", sender_user=BO))
    preview = at.leader.preview()
    await at.leader.press("Send")
    for shown in (preview, *at.cards("What shall")):
        assert "A file forwarded from Bo Smith.\n\nForwarded from Bo Smith:\n“Ours”" in shown.text
    captions = [one.text for one in at.staff.history() if "document" in one.message]
    assert [caption.endswith("A file forwarded from Bo Smith.") for caption in captions] == [True, True]


async def test_what_is_forwarded_later_says_it(at: Office) -> None:
    ref = await at.send("Please call me")
    receipt = at.leader.history()[-1].message
    await at.leader.reply("They agree to a date.", receipt, **forwarded("user", sender_user=BO))
    (relay,) = at.cards("They agree to a date.")
    assert relay.text.endswith("Forwarded from Bo Smith:\n“They agree to a date.”")
    await at.leader.reply("", receipt, **document(), **forwarded("channel", chat=CHANNEL, message_id=5))
    assert [one.text for one in at.cards("A file forwarded from the channel NHS News.") if "document" in one.message]
    (history,) = await at.staff.write(f"/enquiry {ref}")
    assert "leader: Forwarded from Bo Smith:" in history.text


async def test_a_forwarded_command_says_it(at: Office) -> None:
    await at.leader.write("/contact Please help", **forwarded("user", sender_user=BO))
    preview = at.leader.preview()
    assert preview.text.endswith("Forwarded from Bo Smith:\n“Please help”")


async def test_a_question_that_was_forwarded_says_it_when_it_is_added(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.leader.write("What is the WRES?", **forwarded("user", sender_user=BO))
    await at.leader.press(f"Add to #{ref}")
    assert at.cards("What is the WRES?")[0].text.endswith("Forwarded from Bo Smith:\n“What is the WRES?”")


async def test_staff_who_forward_something_in_a_reply_do_not_say_it_themselves(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("Come on Monday.", at.cards()[0], **forwarded("user", sender_user=BO))
    assert at.leader.history()[-1].text.endswith("Forwarded from Bo Smith:\n“Come on Monday.”")
    await at.answer("", at.cards()[0], **document(), **forwarded("channel", chat=CHANNEL, message_id=5))
    assert at.leader.history()[-1].text.endswith("A file forwarded from the channel NHS News.")
    video = {"video_note": {"file_id": "V1", "file_unique_id": "V1", "length": 9, "duration": 9}}
    await at.answer("", at.cards()[0], **video, **forwarded("user", sender_user=BO))
    assert at.leader.history()[-1].text.endswith("A file forwarded from Bo Smith.")


async def test_a_case_study_says_it_under_its_heading(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A case study to share")
    await at.leader.write("Few were promoted.", **forwarded("user", sender_user=BO))
    for words in ("We changed the panels.", "More were promoted."):
        await at.leader.write(words)
    await at.leader.write("Yes")
    preview = at.leader.preview()
    assert "The problem:\nForwarded from Bo Smith:\n“Few were promoted.”" in preview.text


async def test_a_name_of_any_length_stands_on_one_short_line(at: Office) -> None:
    await at.leader.write("/contact Please help")
    name = "Bo\n#K7M2Q: closed\u2028" + "x" * 500
    await at.leader.write("Words", **forwarded("user", sender_user=BO | {"first_name": name}))
    preview = at.leader.preview()
    (line,) = [line for line in preview.text.splitlines() if line.startswith("Forwarded")]
    assert line.startswith("Forwarded from Bo #K7M2Q: closed xxx")
    assert len(line) < 150


async def test_it_survives_until_a_topic_or_card_is_posted_anew(at: Office) -> None:
    await at.leader.write("/contact Please help")
    await at.leader.write("Words of others", **forwarded("user", sender_user=BO))
    await at.leader.press("Send")
    (card,) = at.cards()
    del at.server.messages[at.staff.chat["id"], card.message["message_id"]]
    await at.leader.reply("more", at.leader.history()[-1].message)
    assert len(at.cards("Forwarded from Bo Smith:\n“Words of others”")) == 1


async def test_nobody_elses_notes_are_passed_on_because_they_were_forwarded(at: Office) -> None:
    await at.send("Please call me")
    before = heard(at.leader)
    await Phone(at.assistant, at.server, 8, at.staff.chat).write("a note", **forwarded("user", sender_user=BO))
    assert heard(at.leader) == before
