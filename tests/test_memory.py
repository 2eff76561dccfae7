"""What is not needed any more is not kept: of the knowledge before an edit nothing stays, and no work grows at will."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from weakref import ref

import pytest

from bot.conversations import Conversations
from bot.editing import Editing
from bot.gaps import Reviews
from bot.in_force import InForce
from bot.library import Library
from bot.proposal import Proposals
from bot.records import Gap
from bot.redact import Redactor
from bot.sentence_model import BATCH, MOST_TOKENS, _batches
from bot.unanswered import Details
from bot.versions import Remembered
from knowledge.embedding import NoMeaning
from knowledge.model import Resource
from knowledge.spelling import Spelling
from knowledge.vocabulary import Vocabulary
from tests.conftest import Folder

FAQ = """
- {id: wres, question: What is the WRES?, also_asked: [what does wres mean, wres please], answer: A standard.}
- {id: pay, question: What is the pay gap?, also_asked: [who earns less, pay differences], answer: A difference.}
"""
TODAY = date(2026, 11, 23)
GAP = Gap(1, "what about boards", "unknown", None, None, 1, TODAY)


@pytest.fixture
def _without_collector() -> Iterator[None]:
    """What is freed is freed at once: the collector seldom looks at what has lived long, and never at the first."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def in_force(few_words: Library, folder: Folder) -> InForce:
    library = Library(NoMeaning(), "none")
    library._language, library._language_hash = few_words._language, few_words._language_hash
    return InForce(library, folder(faq=FAQ), Remembered(), lambda: datetime.now(UTC))


@pytest.mark.usefixtures("_without_collector")
def test_of_the_knowledge_before_an_edit_nothing_stays(in_force: InForce) -> None:
    editing, reviews, details = Editing(in_force, lambda: TODAY), Reviews(in_force), Details(in_force)
    proposals, file = Proposals(in_force), Path(str(in_force.folder)) / "faq.yaml"
    find = in_force().understanding.find
    before = [ref(one) for one in (
        in_force(), in_force().understanding, find, find.index, find.index.rows.vocabulary, find.index.rows.tokens,
        find.spelling, find.prepare, find.kinds,
    )]  # fmt: skip
    find.spelling.correct("stadnard")
    find.index.rows.vocabulary.twins("standart")
    editing.preview(proposals.answer("wres", "Another."))  # type: ignore[arg-type]
    reviews([GAP])
    details("My name is Ada")
    del find
    for answer in ("A measure.", "A new measure."):
        file.write_text(FAQ.replace("A standard.", answer).replace("wres please", f"wres {answer}"), "utf-8")
        assert in_force.reload() == ()
    kinds = before.pop()  # these are shared as long as they are equal
    assert [one() for one in before] == [None] * len(before)
    assert kinds() is None


RESOURCES = """
- {id: a, title: A report on pay, format: report, url: "https://example.org/a", summary: One., also_asked: [pay report]}
- {id: b, title: Another report on pay, format: report, url: "https://example.org/b", summary: Two.}
"""


@pytest.mark.usefixtures("_without_collector")
def test_a_conversation_keeps_no_knowledge_that_was_replaced(in_force: InForce, folder: Folder) -> None:
    folder(resources=RESOURCES)
    in_force.reload()
    conversations = Conversations(in_force, lambda: 0.0)
    listed = [one.id for one in conversations.ask((7, 7), "any reports?").reply.resources]
    conversations.choose((8, 8), "a")
    before = [ref(one) for one in (in_force(), in_force().understanding)]
    resources = [id(one) for one in in_force().knowledge.resources]
    folder(resources=RESOURCES.replace("One.", "Now."))
    in_force.reload()
    assert [one() for one in before] == [None, None]
    assert [id(one) for one in gc.get_objects() if isinstance(one, Resource) and id(one) in resources] == []
    again = conversations.ask((7, 7), "which one is about pay?")
    assert (listed, again.reply.outcome) == (["a", "b"], "answer")


@pytest.mark.usefixtures("_without_collector")
def test_what_looks_words_up_is_freed_with_its_last_user() -> None:
    spelling, vocabulary = Spelling(["standard"]), Vocabulary([["standard"]])
    redact = Redactor(["WRES"], ["Ada"], ["standard"])
    assert spelling.correct("stadnard") == "standard"
    assert vocabulary.twins("standart")[0][0] == "standard"
    assert redact("see www.example.org") == "see [link]"
    gone = ref(spelling), ref(vocabulary), ref(redact)
    del spelling, vocabulary, redact
    assert [one() for one in gone] == [None, None, None]


def test_what_was_looked_up_is_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.recall.MOST", 10)
    spelling, vocabulary = Spelling(["standard"]), Vocabulary([["standard"]])
    for number in range(100):
        word = f"standar{chr(97 + number // 10)}{chr(97 + number % 10)}"
        spelling.correct(word)
        vocabulary.twins(word)
    assert (len(spelling._corrected), len(vocabulary.twins._found)) == (10, 10)


def test_long_sentences_are_encoded_few_at_a_time() -> None:
    lengths = [10] * 100 + [256] * 40
    batches = list(_batches(range(len(lengths)), lengths))
    assert sorted(place for batch in batches for place in batch) == list(range(140))
    assert max(len(batch) * max(lengths[place] for place in batch) for batch in batches) <= MOST_TOKENS
    assert len(batches[0]) == BATCH
    assert list(_batches([0, 1], [5000, 5000])) == [[0], [1]]  # one alone is as long as it is
