"""A disclosure in the midst of an enquiry: who can help comes first, and the leader chooses what goes to the team."""

from __future__ import annotations

from tests.office import Office, heard

DISCLOSURE = "someone called me a racist name on the ward today"


async def test_a_disclosure_pauses_the_enquiry_and_is_kept_nowhere(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    support, ask = await at.leader.write(DISCLOSURE)
    assert "Call 999" in support.text
    assert ask.buttons == ("Put it into my enquiry", "Cancel")
    assert DISCLOSURE not in str([row for name in at.store.columns() for row in at.store.rows(name)])
    (preview,) = await at.leader.press("Put it into my enquiry")
    assert DISCLOSURE in preview.text


async def test_a_disclosure_after_the_command_can_be_left_out(at: Office) -> None:
    await at.leader.write(f"/contact {DISCLOSURE}")
    (told,) = await at.leader.press("Cancel")
    assert told.text.startswith("I have forgotten it")


async def test_what_was_paused_goes_on_when_the_words_of_the_button_are_typed(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.write(DISCLOSURE)
    await at.leader.write("put it into my enquiry")
    assert at.leader.preview().text.endswith(f"Please call me\n\n{DISCLOSURE}")


async def test_a_file_with_a_disclosure_goes_on_with_it(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.send("evidence.pdf", b"%PDF", caption=DISCLOSURE)
    await at.leader.press("Put it into my enquiry")
    assert "1. evidence.pdf" in at.leader.preview().text


async def test_another_file_beside_words_that_the_leader_chose_to_send_is_taken(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.send("patients.xlsx", b"a mistake", caption=DISCLOSURE)
    await at.leader.press("Put it into my enquiry")
    await at.leader.exchange(document=at.server.keep_file("evidence.pdf", b"%PDF"))
    assert at.leader.preview().text.endswith("1. evidence.pdf")


async def test_a_disclosure_in_a_reply_to_the_receipt_is_added_to_that_enquiry(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.leader.reply(DISCLOSURE, at.leader.history()[-1].message)
    (added,) = await at.leader.press("Put it into my enquiry")
    assert added.text == f"Added to #{ref}."
    assert [one for one in heard(at.staff) if DISCLOSURE in one]


async def test_send_never_leaves_out_in_silence_what_waits(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.write(DISCLOSURE)
    (ask,) = await at.leader.press("Send")
    assert ask.buttons == ("Put it into my enquiry", "Cancel")
    assert at.cards() == []
    await at.leader.press("Put it into my enquiry")
    await at.leader.press("Send")
    assert [one for one in heard(at.staff) if DISCLOSURE in one]


async def test_of_two_disclosures_both_go_on(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.write(DISCLOSURE)
    await at.leader.write("I cry before every shift")
    await at.leader.press("Put it into my enquiry")
    preview = at.leader.preview().text
    assert DISCLOSURE in preview
    assert "I cry before every shift" in preview


async def test_an_edit_that_tells_of_harm_goes_on_in_the_place_of_what_it_was(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    *_, ask = await at.leader.edit(f"/contact {DISCLOSURE}")
    assert ask.buttons == ("Put it into my enquiry", "Cancel")
    await at.leader.press("Put it into my enquiry")
    assert DISCLOSURE in at.leader.preview().text
    assert "Please call me" not in at.leader.preview().text


async def test_what_waits_can_be_edited_before_it_goes_on(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.write(DISCLOSURE)
    await at.leader.edit("someone called me a racist name yesterday")
    await at.leader.press("Put it into my enquiry")
    preview = at.leader.preview().text
    assert preview.endswith("Please call me\n\nsomeone called me a racist name yesterday")


async def test_where_a_life_may_be_at_risk_urgent_help_comes_first_in_an_enquiry_too(at: Office) -> None:
    support, _ = await at.leader.write("/contact Where do I find the report? I want to die.")
    assert "If a life may be at risk" in support.text
