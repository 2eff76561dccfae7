"""A question that only asks what a term means finds the term, word for word, or nothing."""

from __future__ import annotations

import pytest

from knowledge.model import Entry, Location
from knowledge.ranking.terms import Definitions
from knowledge.text.normalise import clean, words

HERE = Location("glossary.yaml", 1)
GLOSSARY = (
    Entry("term-wres", "WRES", "A standard.", HERE, ("Workforce Race Equality Standard",), is_term=True),
    Entry("term-ally", "Allyship", "Standing with others.", HERE, ("being an ally",), is_term=True),
    Entry("term-gap", "Pay gap", "A difference.", HERE, is_term=True),
)
QUESTION = Entry("what-is-race", "Race 2.0", "A report.", HERE)


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return Definitions([*GLOSSARY, QUESTION])


@pytest.mark.parametrize(
    "text",
    [
        "What is the WRES?", "WRES?", "wres", "what's the wres", "define WRES", "What does WRES mean?", "WRES meaning",
        "what does the WRES stand for", "Please can you explain the WRES", "could you define the wres please",
        "What is meant by the Workforce Race Equality Standard?", "What do you mean by WRES?", "remind me what WRES is",
        "what is the wres in plain english",
    ],
)  # fmt: skip
def test_however_it_is_asked_the_term_is_found(definitions: Definitions, text: str) -> None:
    assert definitions(words(clean(text))) == "term-wres"


@pytest.mark.parametrize(
    ("text", "id_"),
    [("What is a pay gap?", "term-gap"), ("explain allyship", "term-ally"), ("Being an ally", "term-ally")],
)
def test_each_name_of_a_term_is_the_term(definitions: Definitions, text: str, id_: str) -> None:
    assert definitions(words(clean(text))) == id_


@pytest.mark.parametrize(
    "text",
    ["How do we use the WRES?", "What is the WRES for?", "What is the best WRES?", "the", "what is", "", "Race 2.0?"],
)
def test_anything_more_is_no_such_question(definitions: Definitions, text: str) -> None:
    assert definitions(words(clean(text))) is None


def test_the_first_of_two_terms_with_one_name_has_it() -> None:
    twins = [Entry(id_, "Sponsor", "…", HERE, is_term=True) for id_ in ("term-one", "term-two")]
    assert Definitions(twins)(["sponsor"]) == "term-one"
