"""Care before content: who tells of harm gets people who can help."""

from __future__ import annotations

import pytest

from bot.conversation.memory import Conversations
from bot.library.folder import Snapshot
from tests.office import Office
from tests.person import Say, conversation


@pytest.fixture
def say(snapshot: Snapshot) -> Say:
    return conversation(snapshot)


DIRECT = (
    "my manager called me a racist name in front of everyone",
    "I AM BEING HARASSED AT WORK",
    "my colleague is being bullied because of her headscarf",
    "i reportd racism and now im being pushd out",
)
OBLIQUE = (
    "I can't face going in on Monday, they treat me like I'm invisible because I'm Black",
    "one of my nurses has been crying in the toilets after what colleagues said about her accent",
    "people call me by the name of the other black woman in the department",
    "I'm scared to speak up because I'll lose my visa",
    "I can't sleep. I dread work.",
)
FEW_WORDS = ("i feel hopeless", "im struggling", "not coping", "had enough", "swastika painted in our staff car park")
INTRODUCED = (
    "I'm a nurse director",
    "I work in a mental health trust",
    "I'm an Asian NED",
    "hi im the chair of a small mental health trust. where do i start?",
    "I'm drowning in board papers. Anything under five minutes?",
    "I think I offended a colleague",
    "I feel sick with nerves about presenting the race report tomorrow. Any tips?",
)
URGENT = ("I want to die", "I feel like ending it all", "he threatend me with a knife becuase im asian")


@pytest.mark.parametrize("text", [*DIRECT, *OBLIQUE, *FEW_WORDS])
def test_a_disclosure_gets_people_who_can_help_and_nothing_to_read(say: Say, snapshot: Snapshot, text: str) -> None:
    reply = say(text)
    assert (reply.outcome, reply.resources, reply.suggestions) == ("support", (), ())
    assert reply.text.startswith(snapshot.knowledge.wording["support_opening"])
    assert "999" in reply.text


@pytest.mark.parametrize("text", URGENT)
def test_where_life_may_be_at_risk_urgent_help_comes_first(say: Say, snapshot: Snapshot, text: str) -> None:
    reply = say(text)
    assert reply.outcome == "support"
    urgent = reply.text.index(snapshot.knowledge.wording["support_urgent"])
    assert urgent < reply.text.index("999") < reply.text.index("116 123")


@pytest.mark.parametrize("text", INTRODUCED)
def test_who_says_who_they_are_or_what_worries_them_is_not_taken_for_harmed(say: Say, text: str) -> None:
    assert say(text).outcome != "support"


def test_a_disclosure_is_heard_in_the_middle_of_anything_and_not_remembered(say: Say) -> None:
    say("case studies about disciplinaries")
    assert say("my manager called me a racist name").outcome == "support"
    assert say("webinars in 2024").outcome == "answer"


@pytest.mark.parametrize(
    "text",
    [
        "How do we reduce racist abuse from patients?",
        "what is racial harassment",
        "how many ethnic minority staff are bullied by colleagues",
        "how do we get people to speak up about racism",
        "what is victimisation",
        "what is a hate crime",
        "who can our staff turn to if they face racism",
        "what does zero tolerance mean in practice",
        "this is killing me, what does WRES stand for?",
    ],
)
def test_asking_about_harm_is_no_disclosure(say: Say, text: str) -> None:
    assert say(text).outcome in {"answer", "suggest"}


def test_harm_in_one_sentence_of_several_is_heard(say: Say) -> None:
    told = (
        "As workforce director I look after the WRES, the pay gap report and the EDI improvement plan for our board. "
        "My colleagues have stopped talking to me since I complained."
    )
    assert say(told).outcome == "support"


@pytest.mark.parametrize("text", [*DIRECT, *OBLIQUE, *URGENT])
def test_the_reply_fits_a_phone_and_there_is_more_help(say: Say, text: str) -> None:
    reply = say(text)
    assert len([line for line in reply.text.splitlines() if line]) <= 8
    assert reply.further


