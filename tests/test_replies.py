"""Replies as they read: a question for the next board, one line on links, and who can help within eight lines."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.conversation.reply import Replies, Reply
from bot.library.folder import parse_folder, shipped
from knowledge.deciding.outcome import Answered, Listed, Support
from knowledge.finding.facets import Facets
from knowledge.finding.finding import Match
from knowledge.finding.recommend import recommend
from knowledge.loading.tables import CASES
from knowledge.model import Knowledge, SupportCase

MOST_LINES = 8
LOOK = "For titles without a link, look on"
TOLD, DID = "when-somebody-tells-you-about-racism", "i-said-something-racist"


@pytest.fixture(scope="module", name="known")
def _known() -> Knowledge:
    known = parse_folder(shipped()).knowledge
    assert known is not None
    return known


@pytest.fixture(scope="module", name="replies")
def _replies(known: Knowledge) -> Replies:
    return Replies(known)


def answered(replies: Replies, *ids: str) -> Reply:
    return replies(Answered(Match(ids[0], 1.0), ids))


def lines(reply: Reply) -> list[str]:
    return [line for line in reply.text.splitlines() if line]


def test_an_answer_ends_with_what_to_ask_at_the_next_board_before_what_to_read(
    replies: Replies, known: Knowledge
) -> None:
    entry = known.entry("after-a-racist-incident")
    assert entry is not None
    text = answered(replies, entry.id).text
    asked = f"{entry.answer}\n\nAsk at your next board: {entry.ask}\n\nRead more:"
    assert asked in text


def test_where_a_title_without_a_link_can_be_found_is_said_once_a_reply(replies: Replies, known: Knowledge) -> None:
    assert answered(replies, "questions-to-ask-at-board", "what-can-governors-do").text.count(LOOK) == 1
    assert LOOK not in answered(replies, "psychological-safety").text
    tools = recommend(known, Facets(formats=("tool",)), None)
    last = next(place for place, tool in enumerate(tools.resources) if not tool.url)
    listed = replies(Listed(Match(), tools, last))
    assert [resource.url for resource in listed.resources].count(None) > 1
    assert listed.text.count(LOOK) == 1


def test_one_resource_without_a_link_says_so_itself(replies: Replies) -> None:
    text = answered(replies, "eight-questions-for-boards").text
    assert text.count("There is no confirmed link.") == 1
    assert LOOK not in text


def test_without_a_page_there_is_nowhere_to_look(known: Knowledge) -> None:
    replies = Replies(replace(known, contact=replace(known.contact, page=None)))
    assert LOOK not in answered(replies, "questions-to-ask-at-board").text


@pytest.mark.parametrize("case", CASES)
def test_who_can_help_is_eight_lines_and_the_rest_is_asked_for(
    replies: Replies, known: Knowledge, case: SupportCase
) -> None:
    reply = replies(Support(Match(), case))
    assert len(lines(reply)) <= MOST_LINES
    assert "999" in reply.text or case == "did"
    assert reply.further == case
    assert known.support
    shown, rest = (text.replace("[", "").split("\n") for text in (reply.text, replies.more_help(case).text))
    bullets = [line for line in (*shown, *rest) if line.startswith("- ")]
    named = [sum(line.startswith(f"- {route.name}") for line in bullets) for route in known.support.routes]
    assert set(named) == {1}


def test_where_a_life_may_be_at_risk_only_those_who_save_it_are_named(replies: Replies) -> None:
    bullets = [line for line in lines(replies(Support(Match(), "life"))) if line.startswith("- ")]
    names = ("Emergency services", "NHS 111", "[Samaritans]", "[Shout]")
    assert [line.startswith(f"- {name}") for line, name in zip(bullets, names, strict=True)] == [True] * 4


def test_who_was_told_of_it_gets_the_steps_of_a_leader_and_who_helps_the_other(replies: Replies) -> None:
    reply = replies(Support(Match(), "told"))
    assert reply.resources == ()
    steps, people = reply.text.index("Thank them, listen"), reply.text.index("Who can help them: ")
    assert steps < people < reply.text.index("Freedom to Speak Up guardian")


def test_the_steps_of_a_leader_are_not_said_twice(replies: Replies) -> None:
    beside = Answered(Match(TOLD, 0.9), (TOLD,))
    assert replies(Support(Match(), "told", beside)).text == replies(Support(Match(), "told")).text


@pytest.mark.parametrize(
    ("id_", "people"), [(TOLD, "Who can help them: "), (DID, "Who can help the person, and you: ")]
)
def test_guidance_that_is_asked_for_names_who_can_help_too(replies: Replies, id_: str, people: str) -> None:
    assert answered(replies, id_).text.count(people) == 1


def test_routes_that_name_no_case_fit_every_one(known: Knowledge) -> None:
    assert known.support
    bare = tuple(replace(route, cases=()) for route in known.support.routes)
    support = replace(known.support, routes=bare, guidance=MappingProxyType({}))
    texts = {Replies(replace(known, support=support))(Support(Match(), case)).text for case in ("harm", "told", "did")}
    assert len(texts) == 1
    assert "999" in texts.pop()
