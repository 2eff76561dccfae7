"""However a message is dressed up, its plain words come out."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.text.normalise import MOST_CHARACTERS, clean, closed, sentences, stem, words


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("What is the W\u200bRES?", "What is the WRES?"),
        ("dis\u00adcip\u2060linary", "disciplinary"),
        ("\ufeff\u202ehello\u202c", "hello"),
        ("What is the WR\u0415S?", "What is the WRES?"),  # a Cyrillic E
        ("p\u0430y g\u0430p", "pay gap"),
        ("\uff37\uff32\uff25\uff33", "WRES"),  # full-width letters
        ("the board\u2019s \u201cplan\u201d \u2013 now", 'the board\'s "plan" - now'),
        ("<b>What</b> is <a href='x'>this</a>?", "What is this ?"),
        ("R&amp;D &lt;3", "R&D <3"),
        ("  many \n\t spaces\u00a0here  ", "many spaces here"),
        ("", ""),
    ],
)
def test_markup_invisible_characters_and_look_alikes_are_taken_out(typed: str, plain: str) -> None:
    assert clean(typed) == plain


@pytest.mark.parametrize("word", ["привет", "равенство", "ισότητα", "种族平等", "مساواة"])
def test_a_word_wholly_in_another_script_stays_as_it_is(word: str) -> None:
    assert clean(word) == word


def test_a_text_is_never_longer_than_the_longest_message() -> None:
    assert len(clean("word " * 5_000)) <= MOST_CHARACTERS
    assert len(clean("&lt;" * 5_000)) <= MOST_CHARACTERS
    assert len(clean("\ufdfa" * 5_000)) <= MOST_CHARACTERS  # one letter that stands for eighteen


@pytest.mark.parametrize("text", ["plain words", "p\u0430y <b>gap</b>", "it\u2019s"])
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Board's pay-gap", ["the", "board", "pay", "gap"]),
        ("don't", ["dont"]),
        ("Race 2.0, please", ["race", "2.0", "please"]),
        ("the N.H.S. plan", ["the", "nhs", "plan"]),
        ("thanks 🙂", ["thanks"]),
        ("🙂👍", ["🙂", "👍"]),
        ("?!…", []),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words_are_lower_case_without_marks(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("disciplinaries", "disciplinary"), ("boards", "board"), ("café", "cafe"), ("recruiting", "recruit")],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_different_words_have_different_stems() -> None:
    assert len({stem(word) for word in ("race", "racism", "report", "board", "policy")}) == 5


def test_sentences_end_at_their_closing_marks() -> None:
    assert sentences("Hello! What is the WRES? Race 2.0 too.") == ["Hello!", "What is the WRES?", "Race 2.0 too."]
    assert sentences("") == []


def test_threads_stem_beside_each_other() -> None:
    ends = ("aries", "ing", "ational", "ively")
    words = [f"{begin}{end}" for begin in ("disciplin", "organis", "represent", "progress") for end in ends]
    alone = [stem.__wrapped__(word) for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda _: [stem.__wrapped__(word) for word in words], range(40)))
    finally:
        sys.setswitchinterval(before)
    assert found == [alone] * 40


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what is the WRES\nI cry before work", "what is the WRES.\nI cry before work"),
        ("Hello,\nwhat is it?", "Hello,\nwhat is it?"),
        ("Thanks\n\nAda", "Thanks.\n\nAda"),
        (f"{'a long line that was broken by whatever it was copied from ' * 2}and\ngoes on", None),
    ],
)
def test_a_line_ends_as_a_sentence_does_unless_it_was_broken(typed: str, meant: str | None) -> None:
    assert closed(typed) == (meant or typed)
