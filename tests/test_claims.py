"""Who is on an enquiry: claimed, taken over knowingly, and free again after hours of work."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.workdays import OFFICE_HOURS, Hours, hours_in, working_time
from tests.office import Office, heard
from tests.phone import Phone

FRIDAY = datetime(2026, 12, 4, 16, 0, tzinfo=UTC)


def colleague(at: Office, name: str = "Bea") -> Phone:
    return Phone(at.assistant, at.server, 9 if name == "Bea" else 10, at.staff.chat, name)


async def lapsed(at: Office) -> bool:
    await at.assistant.duties()
    await at.staff.settle()
    return "Claimed by" not in at.cards()[0].text


async def test_a_colleague_is_asked_before_a_claim_is_taken_over(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Claim")
    bea = colleague(at)
    (asked,) = await bea.press("Claimed (press to release)")
    assert (asked.text, asked.buttons) == ("Ada has claimed this. Do you want to take it over?", ("Take it over",))
    assert "Claimed by Ada." in at.cards()[0].text
    await bea.press("Take it over")
    assert "Claimed by Bea." in at.cards()[0].text
    await bea.press("Claimed (press to release)")
    assert "Claimed by" not in at.cards()[0].text


async def test_who_has_it_by_now_is_asked_about_anew(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Claim")
    bea, cy = colleague(at), colleague(at, "Cy")
    (asked,) = await bea.press("Claimed (press to release)")
    await cy.press("Claimed (press to release)")
    await cy.press("Take it over")
    data = asked.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    (again,) = await bea.press_data(data, asked.message)
    assert again.text == "Cy has claimed this. Do you want to take it over?"
    assert "Claimed by Cy." in at.cards()[0].text


async def test_a_claim_lapses_and_never_blocks_anothers_reply(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Claim")
    await at.answer("From somebody else", at.cards()[0])
    assert at.leader.history()[-1].text.endswith("From somebody else")
    at.clock.pass_(hours=3)
    assert not await lapsed(at)
    at.clock.pass_(hours=2)
    assert await lapsed(at)
    assert "for four working hours, so the claim has lapsed" in at.staff.history()[-1].text


async def test_a_claim_of_a_friday_afternoon_lasts_until_monday_noon(at: Office) -> None:
    at.clock.at = FRIDAY
    await at.send("Please call me")
    await at.staff.press("Claim")
    at.clock.pass_(hours=64)  # Monday at eight
    assert not await lapsed(at)
    at.clock.pass_(hours=3, minutes=59)
    assert not await lapsed(at)
    at.clock.pass_(minutes=1)
    assert await lapsed(at)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("Monday to Friday, 9am to 5pm", OFFICE_HOURS),
        ("Mon-Fri 9-5", OFFICE_HOURS),
        ("weekdays, 09:00 – 17:00", OFFICE_HOURS),
        ("9 until 5", OFFICE_HOURS),
        ("Tuesday to Thursday, 8.30am to 4.15pm", Hours((1, 2, 3), time(8, 30), time(16, 15))),
        ("Sun - Mon 10:00 to 12:00", Hours((6, 0), time(10), time(12))),
        ("by appointment", None),
        ("9 to 9", Hours((0, 1, 2, 3, 4), time(9), time(21))),
        ("25 to 99", None),
        ("", None),
    ],
)
def test_hours_are_read_as_they_are_written(words: str, hours: Hours | None) -> None:
    assert hours_in(words) == hours


def test_nights_weekends_and_bank_holidays_are_no_time_to_work() -> None:
    christmas_eve = datetime(2026, 12, 24, 16, 0, tzinfo=UTC)
    tuesday = datetime(2026, 12, 29, 11, 0, tzinfo=UTC)  # the 25th and the 28th are bank holidays
    assert working_time(christmas_eve, tuesday, OFFICE_HOURS) == timedelta(hours=3)
    assert working_time(tuesday, tuesday, OFFICE_HOURS) == timedelta()


async def test_what_was_closed_and_opened_again_is_with_nobody_and_put_off_no_more(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Claim")
    await at.answer("/snooze Friday", at.cards()[0])
    await at.staff.press("Close")
    at.clock.pass_(days=1)
    await at.staff.press("Reopen")
    await lapsed(at)
    assert "Put off" not in at.cards()[0].text
    assert not any("lapsed" in one for one in heard(at.staff))
