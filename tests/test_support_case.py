"""Whose harm a message tells of: the writer's own, of somebody who told them, or done by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.deciding.candidates import candidates
from knowledge.deciding.outcome import Answered, Support
from knowledge.deciding.support_case import support_case
from tests.sample import knowledge, question
from tests.test_decision import ANSWER, finding, scored

OWN = (
    "My manager mocks my accent in meetings",
    "He told me that people like me should be grateful",
    "My colleague called me a slur and the others laughed",
    "I raised racism with HR and now there is a complaint about me",
    "I complained and now I am accused of racism myself",
    "They called me racist names on the late shift",
    "I was accused of playing the race card",
    "My wife works here and is bullied for her headscarf",
    "Racist abuse at work makes me ill",
)
TOLD = (
    "My colleague is being bullied because of her headscarf",
    "A porter told me about the racist jokes in his department",
    "One of our midwives was sworn at by a relative because she is Black",
    "A member of my team came to me in tears about a patient",
    "One of my staff says that she is passed over again and again",
    "Racist attack on a staff nurse here",
    "There was racist abuse of a healthcare assistant",
    "Racist incident on our ward last night",
)
DID = (
    "I said something racist in a meeting",
    "I made a racist joke at the away day and I am ashamed of it",
    "I have been accused of racism by a consultant",
    "A nurse called me a racist",
    "There is a complaint of racism against me",
    "My remark was quite racist",
)
HATE_CRIME = (
    "Somebody painted a swastika on our door",
    "Two men followed me from the bus and shouted about immigrants",
    "A visitor spat at us and told us to go home",
)
LIFE = (
    "I want to die",
    "One of my nurses told me she has nothing left to live for",
    "I made a racist joke and I want to die",
)
CASES = [
    *((text, "harm") for text in OWN),
    *((text, "told") for text in TOLD),
    *((text, "did") for text in DID),
    *((text, "hate-crime") for text in HATE_CRIME),
    *((text, "life") for text in LIFE),
]


@pytest.mark.parametrize(("text", "case"), CASES)
def test_the_case_of_a_message(text: str, case: str) -> None:
    assert support_case(question(text)) == case


def test_who_did_it_gets_guidance_and_not_comfort_where_there_is_some() -> None:
    known, confessed = knowledge(), finding(scored("I made a racist joke"), harm=1.0)
    assert known.support
    assert isinstance(candidates(confessed, known)["support"], Support)
    guided = replace(known, support=replace(known.support, guidance={"did": ANSWER}))
    reply = candidates(confessed, guided)["support"]
    assert isinstance(reply, Answered)
    assert reply.ids == (ANSWER,)
