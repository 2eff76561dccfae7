"""A typing mistake is put right, and no good word is taken for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.library.folder import language
from knowledge.ranking.phrasings import own_words
from knowledge.text.spelling import LONGEST, Spelling
from tests.sample import knowledge

OWN = ("wres", "disciplinary", "allyship", "governor", "recruitment", "kline", "podcasts", "ethnicity", "programme")


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(language()[0].words, OWN, informal=language()[0].informal)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("disiplinary", "disciplinary"),
        ("discplinray", "disciplinary"),
        ("alyship", "allyship"),
        ("govenor", "governor"),
        ("recruitmnet", "recruitment"),
        ("podcsats", "podcasts"),
        ("ethncity", "ethnicity"),
        ("klien", "kline"),
        ("waht", "what"),
        ("teh", "the"),
        ("programe", "programme"),
        ("becuase", "because"),
        ("becos", "because"),
        ("nashonal", "national"),
        ("equlity", "equality"),
        ("speek", "speak"),
        ("meetin", "meeting"),
        ("sed", "said"),
        ("ppl", "people"),
    ],
)
def test_a_typing_mistake_becomes_the_word_that_was_meant(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.correct(typed) == meant


@pytest.mark.parametrize(
    "word",
    ["wres", "governors", "racism", "2024", "2.0", "ok", "a", "zzqxv", "равенство", "café", "x" * (LONGEST + 1)],
)
def test_a_good_word_or_one_like_no_other_stays(spelling: Spelling, word: str) -> None:
    assert spelling.correct(word) == word


def test_what_is_put_right_stays_right(spelling: Spelling) -> None:
    for typed in ("disiplinary", "govenor", "teh"):
        assert spelling.correct(spelling.correct(typed)) == spelling.correct(typed)


def test_a_folder_word_goes_before_a_common_one() -> None:
    assert Spelling(["climb"], ["kline"]).correct("klime") == "kline"


def test_the_commoner_of_two_near_words_is_meant() -> None:
    assert Spelling(["trust", "tryst"]).correct("trzst") == "trust"
    assert Spelling(["tryst", "trust"]).correct("trzst") == "tryst"


def test_a_short_word_is_changed_only_into_a_very_common_one() -> None:
    others = [f"filler{number}" for number in range(9_000)]
    assert Spelling([*others, "gap"]).correct("gxp") == "gxp"
    assert Spelling(["gap", *others]).correct("gxp") == "gap"


def test_it_knows_its_own_words_in_other_forms_common_words_and_numbers(spelling: Spelling) -> None:
    assert all(map(spelling.knows, ["governors", "the", "2024", "podcast"]))
    assert not spelling.knows("govenor")


def test_a_rare_english_word_is_known_but_not_common() -> None:
    spelling = Spelling([f"filler{number}" for number in range(30_000)] + ["obnubilate"])
    assert spelling.knows("obnubilate")
    assert not spelling.common("obnubilate")


def test_without_words_nothing_is_put_right() -> None:
    assert Spelling([]).correct("govenor") == "govenor"


def test_how_people_mistype_in_a_phrasing_is_not_taken_for_how_a_word_is_spelled() -> None:
    phrased = replace(knowledge().entries[0], also_asked=("the WRIS dashbord", "a diciplinary meeting"))
    words = own_words(replace(knowledge(), entries=(phrased,)), frozenset({"meeting", "the"}))
    assert {"wris", "meeting"} <= words
    assert not {"dashbord", "diciplinary"} & words