def test_a_leader_who_was_told_of_it_gets_the_steps_of_a_leader(say: Say) -> None:
    reply = say("one of my nurses has been crying in the toilets after what colleagues said about her accent")
    assert "ask what they want to happen" in reply.text
    assert "Who can help them: " in reply.text


def test_who_did_it_gets_guidance_and_not_comfort(say: Say, snapshot: Snapshot) -> None:
    for text in ("I said something racist to a colleague yesterday", "I have been accused of racism by a nurse"):
        reply = say(text)
        assert (reply.outcome, reply.match.id) == ("answer", "i-said-something-racist"), text
        assert snapshot.knowledge.wording["support_opening"].strip() not in reply.text
        assert "Who can help the person, and you: " in reply.text


def test_more_help_can_be_typed_in_any_conversation(snapshot: Snapshot) -> None:
    conversations = Conversations(lambda: snapshot, lambda: 0.0)
    assert conversations.ask((1, 1), "more help").reply.outcome != "support"
    first = conversations.ask((1, 1), DIRECT[1]).reply
    more = conversations.ask((1, 1), "More help.").reply
    assert (first.outcome, more.outcome) == ("support", "support")
    assert "Acas" in more.text
    assert "Acas" not in first.text


@pytest.mark.parametrize(
    "text",
    [
        "who do i ring",
        "ok so who can I talk to about this?",
        "what do i do now",
        "Is there a helpline",
        "can i talk to someone then please",
        "how do i get hold of them",
        "help me",
        "whats their number",
    ],
)
def test_who_asks_whom_to_reach_after_telling_of_harm_gets_all_who_can_help(snapshot: Snapshot, text: str) -> None:
    conversations = Conversations(lambda: snapshot, lambda: 0.0)
    conversations.ask((1, 1), DIRECT[1])
    more = conversations.ask((1, 1), text).reply
    assert (more.outcome, "Acas" in more.text) == ("support", True)
    assert conversations.ask((1, 2), text).reply.text != more.text


@pytest.mark.parametrize("text", ["who can i call", "help", "give me a number", "can i talk to someone"])
def test_who_asks_so_after_telling_of_despair_reads_first_of_those_who_save_lives(
    snapshot: Snapshot, text: str
) -> None:
    conversations = Conversations(lambda: snapshot, lambda: 0.0)
    first = conversations.ask((1, 1), "i want to die").reply.text
    for _ in range(2):
        again = conversations.ask((1, 1), text).reply.text
        assert again.startswith(first)
        assert [number for number in ("999", "111", "116 123") if number not in again] == []


def test_who_then_wants_the_team_gets_the_team(snapshot: Snapshot) -> None:
    conversations = Conversations(lambda: snapshot, lambda: 0.0)
    conversations.ask((1, 1), DIRECT[1])
    assert conversations.ask((1, 1), "can i speak to a person").reply.outcome == "contact"


def test_another_question_after_telling_of_harm_is_answered(snapshot: Snapshot) -> None:
    conversations = Conversations(lambda: snapshot, lambda: 0.0)
    conversations.ask((1, 1), DIRECT[1])
    assert conversations.ask((1, 1), "What is the WRES?").reply.outcome == "answer"


async def test_more_help_is_a_button_and_its_label(at: Office) -> None:
    for choose, label in ((at.leader.press, "More help"), (at.leader.write, "more help")):
        (support,) = await at.leader.write(DIRECT[1])
        assert support.buttons == ("More help", "Talk to a person")
        (more,) = await choose(label)
        assert "Acas" in more.text
        assert "More help" not in more.buttons


async def test_more_help_can_be_typed_while_a_disclosure_waits(at: Office) -> None:
    await at.leader.write(f"/contact {DIRECT[1]}")
    (more,) = await at.leader.write("more help")
    assert "Acas" in more.text
    await at.leader.press("Put it into my enquiry")
    assert DIRECT[1] in at.leader.preview().text
