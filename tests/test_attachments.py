"""Files: the preview names each as staff will see it, an anonymous one has another name, a replaced one is replaced."""

from __future__ import annotations

import pytest

from bot.enquiries.attachments import sent_name
from tests.office import Office, heard, reference
from tests.phone import Phone, refusing
from tests.telegram_server import Json, Refusal

PLAN: Json = {"file_id": "D1", "file_unique_id": "D1", "file_name": "plan.pdf", "file_size": 10}
AGENDA: Json = {"file_id": "D2", "file_unique_id": "D2", "file_name": "agenda.docx", "file_size": 10}
LARGE: Json = {"file_id": "D3", "file_unique_id": "D3", "file_name": "Ada.mov", "file_size": 30_000_000}
PHOTO: list[Json] = [{"file_id": "P1", "file_unique_id": "P1", "width": 1, "height": 1, "file_size": 5}]
VOICE: Json = {"file_id": "V1", "file_unique_id": "V1", "duration": 3, "file_size": 5}
KINDS = ("document", "photo", "voice", "audio", "video")


def files(phone: Phone) -> list[Json]:
    """The messages in a chat that hold a file."""
    return [one.message for one in phone.history() if one.message.keys() & set(KINDS)]


def documents(phone: Phone) -> list[str]:
    return [one["document"].get("file_name") or one["document"]["file_id"] for one in files(phone)]


async def anonymous(at: Office) -> None:
    await at.leader.write("/contact Our plan is attached")
    await at.leader.press("Stay anonymous")


async def test_the_preview_and_the_card_name_every_file(at: Office) -> None:
    await at.leader.write("/contact Our plan is attached")
    for more in ({"document": PLAN}, {"photo": PHOTO}, {"voice": VOICE}):
        await at.leader.write("", **more)
    named = "Files that follow: 3\n1. plan.pdf\n2. photo\n3. voice message"
    assert at.leader.preview().text.endswith(named)
    await at.leader.press("Send")
    assert named in at.cards()[0].text


async def test_the_files_of_somebody_anonymous_have_other_names_and_what_they_still_tell_is_said(at: Office) -> None:
    await at.leader.write("/contact Our plan is attached")
    await at.leader.send("Ada Smith, letter.DOCX", b"the letter")
    assert "1. Ada Smith, letter.DOCX" in at.leader.preview().text
    await at.leader.press("Stay anonymous")
    await at.leader.write("", photo=PHOTO)
    await at.leader.send("Smith's table", b"the table")
    preview = at.leader.preview().text
    assert preview.endswith("1. attachment-1.docx\n2. photo\n3. attachment-3")
    assert "A file's own properties, and a voice or a picture, can still show who you are." in preview
    await at.leader.press("Send")
    sent = [one["document"] for one in files(at.staff) if "document" in one]
    assert [(one["file_name"], at.server.files[one["file_id"]]) for one in sent] == [
        ("attachment-1.docx", b"the letter"), ("attachment-3", b"the table"),
    ]  # fmt: skip
    (history,) = await at.staff.write(f"/enquiry {reference(at.cards()[0])}")
    seen = "\n".join([history.text, *heard(at.staff)])
    assert "(file: attachment-1.docx)" in seen
    assert [one for one in ("Smith", "Ada", "letter") if one in seen] == []
    assert [one for one in at.store.rows("message") if "Smith" in str(one)] == []


async def test_who_shows_the_name_after_all_shows_the_names_of_files(at: Office) -> None:
    await anonymous(at)
    await at.leader.write("", document=PLAN)
    await at.leader.press("Show my name only")
    assert at.leader.preview().text.endswith("1. plan.pdf")
    await at.leader.press("Send")
    assert documents(at.staff) == ["D1"]


async def test_a_file_that_is_added_later_is_renamed_too(at: Office) -> None:
    await anonymous(at)
    await at.leader.send("one.pdf", b"1")
    *_, receipt = await at.leader.press("Send")
    await at.leader.send("Ada.pdf", b"2", reply_to_message=receipt.message)
    assert documents(at.staff) == ["attachment-1.pdf", "attachment-2.pdf"]
    assert heard(at.leader)[-1].startswith(
        f"Added to #{reference(receipt)}.\nThe team sees the file as attachment-2.pdf."
    )


async def test_what_is_inside_an_audio_file_is_not_shown_beside_it(at: Office) -> None:
    await anonymous(at)
    audio = at.server.keep_file("Ada sings.mp3", b"song") | {"duration": 3, "performer": "Ada Smith"}
    await at.leader.write("", audio=audio)
    await at.leader.press("Send")
    assert documents(at.staff) == ["attachment-1.mp3"]


