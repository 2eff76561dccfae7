"""A forged button tells nothing: of another's enquiry as little as of none."""

from __future__ import annotations

import pytest

from handlers.guard import Guard
from handlers.routing.presses import VERBS
from tests.office import Office
from tests.phone import Phone

NOBODYS = "ZZZZZ"
REFERRING = "send withdraw add reason appear change question drop goon put reply helped again".split()
OF_STAFF = ["claim", "take", "tell", "close", "reopen", "saved", "pick", "use", "amend", "teach"]
OF_ONES_OWN_LIST = ["save", "remove", "reading"]  # they name resources
NUMBERED = ["adopt", "reject", "apply", "discard"]


def test_every_button_with_a_reference_is_tried() -> None:
    """Whoever adds a verb for private chats or staff decides here whether it names something of somebody's.

    More help names a case of harm, which belongs to nobody; what was missed is one's own, and what got no answer is
    read where its question stands.
    """
    without = {"forget", "help", "missed", "unanswered", *OF_ONES_OWN_LIST}
    private = {verb.name for verb in VERBS.values() if verb.guard is Guard.PRIVATE} - without
    assert private == set(REFERRING)
    assert {verb.name for verb in VERBS.values() if verb.guard is Guard.STAFF} == set(OF_STAFF)


@pytest.mark.parametrize("drafting", [False, True])
@pytest.mark.parametrize("verb", REFERRING)
@pytest.mark.parametrize("rest", ["", ":anonymous"])
async def test_of_anothers_enquiry_a_button_says_what_it_says_of_none(
    at: Office, verb: str, rest: str, *, drafting: bool
) -> None:
    ref = await at.send("Please call me")
    other = Phone(at.assistant, at.server, person=9)
    if drafting:
        await other.write("/contact Something else")
    said = []
    for reference in (ref, NOBODYS):
        (answer,) = await other.write("What is the WRES?") if not drafting else other.history()[-1:]
        said.append([one.text for one in await other.press_data(f"{verb}:{reference}{rest}", answer.message)])
    assert said[0] == said[1] != []
    assert [row["words"] for row in at.store.rows("message")] == ["Please call me"]


async def test_so_does_what_is_typed(at: Office) -> None:
    ref = await at.send("Please call me")
    other = Phone(at.assistant, at.server, person=9)
    assert await other.write(f"/withdraw {ref}") == await other.write(f"/withdraw {NOBODYS}")


@pytest.mark.parametrize("verb", OF_STAFF)
async def test_the_buttons_of_staff_do_nothing_elsewhere(at: Office, verb: str) -> None:
    ref = await at.send("Please call me")
    (answer,) = await at.leader.write("What is the WRES?")
    alerts = []
    for reference in (ref, NOBODYS):
        assert await at.leader.press_data(f"{verb}:{reference}:1", answer.message) == []
        alerts.append(at.server.called("answerCallbackQuery")[-1]["text"])
    assert alerts == ["That works in the chat of the programme team only."] * 2


async def test_an_enquiry_of_ones_own_that_is_taken_back_says_so(at: Office) -> None:
    ref = await at.send("Please call me")
    (answer,) = await at.leader.write("What is the WRES?")
    await at.leader.write(f"/withdraw {ref}")
    (over,) = await at.leader.press_data(f"add:{ref}", answer.message)
    assert over.text.startswith(f"Enquiry #{ref} has been taken back")


RESTS = [
    "",
    ":",
    "::",
    ":0",
    ":-1",
    ":x",
    ":x:y:z",
    ":²",
    f":{'9' * 50}",
    f":x:{'9' * 40}",
    f":x:y:{'9' * 40}",
    ":x:yes",
]


@pytest.mark.parametrize("verb", sorted(VERBS))
async def test_no_button_ends_as_a_fault_whatever_stands_in_it(
    at: Office, ada: Phone, caplog: pytest.LogCaptureFixture, verb: str
) -> None:
    """A client of one's own can press whatever it likes."""
    await at.send("Please call me")
    await ada.write("/help")
    phone = {Guard.STAFF: at.staff, Guard.ADMINS: ada}.get(VERBS[verb].guard, at.leader)
    under = phone.history()[0].message
    for rest in RESTS:
        await phone.press_data(f"{verb}{rest}"[:64], under)
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []
