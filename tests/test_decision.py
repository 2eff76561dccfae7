"""What is done with what was found: care before content, and never a confident guess."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from knowledge.deciding.decision import Thresholds, decide
from knowledge.deciding.outcome import Answered, Listed, Outcome, Social, Support, Unknown, Unsure, WantsPerson
from knowledge.deciding.urgency import is_urgent
from knowledge.finding.facets import Facets
from knowledge.finding.finding import Finding, Match, Scored
from knowledge.finding.harm import Sentence
from knowledge.finding.kinds import Kind
from knowledge.ranking.confidence import Evidence
from knowledge.ranking.index import Ranking
from tests.sample import knowledge, question

LIMITS = Thresholds()
ANSWER, GAP, TEAM = "what-is-the-wres", "close-the-pay-gap", "reach-the-team"
TEXT = "What is the WRES?"
ALMOST = 0.01


def scored(
    text: str = TEXT,
    sure: float = 0.9,
    best: str = ANSWER,
    rivals: Iterable[tuple[str, float]] = (),
    chance: float = 0.6,
) -> Scored:
    """A message whose best entry is `best`, and what else was likely."""
    likely = sorted([(best, chance), *rivals], key=lambda one: -one[1])
    ranking = Ranking(tuple(id_ for id_, _ in likely), np.array([c for _, c in likely], np.float32), 0.05)
    evidence = Evidence(chance, 0.05, 0.5, 0.5)
    return Scored(question(text), ranking, Match(best, sure), sure, evidence)


def kind(
    support: float = 0, contact: float = 0, none: float = 0, smalltalk: str | None = None, social: float = 0
) -> Kind:
    return Kind(support, contact, none, smalltalk, social)


def finding(
    whole: Scored | None = None,
    parts: tuple[Scored, ...] = (),
    is_: Kind | None = None,
    facets: Facets | None = None,
    known_words: float = 1.0,
    *,
    statements: tuple[Scored, ...] = (),
    slur: bool = False,
    harms: tuple[float, ...] = (),
) -> Finding:
    """By default a clear question with a sure answer."""
    return Finding(
        whole or scored(),
        parts,
        statements,
        is_ or kind(),
        facets or Facets(),
        known_words,
        slur,
        sentences=tuple(Sentence(TEXT, one) for one in harms),
    )


def decided(found: Finding, *, support: bool = True) -> Outcome:
    return decide(found, knowledge(support=support), LIMITS).outcome


@pytest.mark.parametrize(
    ("sure", "outcome"),
    [
        (1.0, Answered),
        (LIMITS.answer, Answered),
        (LIMITS.answer - ALMOST, Unsure),
        (LIMITS.suggest, Unsure),
        (LIMITS.suggest - ALMOST, Unknown),
        (0.0, Unknown),
    ],
)
def test_how_sure_one_may_be_decides_between_answer_question_and_honesty(sure: float, outcome: type[Outcome]) -> None:
    assert type(decided(finding(scored(sure=sure)))) is outcome


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        # A disclosure goes before everything; a clear question or a clear wish for a person makes it need more.
        (finding(scored(sure=0.1), is_=kind(support=LIMITS.support)), Support),
        (finding(scored(sure=0.1), is_=kind(support=LIMITS.support - ALMOST)), Unknown),
        (finding(scored(sure=0.75), is_=kind(support=LIMITS.support_over_answer)), Support),
        (finding(scored(sure=0.75), is_=kind(support=LIMITS.support_over_answer - ALMOST)), Answered),
        (finding(is_=kind(support=LIMITS.support_over_sure)), Support),
        (finding(is_=kind(support=LIMITS.support_over_sure - ALMOST)), Answered),
        (finding(scored(chance=0.8), is_=kind(support=LIMITS.over_plain)), Support),
        (finding(scored(chance=0.8), is_=kind(support=LIMITS.over_plain - ALMOST)), Answered),
        (finding(scored(sure=0.75), is_=kind(support=0.45, contact=0.5)), Support),
        (finding(scored(sure=0.1), is_=kind(support=0.3, contact=0.6)), WantsPerson),
        (finding(scored(sure=0.75), is_=kind(support=0.5, smalltalk="greeting", social=0.5)), Support),
        (finding(scored(sure=0.1), is_=kind(support=LIMITS.harm), known_words=0.1), Support),
        (finding(scored(sure=0.1), is_=kind(support=LIMITS.harm - ALMOST), known_words=0.1), Unknown),
        (finding(slur=True), Support),
        # One sentence is enough, whatever the others ask; of many it takes more.
        (finding(scored(sure=0.99, chance=0.99), harms=(0.0, LIMITS.harm_in_one)), Support),
        (finding(harms=(0.0, LIMITS.harm_in_one - ALMOST)), Answered),
        (finding(harms=(*[0.0] * 5, LIMITS.harm_in_one + ALMOST)), Answered),
        (finding(harms=(*[0.0] * 5, 0.95)), Support),
        # Foreign words and nonsense are not guessed at, a courtesy in them is returned.
        (finding(known_words=LIMITS.known_words - ALMOST), Unknown),
        (finding(known_words=LIMITS.known_words), Answered),
        (finding(is_=kind(contact=0.9), known_words=0.1), Unknown),
        (finding(scored(sure=0.1), is_=kind(smalltalk="greeting", social=0.9), known_words=0.1), Social),
        # A wish for a person; a very sure answer makes it need more, one on how to reach a person less.
        (finding(scored(sure=0.75), is_=kind(contact=LIMITS.contact)), WantsPerson),
        (finding(scored(sure=0.75), is_=kind(contact=LIMITS.contact - ALMOST)), Answered),
        (finding(is_=kind(contact=LIMITS.contact_over_answer - ALMOST)), Answered),
        (finding(is_=kind(contact=LIMITS.contact_over_answer)), WantsPerson),
        (finding(scored(best=TEAM), is_=kind(contact=LIMITS.contact_over_how)), WantsPerson),
        (finding(scored(best=TEAM), is_=kind(contact=LIMITS.contact_over_how - ALMOST)), Answered),
        # An entry that fits better wins over small talk.
        (finding(scored(sure=0.6), is_=kind(smalltalk="greeting", social=0.7)), Social),
        (finding(scored(sure=0.95), is_=kind(smalltalk="greeting", social=0.7)), Answered),
        (finding(scored(sure=0.1), is_=kind(smalltalk="greeting", social=LIMITS.social - ALMOST)), Unknown),
        # In everyday talk little is offered.
        (finding(scored(sure=0.25), is_=kind(none=LIMITS.chatter)), Unknown),
        (finding(scored(sure=LIMITS.suggest_in_chatter), is_=kind(none=LIMITS.chatter)), Unsure),
        (finding(scored(sure=0.25), is_=kind(none=LIMITS.chatter - ALMOST)), Unsure),
    ],
)
def test_precedence(found: Finding, outcome: type[Outcome]) -> None:
    assert type(decided(found)) is outcome


def test_no_words_at_all_are_not_understood() -> None:
    assert decided(finding(scored("?!"), is_=kind(support=1))) == Unknown(decided(finding(scored("?!"))).match)


def test_an_emoji_alone_is_a_courtesy() -> None:
    assert type(decided(finding(scored("👍", sure=0.9), is_=kind(smalltalk="greeting", social=0.1)))) is Social


def test_without_support_routes_nobody_is_sent_to_them() -> None:
    assert type(decided(finding(is_=kind(support=1), slur=True), support=False)) is Answered


@pytest.mark.parametrize("text", ["I want to die", "he has a knife", "is my life in danger", "she took an ovredose"])
def test_one_urgent_word_puts_urgent_help_first(text: str) -> None:
    assert is_urgent(question(text))
    outcome = decided(finding(scored(text), is_=kind(support=0.9)))
    assert isinstance(outcome, Support)
    assert outcome.urgent


def test_other_harm_is_not_urgent() -> None:
    outcome = decided(finding(scored("I am being bullied"), is_=kind(support=0.9)))
    assert isinstance(outcome, Support)
    assert not outcome.urgent


def test_near_twins_become_a_question() -> None:
    outcome = decided(finding(scored(chance=0.3, rivals=[(GAP, 0.29)])))
    assert isinstance(outcome, Unsure)
    assert outcome.ids == (ANSWER, GAP)


@pytest.mark.parametrize(("chance", "rival"), [(0.3, 0.2), (0.45, 0.44)])
def test_a_weaker_rival_or_a_clear_best_makes_no_question(chance: float, rival: float) -> None:
    assert type(decided(finding(scored(chance=chance, rivals=[(GAP, rival)])))) is Answered


def test_a_rival_that_the_answer_itself_names_makes_no_question() -> None:
    found = finding(scored("How do we close the pay gap?", best=GAP, chance=0.3, rivals=[("pay-gap-guide", 0.29)]))
    assert type(decided(found)) is Answered


def test_at_most_three_are_offered_the_best_first_and_none_that_is_unlikely() -> None:
    rivals = [(GAP, 0.2), ("tick-boxes", 0.1), ("hot-report", 0.05), (TEAM, 0.04)]
    many = decided(finding(scored(sure=0.5, rivals=rivals)))
    assert isinstance(many, Unsure)
    assert many.ids == (ANSWER, GAP, "tick-boxes")
    few = decided(finding(scored(sure=0.5, rivals=[(GAP, LIMITS.offered / 2)])))
    assert isinstance(few, Unsure)
    assert few.ids == (ANSWER,)


def test_two_questions_are_both_answered() -> None:
    parts = (scored(TEXT), scored("How do we close the pay gap?", best=GAP))
    outcome = decided(finding(scored(f"{TEXT} How do we close the pay gap?", sure=0.5), parts))
    assert isinstance(outcome, Answered)
    assert (outcome.ids, outcome.missed) == ((ANSWER, GAP), ())
    assert outcome.match.id == ANSWER


def test_of_two_questions_the_one_without_an_answer_is_named() -> None:
    parts = (scored("What is the weather like?", sure=0.05, best=TEAM), scored(TEXT))
    outcome = decided(finding(scored(f"What is the weather like? {TEXT}", sure=0.5), parts))
    assert isinstance(outcome, Answered)
    assert (outcome.ids, outcome.missed) == ((ANSWER,), ("What is the weather like?",))


def test_one_thing_asked_twice_is_answered_once() -> None:
    parts = (scored(TEXT), scored("Could you explain the WRES?"))
    outcome = decided(finding(scored(f"{TEXT} Could you explain the WRES?"), parts))
    assert isinstance(outcome, Answered)
    assert outcome.ids == (ANSWER,)


def test_a_question_among_chatter_is_answered() -> None:
    part = scored("How do we close the pay gap?", best=GAP)
    outcome = decided(finding(scored("Lovely day. How do we close the pay gap?", sure=0.2), (part,)))
    assert isinstance(outcome, Answered)
    assert outcome.ids == (GAP,)


@pytest.mark.parametrize(
    ("text", "facets", "sure"),
    [
        ("podcasts", Facets(formats=("podcast",), plural=True), 0.3),
        ("anything by Roger Kline", Facets(people=("Roger Kline",), material=True), 0.1),
        ("reports since 2022", Facets(formats=("report",), since=2022, plural=True), 0.5),
        ("for governors", Facets(audiences=("governor",)), 0.9),
        ("anything on accountability since 2022?", Facets(pillars=("accountability",), since=2022, material=True), 0.9),
    ],
)
def test_a_wish_for_resources_gets_resources(text: str, facets: Facets, sure: float) -> None:
    assert type(decided(finding(scored(text, sure=sure), facets=facets))) is Listed


def test_a_question_that_mentions_a_format_gets_its_answer() -> None:
    facets = Facets(formats=("report",), rest=("matter",))
    assert type(decided(finding(scored("Why do reports matter?"), facets=facets))) is Answered


def test_podcasts_about_something_unknown_are_not_listed() -> None:
    facets = Facets(formats=("podcast",), plural=True, rest=("beekeep",))
    assert type(decided(finding(scored("podcasts about beekeeping", sure=0.1), facets=facets))) is Unknown


def test_a_sentence_that_finds_the_same_by_itself_makes_sure() -> None:
    unsure, clear, other = scored(sure=0.1), scored(sure=0.9), scored(sure=0.9, best=GAP)
    assert isinstance(decided(finding(unsure, statements=(clear,))), Answered)
    assert isinstance(decided(finding(unsure, statements=(other,))), Unknown)
