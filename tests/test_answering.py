"""What a reply or a quote points at: it reaches the enquiry it is about, and the other side sees what it answers."""

from __future__ import annotations

from tests.letters import BO, captioned, document, forwarded, quoted
from tests.office import Office, heard

LONG = " ".join(f"word{number}" for number in range(700))


async def test_a_reply_to_ones_own_sent_words_reaches_the_same_enquiry(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    await at.leader.write("Please call me")
    own = at.leader.sent
    await at.leader.press("Send")
    ref = at.cards()[0].text[1:6]
    (added,) = await at.leader.reply("on Monday", own)
    assert added.text == f"Added to #{ref}."
    (relay,) = at.cards("on Monday")
    assert relay.text.endswith("(In answer to “Please call me”)\non Monday")


async def test_a_reply_to_words_of_ones_own_that_were_added_does_too(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.leader.reply("after three", at.leader.history()[-1].message)
    (added,) = await at.leader.reply("or four", at.leader.sent)
    assert added.text == f"Added to #{ref}."
    assert at.cards("or four")[0].text.endswith("(In answer to “after three”)\nor four")


async def test_a_reply_to_ones_own_question_that_nobody_was_sent_is_a_question(at: Office) -> None:
    await at.send("Please call me")
    await at.leader.write("What is the WRES?")
    (answer,) = await at.leader.reply("What is the WRES?", at.leader.sent)
    assert "Added" not in answer.text


async def test_a_reply_to_any_part_of_a_long_reply_reaches_its_enquiry(at: Office) -> None:
    ref = await at.send("Please explain")
    await at.answer(LONG, at.cards()[0])
    *_, first, second = at.leader.history()
    for part in (first, second):
        (added,) = await at.leader.reply("Thank you", part.message)
        assert added.text == f"Added to #{ref}."


async def test_a_reply_to_any_part_of_a_long_file_reaches_its_enquiry(at: Office) -> None:
    ref = await at.send("Please explain")
    before = len(at.leader.history())
    await at.answer("", at.cards()[0], **document(), **captioned(LONG[:4000]))
    parts = at.leader.history()[before:]
    assert len(parts) > 2
    assert " ".join(one.text for one in parts).split()[-300:] == LONG[:4000].split()[-300:]
    for part in parts:
        (added,) = await at.leader.reply("Thank you", part.message)
        assert added.text == f"Added to #{ref}."
    assert len(at.server.called("setMessageReaction")) == 1


async def test_a_reply_of_staff_to_any_part_of_long_words_reaches_their_writer(at: Office) -> None:
    await at.send(LONG[:4000])
    await at.leader.reply(f"after three {LONG[:3900]}", at.leader.history()[-1].message)
    cards = at.cards()
    assert len(cards) == 4
    for number, card in enumerate(cards):
        await at.answer(f"Answer {number}", card)
        assert heard(at.leader)[-1].endswith(f"Answer {number}")


async def test_staff_see_which_of_their_replies_is_answered(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("Monday at ten?", at.cards()[0])
    asked = at.leader.history()[-1].message
    await at.answer("", at.cards()[0], **document("map.pdf"))
    sent = at.leader.history()[-1].message
    await at.leader.reply("Yes", asked)
    await at.leader.reply("No", sent)
    assert at.cards("Yes")[0].text.endswith("(In answer to “Monday at ten?”)\nYes")
    assert at.cards("No")[-1].text.endswith("(In answer to [file: document])\nNo")


async def test_the_leader_sees_which_later_words_are_answered_and_a_card_needs_no_pointer(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("Gladly", at.cards()[0])
    assert "In answer" not in heard(at.leader)[-1]
    await at.leader.reply("after three " * 30, at.leader.history()[-1].message)
    await at.answer("At four then", at.cards("after three")[-1])
    *_, pointer, words = heard(at.leader)[-1].splitlines()
    assert words == "At four then"
    assert pointer.startswith("(In answer to “after three after three")
    assert pointer.endswith("…”)")
    assert len(pointer) < 150


async def test_what_a_leader_quotes_is_shown_to_staff(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("Monday at ten? Or Tuesday?", at.cards()[0])
    await at.leader.reply("Yes", at.leader.history()[-1].message, **quoted("Or [Tuesday](https://a.org/t)"))
    (relay,) = at.cards("Yes")
    assert relay.text.endswith("(In answer to “Or Tuesday (https://a.org/t)”)\nYes")


async def test_what_staff_quote_is_shown_to_the_leader(at: Office) -> None:
    await at.send("Please call me. And send me the report.")
    await at.answer("Here it is", at.cards()[0], **quoted("send me the report"))
    assert heard(at.leader)[-1].endswith("(In answer to “send me the report”)\nHere it is")
    await at.answer("", at.cards()[0], **document(), **captioned("And here"), **quoted("the report"))
    assert heard(at.leader)[-1].endswith("(In answer to “the report”)\nAnd here")


async def test_a_quote_in_a_draft_is_in_the_preview_and_on_the_card(at: Office) -> None:
    (answer,) = await at.leader.write("What is the WRES?")
    await at.leader.write("/contact Please explain the standard")
    await at.leader.reply("The last part", answer.message, **quoted("nine indicators"))
    await at.leader.press("Add this to the enquiry")
    preview = at.leader.preview()
    await at.leader.press("Send")
    words = "Please explain the standard\n\n(In answer to “nine indicators”)\nThe last part"
    assert words in preview.text
    assert len(at.cards(words)) == 1


async def test_what_was_said_in_another_chat_is_shown_with_who_said_it(at: Office) -> None:
    await at.leader.write("/contact What shall I say?")
    elsewhere = {"external_reply": {"origin": forwarded("user", sender_user=BO)["forward_origin"]}}
    await at.leader.write("To this", **elsewhere, **quoted("Nobody is promoted"))
    await at.leader.press("Add this to the enquiry")
    preview = at.leader.preview()
    assert preview.text.endswith("(In answer to Bo Smith: “Nobody is promoted”)\nTo this")
    await at.leader.write("And that", **elsewhere)
    await at.leader.press("Add this to the enquiry")
    preview = at.leader.preview()
    assert preview.text.endswith("(In answer to Bo Smith)\nAnd that")


async def test_a_quote_goes_with_a_file_that_has_no_words_and_with_the_history(at: Office) -> None:
    ref = await at.send("Please call me")
    receipt = at.leader.history()[-1].message
    await at.leader.reply("", receipt, **document(), **quoted("A reply is due"))
    assert len(at.cards("(In answer to “A reply is due”)")) >= 1
    (history,) = await at.staff.write(f"/enquiry {ref}")
    assert "(In answer to “A reply is due”)" in history.text


async def test_more_of_a_list_says_the_same_of_wishes_that_were_not_met(at: Office) -> None:
    (first,) = await at.leader.write("case studies for governors since 2030")
    (more,) = await at.leader.press("More")
    opening = "Nothing fits all of your wishes (case studies · for governors · since 2030), so I left out the date."
    assert [shown.text.partition("\n")[0] for shown in (first, more)] == [opening] * 2
