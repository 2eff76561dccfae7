"""One ranked index over everything answerable, with the sentence encoder or without."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pytest

from knowledge.ranking import softmax
from knowledge.ranking.embedding import Embedding, NoMeaning, centred
from knowledge.ranking.index import Example, Fitted, Index, Ranking
from knowledge.ranking.softmax import Floats
from tests.sample import question

PHRASINGS = {
    "wres": ("What is the WRES?", "explain the race equality standard", "nine indicators"),
    "pay-gap": ("How do we close the ethnicity pay gap?", "narrow the pay gap", "paying people fairly"),
    "allyship": ("What is allyship?", "how can I be an ally", "supporting colleagues as an ally"),
}
EVERYDAY = (
    *("who won the football yesterday", "what is the weather like", "book me a table for two"),
    *("how tall is that tower", "what time does the train leave", "tell me a story", "where can I buy a bicycle"),
)
EXAMPLES = tuple(Example(id_, question(text)) for id_, texts in PHRASINGS.items() for text in texts)
NOTHING = NoMeaning()


class Lengths(Embedding):
    """A stand-in for an encoder: a few facts about the letters of a sentence, of length 1."""

    def __call__(self, sentences: Sequence[str]) -> Floats:
        facts = np.array([[len(text), text.count("a") + 1, text.count("e") + 1, 5] for text in sentences], np.float32)
        return np.asarray(facts / np.linalg.norm(facts, axis=1, keepdims=True))


LENGTHS = Lengths()


def ranked(index: Index, text: str) -> Ranking:
    asked = question(text)
    return index.rank(asked, NOTHING([asked.sentence])[0])[0]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(EXAMPLES, [question(text) for text in EVERYDAY], NOTHING)


@pytest.mark.parametrize(("id_", "text"), [(id_, text) for id_, texts in PHRASINGS.items() for text in texts])
def test_without_an_encoder_each_phrasing_finds_its_entry(index: Index, id_: str, text: str) -> None:
    assert ranked(index, text).ids[0] == id_


@pytest.mark.parametrize(
    ("text", "id_"), [("the indicators, all nine", "wres"), ("closing pay gpas", "pay-gap"), ("allies", "allyship")]
)
def test_other_words_and_typing_mistakes_find_it_too(index: Index, text: str, id_: str) -> None:
    assert ranked(index, text).ids[0] == id_


def test_what_belongs_to_no_entry_belongs_elsewhere(index: Index) -> None:
    for text in EVERYDAY:
        ranking = ranked(index, text)
        assert ranking.elsewhere > ranking.chances[0]
    assert ranked(index, "nine indicators").elsewhere < ranked(index, "nine indicators").chances[0]


def test_a_ranking_has_every_entry_once_best_first_and_adds_up_to_one(index: Index) -> None:
    ranking = ranked(index, "allies and the pay gap")
    assert sorted(ranking.ids) == sorted(PHRASINGS)
    assert list(ranking.chances) == sorted(ranking.chances, reverse=True)
    assert float(ranking.chances.sum()) + ranking.elsewhere == pytest.approx(1, abs=1e-5)


def test_an_id_has_its_own_chance_and_a_stranger_none(index: Index) -> None:
    ranking = ranked(index, "What is allyship?")
    assert ranking.chance("allyship") == pytest.approx(float(ranking.chances[0]))
    assert ranking.chance("no-such-id") == 0


def test_the_nearest_phrasing_of_an_id_is_told_with_its_likeness(index: Index) -> None:
    asked = question("Narrow the pay gap!")
    _, row = index.rank(asked, NOTHING([asked.sentence])[0])
    alike, example = index.nearest("pay-gap", row)
    assert example.question.text == "narrow the pay gap"
    assert alike == pytest.approx(1, abs=0.01)
    assert index.nearest("wres", row)[0] < 0.5


def test_an_everyday_sentence_that_is_a_phrasing_does_not_belong_elsewhere() -> None:
    index = Index(EXAMPLES, [question("What is allyship?"), question(EVERYDAY[0])], NOTHING)
    assert ranked(index, "What is allyship?").elsewhere < 0.1


def test_an_index_needs_no_everyday_sentences() -> None:
    assert ranked(Index(EXAMPLES, [], NOTHING), "What is allyship?").ids[0] == "allyship"


def test_one_entry_alone_is_enough() -> None:
    index = Index(EXAMPLES[:1], [question(EVERYDAY[0])], NOTHING)
    assert ranked(index, "What is the WRES?").ids == ("wres",)


def test_fitted_arrays_can_be_kept_and_give_the_same_ranking(index: Index) -> None:
    kept = io.BytesIO()
    np.savez(kept, matrix=index.fitted.matrix, weights=index.fitted.weights, centre=index.fitted.centre)
    kept.seek(0)
    with np.load(kept, allow_pickle=False) as arrays:
        again = Index(EXAMPLES, [], NOTHING, Fitted(arrays["matrix"], arrays["weights"], arrays["centre"]))
    one, other = ranked(index, "closing gaps in pay"), ranked(again, "closing gaps in pay")
    assert other.ids == one.ids
    assert other.chances.tolist() == one.chances.tolist()


def test_a_fit_that_starts_from_an_earlier_index_knows_the_new_entry(index: Index) -> None:
    more = (*EXAMPLES, Example("mentoring", question("What is reverse mentoring?")))
    everyday = [question(text) for text in EVERYDAY]
    fresh, later = Index(more, everyday, NOTHING), Index(more, everyday, NOTHING, earlier=index)
    for text in ("reverse mentoring", "What is allyship?", "who won the football"):
        one, other = ranked(fresh, text), ranked(later, text)
        assert other.ids[0] == one.ids[0]
        assert float(other.chances[0]) == pytest.approx(float(one.chances[0]), abs=0.05)


def test_of_very_much_a_new_entry_is_known_after_one_round(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(softmax, "MANY", 0)
    more = (*EXAMPLES, Example("mentoring", question("What is reverse mentoring?")))
    later = ranked(Index(more, [question(text) for text in EVERYDAY], NOTHING, earlier=index), "reverse mentoring")
    assert later.ids[0] == "mentoring"
    assert later.chances[0] > 0.4  # 0.25 where its weights began at nothing


def test_an_earlier_index_with_another_encoder_is_no_start(index: Index) -> None:
    later = Index(EXAMPLES, [], LENGTHS, earlier=index)
    asked = question("What is allyship?")
    assert later.rank(asked, LENGTHS([asked.sentence])[0])[0].ids[0] == "allyship"


def test_meaning_is_seen_from_the_middle_of_the_knowledge() -> None:
    vectors = LENGTHS(["one sentence", "another sentence altogether", "a"])
    seen = centred(vectors, vectors.mean(axis=0))
    assert np.linalg.norm(seen, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert not centred(vectors.mean(axis=0), vectors.mean(axis=0)).any()
