"""Words that mean the same say the same, rare words count more, and an unknown word finds its twins."""

from __future__ import annotations

import pytest

from knowledge.ranking.features import LETTER_SLOTS, letter_rows, most_alike, pairs, word_rows, word_weights
from knowledge.text.normalise import words
from knowledge.text.vocabulary import Lexicon, Synonyms, people, stems

GROUPS = [
    ["NED", "non-executive director", "non-exec"],
    ["HRD", "HR director"],
    ["HR", "human resources"],
    ["hire", "recruit"],
]


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return Synonyms(GROUPS)


@pytest.fixture(scope="module")
def vocabulary() -> Lexicon:
    phrasings = ["close the disciplinary gap", "close the pay gap", "what is allyship", "close the case"]
    return Lexicon([[*stems(words(text)), *pairs(stems(words(text)))] for text in phrasings])


def test_all_names_of_one_thing_have_one_tag(synonyms: Synonyms) -> None:
    tags = {tuple(synonyms.tags(words(name))) for name in GROUPS[0]}
    assert len(tags) == 1
    assert tags != {()}


def test_the_longest_name_goes_first(synonyms: Synonyms) -> None:
    assert synonyms.tags(words("the HR director")) == synonyms.tags(["hrd"])


def test_what_is_no_name_has_no_tag(synonyms: Synonyms) -> None:
    assert synonyms.tags(words("a director on the board")) == []
    assert Synonyms([]).tags(["ned"]) == []


def test_acronyms_are_spelled_out(synonyms: Synonyms) -> None:
    assert synonyms.spell_out(words("what can a NED ask HR")) == "what can a non-executive director ask human resources"


def test_an_ordinary_word_is_not_exchanged_for_its_synonym(synonyms: Synonyms) -> None:
    assert synonyms.spell_out(words("recruit more people")) == "recruit more people"


@pytest.mark.parametrize("text", [
    "who is Ned", "who is ned", "whos ned?", "WHO IS NED", "Hi Ned", "thanks ned", "I was with Ned on Monday",
    "Ned asked me for a podcast", "ned from finance wants the figures",
])  # fmt: skip
def test_a_name_is_no_acronym_where_it_is_written_as_one(text: str) -> None:
    assert people(text, {"ned"}) == {"ned"}


@pytest.mark.parametrize("text", [
    "who is a NED", "who is NED", "what can a ned ask", "As a Ned, what do I ask?", "Ned questions", "ned questions",
    "I was with our NED on Monday", "WHAT CAN A NED ASK", "Resources For Ned", "podcasts for neds", "who needs a ned",
])  # fmt: skip
def test_an_acronym_is_no_name_in_capitals_after_an_article_or_where_nothing_says_so(text: str) -> None:
    assert people(text, {"ned"}) == frozenset()


def test_a_rare_word_counts_more_than_a_frequent_one(vocabulary: Lexicon) -> None:
    assert vocabulary.rarity["allyship"] > vocabulary.rarity["gap"] > vocabulary.rarity["close"] > 0
    assert vocabulary.rarest == max(vocabulary.rarity.values())


def test_an_unknown_word_finds_those_that_look_like_it(vocabulary: Lexicon) -> None:
    (best, alike), *_ = vocabulary.twins("allyshp")
    assert best == "allyship"
    assert 0.5 < alike < 1


@pytest.mark.parametrize("word", ["marathon", "xq", "2024", ""])
def test_a_word_like_none_has_no_twin(vocabulary: Lexicon, word: str) -> None:
    assert vocabulary.twins(word) == ()


def test_an_empty_vocabulary_has_no_twins() -> None:
    assert Lexicon([]).twins("allyship") == ()


def test_a_word_not_understood_makes_a_question_less_alike(vocabulary: Lexicon) -> None:
    known = word_rows([word_weights(["close", "gap"], [], vocabulary)])[0]
    with_unknown = word_rows([word_weights(["close", "gap", "marathon"], [], vocabulary)])[0]
    assert float(known @ known) == pytest.approx(1)
    assert float(known @ with_unknown) < 0.9


def test_nothing_understood_is_like_nothing(vocabulary: Lexicon) -> None:
    assert not word_rows([word_weights(["marathon"], [], vocabulary)])[0].any()
    assert not word_rows([word_weights([], [], vocabulary)]).any()
    assert letter_rows([[], []], {}, 1.0).tolist() == [[0.0] * LETTER_SLOTS] * 2


def test_letters_of_a_mistyped_word_stay_alike() -> None:
    right, wrong, other = letter_rows([["disciplinary"], ["disiplinary"], ["podcast"]], {}, 1.0)
    assert float(right @ right) == pytest.approx(1)
    assert float(right @ wrong) > 0.6
    assert float(right @ other) < 0.2


def test_a_row_is_most_alike_to_itself() -> None:
    assert most_alike(0) == pytest.approx(2)
    assert most_alike(384) == pytest.approx(6)


def test_twins_are_looked_for_once_while_the_words_stay_the_same() -> None:
    before = Lexicon([["dismiss"], ["promot"]])
    assert before.twins("dismis")[0][0] == "dismiss"
    same, other = Lexicon([["promot", "dismiss"]], before), Lexicon([["promot"]], before)
    assert same.twins is before.twins
    assert other.twins("dismis") == ()
