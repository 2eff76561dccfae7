"""What is done with what was found: care before content, and never a confident guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from knowledge.deciding.candidates import ACTIONS, Action, candidates
from knowledge.deciding.decision import HARM, HARM_IN_ONE, KNOWN_WORDS, RULES, decide, harms_by_itself
from knowledge.deciding.outcome import Answered, Listed, Outcome, Social, Support, Unknown, Unsure
from knowledge.deciding.signs import signs
from knowledge.deciding.support_case import is_urgent
from knowledge.deciding.weighed import Weighed
from knowledge.deciding.weights import DEAF, HEARING
from knowledge.deciding.worth import STAKES, Regressions, worth
from knowledge.finding.facets import Facets
from knowledge.finding.finding import Finding, Match, Scored, Tone
from knowledge.finding.harm import Sentence
from knowledge.finding.kinds import Kind
from knowledge.ranking.confidence import Evidence
from knowledge.ranking.index import Ranking
from tests.sample import knowledge, question

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
    return Scored(question(text), ranking, Match(best, sure), sure, evidence, np.zeros(0, np.float32))


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
    harm: float = 0.0,
    wish: float = 0.0,
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
        tone=Tone(harm, wish),
    )


def weighed(found: Finding, **chances: float) -> Weighed:
    """The replies to a message, with chances that somebody made up; those not named are hopeless."""
    replies = candidates(found, knowledge(support=True))
    given: dict[Action, float] = {action: chances.get(action, 0.0) for action in replies}
    return Weighed(replies, given)


def ruled(found: Finding, **chances: float) -> Outcome | None:
    """What the first rule that applies makes of it; None where the chances decide."""
    made = weighed(found, **chances)
    return next((outcome for rule in RULES for outcome, _ in [rule(found, made) or (None, "")] if outcome), None)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        # Harm goes before everything, and no sure answer outvotes it.
        (finding(slur=True), Support),
        (finding(harm=HARM), Support),
        (finding(harm=HARM - ALMOST), type(None)),
        (finding(scored(sure=0.99, chance=0.99), harms=(0.0, HARM_IN_ONE)), Support),
        (finding(harms=(0.0, HARM_IN_ONE - ALMOST)), type(None)),
        (finding(known_words=0.1, harm=HARM), Support),
        # Foreign words and nonsense are not guessed at.
        (finding(known_words=KNOWN_WORDS - ALMOST), Unknown),
        (finding(known_words=KNOWN_WORDS), type(None)),
        # The knowledge's own words are answered.
        (finding(replace(scored(), own_words=True)), Answered),
    ],
)
def test_a_rule_goes_before_the_chances(found: Finding, outcome: type[Outcome]) -> None:
    assert isinstance(ruled(found, answer=0.9, contact=0.5), outcome)


@pytest.mark.parametrize(
    ("chances", "action"),
    [
        ({"answer": 0.9, "suggest": 0.95}, "answer"),
        ({"answer": 0.5, "suggest": 0.9}, "suggest"),
        ({"answer": 0.1, "suggest": 0.2, "unknown": 0.8}, "unknown"),
        ({"answer": 0.5, "contact": 0.9}, "contact"),
        ({"answer": 0.5, "social": 0.6}, "answer"),
        ({"answer": 0.5, "social": 0.95}, "social"),
    ],
)
def test_the_reply_that_is_worth_most_is_given(chances: dict[str, float], action: Action) -> None:
    assert weighed(finding(is_=kind(smalltalk="greeting")), **chances).best == action


def test_a_wrong_reply_costs_and_a_right_one_gains() -> None:
    for action, stake in STAKES.items():
        assert worth(action, 1) == stake.gain
        assert worth(action, 0) == -stake.cost


def test_a_likely_disclosure_is_heard_whatever_is_worth_more() -> None:
    assert isinstance(ruled(finding(), support=0.5, answer=0.99), Support)


def test_without_support_routes_nobody_is_sent_to_them() -> None:
    outcome = decide(finding(harm=1.0, slur=True), knowledge(support=False)).outcome
    assert not isinstance(outcome, Support)


def test_a_foreign_courtesy_is_returned() -> None:
    greeting = finding(is_=kind(smalltalk="greeting"), known_words=0.1)
    assert ruled(greeting, social=0.9) is None
    assert weighed(greeting, social=0.9).best == "social"


def test_no_words_at_all_are_not_understood() -> None:
    assert isinstance(decide(finding(scored("?!"), harm=1.0), knowledge()).outcome, Unknown)


def test_an_emoji_alone_is_a_courtesy() -> None:
    assert type(ruled(finding(scored("👍"), is_=kind(smalltalk="greeting")), answer=0.9)) is Social


@pytest.mark.parametrize("text", ["I want to die", "he has a knife", "is my life in danger", "she took an ovredose"])
def test_one_urgent_word_puts_urgent_help_first(text: str) -> None:
    assert is_urgent(question(text))
    outcome = ruled(finding(scored(text), harm=1.0))
    assert isinstance(outcome, Support)
    assert outcome.urgent


def test_other_harm_is_not_urgent() -> None:
    outcome = ruled(finding(scored("I am being bullied"), harm=1.0))
    assert isinstance(outcome, Support)
    assert not outcome.urgent


def test_at_most_three_are_offered_the_best_first_and_none_that_is_unlikely() -> None:
    rivals = [(GAP, 0.2), ("tick-boxes", 0.1), ("hot-report", 0.05), (TEAM, 0.04)]
    many, few = finding(scored(rivals=rivals)), finding(scored(rivals=[(GAP, 0.001)]))
    assert offered(many) == (ANSWER, GAP, "tick-boxes")
    assert offered(few) == (ANSWER,)


def test_what_the_answer_to_another_shows_is_no_choice_of_its_own() -> None:
    found = finding(scored("How do we close the pay gap?", best=GAP, rivals=[("pay-gap-guide", 0.3), (TEAM, 0.1)]))
    assert offered(found) == (GAP, TEAM)


def offered(found: Finding) -> tuple[str, ...]:
    unsure = candidates(found, knowledge())["suggest"]
    assert isinstance(unsure, Unsure)
    return unsure.ids


def test_two_questions_are_both_answered() -> None:
    parts = (scored(TEXT), scored("How do we close the pay gap?", best=GAP))
    outcome = ruled(finding(scored(f"{TEXT} How do we close the pay gap?", sure=0.5), parts), answer=0.5)
    assert isinstance(outcome, Answered)
    assert (outcome.ids, outcome.missed) == ((ANSWER, GAP), ())
    assert outcome.match.id == ANSWER


def test_of_two_questions_the_one_without_an_answer_is_named() -> None:
    parts = (scored("What is the weather like?", sure=0.05, best=TEAM), scored(TEXT))
    outcome = ruled(finding(scored(f"What is the weather like? {TEXT}", sure=0.5), parts), answer=0.5)
    assert isinstance(outcome, Answered)
    assert (outcome.ids, outcome.missed) == ((ANSWER,), ("What is the weather like?",))


def test_one_thing_asked_twice_is_no_two_questions() -> None:
    parts = (scored(TEXT), scored("Could you explain the WRES?"))
    assert ruled(finding(scored(f"{TEXT} Could you explain the WRES?"), parts), answer=0.5) is None


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("podcasts", Facets(formats=("podcast",), plural=True)),
        ("anything by Roger Kline", Facets(people=("Roger Kline",), material=True)),
        ("reports since 2022", Facets(formats=("report",), since=2022, plural=True)),
        ("for governors", Facets(audiences=("governor",))),
        ("anything on accountability since 2022?", Facets(pillars=("accountability",), since=2022, material=True)),
    ],
)
def test_a_wish_for_resources_can_get_resources(text: str, facets: Facets) -> None:
    assert isinstance(candidates(finding(scored(text), facets=facets), knowledge())["list"], Listed)


def test_where_nothing_is_wished_for_there_is_no_list() -> None:
    assert "list" not in candidates(finding(), knowledge())


def test_a_sentence_that_finds_the_same_by_itself_makes_sure() -> None:
    unsure, clear, other = scored(sure=0.1), scored(sure=0.9), scored(sure=0.9, best=GAP)
    assert finding(unsure, statements=(clear,)).best == clear
    assert finding(unsure, statements=(other,)).best == unsure


def test_a_regression_says_how_probable_a_reply_is_to_be_right() -> None:
    others = (0.0,) * (len(ACTIONS) - 1)
    learned = Regressions((0.5, *others), {"sure": (1.0, 2.0, 1.0, *others), "wish": (0.0, 1.0, -1.0, *others)})
    assert learned({"sure": 3.0, "wish": 1.5})["answer"] == pytest.approx(0.5)
    assert learned({"sure": 5.0, "wish": 1.5})["answer"] == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_what_was_learned_fits_what_is_seen() -> None:
    deaf = Finding(**{**vars(finding()), "tone": None})
    assert list(signs(finding(), knowledge(), None)) == list(HEARING.signs)
    assert list(signs(deaf, knowledge(), None)) == list(DEAF.signs)
    for learned in (HEARING, DEAF):
        assert {len(numbers) for numbers in learned.signs.values()} == {2 + len(ACTIONS)}


def test_more_harm_and_more_of_a_wish_are_likelier_what_they_are() -> None:
    seen = signs(finding(), knowledge(), None)
    more_harm = signs(finding(harm=0.8, harms=(0.0, 0.8)), knowledge(), None)
    more_wish = signs(finding(wish=0.95), knowledge(), None)
    assert HEARING(more_harm)["support"] > HEARING(seen)["support"]
    assert HEARING(more_wish)["contact"] > HEARING(seen)["contact"]
    assert not harms_by_itself(finding(harm=0.8, harms=(0.0, 0.8)))
