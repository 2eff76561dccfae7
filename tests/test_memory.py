"""What is not needed any more is not kept: of the knowledge before an edit nothing stays, and no work grows at will."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from weakref import ref

import pytest

from bot.conversation.memory import Conversations
from bot.editing.preview import Editing
from bot.editing.proposal import Proposals
from bot.gaps.grouping import Reviews
from bot.gaps.keeping import Details
from bot.library.folder import Library
from bot.library.in_force import Current
from bot.library.versions import Remembered
from bot.redaction.redact import Redactor
from bot.store.records import Gap
from knowledge.model import Resource
from knowledge.ranking.embedding import NoMeaning
from knowledge.text.spelling import Spelling
from knowledge.text.vocabulary import Lexicon
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
def in_force(few_words: Library, folder: Folder) -> Current:
    library = Library(NoMeaning(), "none")
    library._language, library._language_hash = few_words._language, few_words._language_hash
    return Current(library, folder(faq=FAQ), Remembered(), lambda: datetime.now(UTC))


@pytest.mark.usefixtures("_without_collector")
def test_of_the_knowledge_before_an_edit_nothing_stays(in_force: Current) -> None:
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
    in_force.saves()  # whoever watches the folder has told of them
    kinds = before.pop()  # these are shared as long as they are equal
    assert [one() for one in before] == [None] * len(before)
    assert kinds() is None


RESOURCES = """
- {id: a, title: A report on pay, format: report, url: "https://example.org/a", summary: One., also_asked: [pay report]}
- {id: b, title: Another report on pay, format: report, url: "https://example.org/b", summary: Two.}
"""


@pytest.mark.usefixtures("_without_collector")
def test_a_conversation_keeps_no_knowledge_that_was_replaced(in_force: Current, folder: Folder) -> None:
    folder(resources=RESOURCES)
    in_force.reload()
    conversations = Conversations(in_force, lambda: 0.0)
    listed = [one.id for one in conversations.ask((7, 7), "any reports?").reply.resources]
    conversations.choose((8, 8), "a")
    before = [ref(one) for one in (in_force(), in_force().understanding)]
    resources = [id(one) for one in in_force().knowledge.resources]
    folder(resources=RESOURCES.replace("One.", "Now."))
    in_force.reload()
    in_force.saves()  # whoever watches the folder has told of them
    assert [one() for one in before] == [None, None]
    assert [id(one) for one in gc.get_objects() if isinstance(one, Resource) and id(one) in resources] == []
    again = conversations.ask((7, 7), "which one is about pay?")
    assert (listed, again.reply.outcome in {"answer", "suggest"}) == (["a", "b"], True)


@pytest.mark.usefixtures("_without_collector")
def test_what_looks_words_up_is_freed_with_its_last_user() -> None:
    spelling, vocabulary = Spelling(["standard"]), Lexicon([["standard"]])
    redact = Redactor(["WRES"], ["Ada"], ["standard"])
    assert spelling.correct("stadnard") == "standard"
    assert vocabulary.twins("standart")[0][0] == "standard"
    assert redact("see www.example.org") == "see [link]"
    gone = ref(spelling), ref(vocabulary), ref(redact)
    del spelling, vocabulary, redact
    assert [one() for one in gone] == [None, None, None]


def test_what_was_looked_up_is_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.recall.MOST", 10)
    spelling, vocabulary = Spelling(["standard"]), Lexicon([["standard"]])
    for number in range(100):
        word = f"standar{chr(97 + number // 10)}{chr(97 + number % 10)}"
        spelling.correct(word)
        vocabulary.twins(word)
    assert (len(spelling._corrected), len(vocabulary.twins._found)) == (10, 10)