async def test_a_file_too_large_to_be_renamed_never_goes_with_an_anonymous_enquiry(at: Office) -> None:
    await anonymous(at)
    joins, _ = await at.leader.write("", document=LARGE, caption="with a word")
    assert joins.text.startswith("That file was not added. It is over 20 megabytes")
    assert at.leader.preview().text.endswith("Our plan is attached\n\nwith a word")
    *_, receipt = await at.leader.press("Send")
    (later,) = await at.leader.write("", document=LARGE, reply_to_message=receipt.message)
    assert later.text.startswith("That file was not added.")
    await at.leader.write("/contact Another")
    await at.leader.press("Show my name only")
    await at.leader.write("", document=LARGE)
    (stays,) = await at.leader.press("Stay anonymous")
    assert stays.text.startswith("Nothing was changed.")
    assert "From: Ada" in at.leader.preview().text
    assert files(at.staff) == []


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("report.PDF", "attachment-1.pdf"),
        ("archive.tar.gz", "attachment-1.gz"),
        ("no ending", "attachment-1"),
        (None, "attachment-1"),
        ("letter.from Ada Smith", "attachment-1"),
        ("evil\u202e.exe\n", "attachment-1"),
    ],
)
def test_of_a_name_only_a_plain_ending_is_left(name: str | None, sent: str) -> None:
    assert sent_name("document", name, "anonymous", 1) == sent


async def test_a_file_replaced_before_send_is_the_one_that_goes(at: Office) -> None:
    await at.leader.write("/contact Our plan is attached")
    await at.leader.write("", document=PLAN)
    await at.leader.exchange(document=AGENDA)
    assert at.leader.preview().text.endswith("1. agenda.docx")
    await at.leader.press("Send")
    assert documents(at.staff) == ["D2"]


async def sent(at: Office) -> str:
    """An enquiry with a file that can still be replaced; its reference."""
    await at.leader.write("/contact Our plan is attached")
    await at.leader.write("", document=PLAN)
    own = at.leader.sent
    *_, receipt = await at.leader.press("Send")
    at.leader.sent = own
    return reference(receipt)


async def test_a_file_replaced_after_send_is_marked_and_the_old_one_deleted(at: Office) -> None:
    ref = await sent(at)
    (told,) = await at.leader.exchange(document=AGENDA)
    assert documents(at.staff) == ["D2"]
    assert files(at.staff)[0]["caption"].startswith(f"#{ref}, a file from the leader. It takes the place of plan.pdf.")
    assert told.text.startswith(f"The team gets your new file for #{ref}. The old one is deleted there.")
    assert "1. agenda.docx" in at.cards()[0].text
    await at.staff.reply("Thank you", files(at.staff)[0])
    assert heard(at.leader)[-1].endswith("Thank you")


async def test_where_telegram_does_not_delete_it_both_sides_are_told(at: Office) -> None:
    ref = await sent(at)
    at.server.refuse = refusing("deleteMessage", [Refusal(400, "Bad Request: message can't be deleted")])
    (told,) = await at.leader.exchange(document=AGENDA)
    assert documents(at.staff) == ["D1", "D2"]
    assert heard(at.staff)[-1].startswith(f"#{ref}: the leader has replaced this file")
    assert told.text.endswith("Telegram did not let me delete the old one, so the team was asked to.")
    await at.leader.write(f"/withdraw {ref}")
    assert files(at.staff) == []


async def test_a_file_that_telegram_does_not_hand_over_is_told_to_both_and_the_old_one_stays(at: Office) -> None:
    ref = await sent(at)
    at.server.refuse = refusing("sendDocument", [Refusal(400, "Bad Request: wrong file identifier")])
    (told,) = await at.leader.exchange(document=AGENDA)
    assert documents(at.staff) == ["D1"]
    assert heard(at.staff)[-1].startswith(f"#{ref}: a file from the leader could not be passed on.")
    assert told.text.startswith(f"A file of #{ref} could not be passed on to the team.")


async def test_another_caption_leaves_the_file_as_it_is_also_under_another_of_its_ids(at: Office) -> None:
    await sent(at)
    told = await at.leader.exchange(document={**PLAN, "file_id": "D1-again"}, caption="the second draft")
    assert (told, documents(at.staff)) == ([], ["D1"])
    assert "the second draft\n(edited)" in at.cards()[0].text


async def test_a_file_can_join_words_that_were_sent(at: Office) -> None:
    ref = await at.send("Our plan is attached")
    sent = at.leader.sent
    sent["caption"], sent["caption_entities"] = sent.pop("text"), sent.pop("entities")
    (told,) = await at.leader.exchange(document=PLAN)
    assert documents(at.staff) == ["D1"]
    assert f"#{ref}" in told.text
    assert "/contact" not in at.cards()[0].text


async def test_an_anonymous_file_that_is_replaced_is_renamed(at: Office) -> None:
    await anonymous(at)
    await at.leader.send("Ada.pdf", b"1")
    own = at.leader.sent
    await at.leader.press("Send")
    at.leader.sent = own
    await at.leader.exchange(document=at.server.keep_file("Ada Smith.docx", b"2"))
    assert documents(at.staff) == ["attachment-1.docx"]
    (kept,) = await at.leader.exchange(document=LARGE)
    assert kept.text.startswith("The new file was not passed on.")
    assert documents(at.staff) == ["attachment-1.docx"]


async def test_staff_who_replace_a_file_are_told_that_it_is_not_passed_on(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.reply("Gladly", at.cards()[0].message)
    at.staff.sent["caption"] = at.staff.sent.pop("text")
    (told,) = await at.staff.exchange(document=PLAN)
    assert told.text == "A change of a file or of its caption is not passed on. Please reply again."
