"""Thumbs slip: a message that ends in its midst, or is put together oddly, gets a reply as every other does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.folder import Snapshot
from tests.person import conversation
from tests.phone import Phone

SMALL = """
    and or but no not nothing neither without except excepted other than more another else the first second last one
    ones both none all of by for in on about with to from at it that this them which less only too as if because i am we
    my our he she who what when where why how is are do does can could should would 1 2 3 a) ? ! - & / , ; : … ( ) the a
    an thanks hi hello actually instead rather wait sorry forget skip drop leave aside outside ned chair board london
    podcasts guides reports case studies WRES allyship disciplinary north west women they
""".split()


PARTS = st.lists(st.sampled_from(SMALL), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("cut", "kind"),
    [("podcasts on allyship and", "podcast"), ("reports &", "report"), ("show me guides or", "guide")],
)
async def test_whoever_presses_send_too_early_is_answered(ada: Phone, cut: str, kind: str) -> None:
    (said,) = await ada.write(cut)
    assert kind in said.text


def test_every_question_is_answered_wherever_it_is_cut(snapshot: Snapshot) -> None:
    for check in snapshot.knowledge.checks[::9]:
        words = check.ask.split()
        for end in range(1, len(words)):
            assert conversation(snapshot)(" ".join([*words[:end], "and"])).text


@given(st.lists(PARTS, min_size=1, max_size=3))
def test_small_words_in_any_order_get_a_reply(snapshot: Snapshot, turns: list[list[str]]) -> None:
    say = conversation(snapshot)
    for words in turns:
        assert say(" ".join(words)).text
