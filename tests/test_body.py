"""A question from a mail program is a question: what stands around it is taken away."""

from __future__ import annotations

import pytest

from knowledge.text.body import body

ASKED = "What is the WRES?"
AROUND = (
    "{asked}\n\nKind regards,\nJo Smith\nDirector of People\nT: 01234 567890 | M: 07700 900123",
    "{asked}\n-- \nJo Smith\nCall me on 07700 900123",
    "{asked}\nSent from my iPhone",
    "{asked}\nGet Outlook for Android",
    "{asked}\n\nOn Mon, 3 Mar 2026 at 10:12, Team wrote:\n> Thank you.\n> Please ring us.",
    "> Could you ring me?\n{asked}",
    "{asked}\n\nThis email and any attachments are confidential and intended solely for the addressee.",
    "{asked}\n-----Original Message-----\nFrom: Team\nPlease call.",
)


@pytest.mark.parametrize("around", AROUND)
def test_only_what_the_sender_wrote_is_read(around: str) -> None:
    assert body(around.format(asked=ASKED)) == ASKED


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "> quoted and nothing else",
        "Best wishes",
        "Regards,\nand what is the WRES?",
        "Two lines\nof one question",
        "On Monday we meet. What do I ask?",
        "",
    ],
)
def test_what_is_no_mail_stays_as_it_is(text: str) -> None:
    assert body(text) == text
