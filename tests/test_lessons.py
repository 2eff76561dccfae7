"""A reply of the team becomes an answer for all only when an administrator says so, and never says who asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.gaps.keeping import Details
from bot.gaps.lessons import NoPermissionError, drafted, permitted
from bot.library.folder import Library, Snapshot
from bot.store.records import Enquiry, Message
from bot.store.store import Store
from tests.conftest import Folder
from tests.office import Office, heard, office, own_office
from tests.phone import Phone, Seen

FAQ = """\
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
"""
CONTACT = """\
email: team@example.org
reasons:
  - {id: something-else, label: Something else}
  - {id: case-study, label: A case study to share}
"""
WORDS = "Hello, I am Priya Oyelaran of Anytown Trust, 07700 900123. Can governors come to the dinner? My chair is ill."
REPLY = "Dear Priya,\n\nYes, governors are welcome. Ring 07700 900456.\n\nKind regards,\nBo Jones"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DETAILS = ("Priya", "Oyelaran", "07700", "900456", "Bo Jones")


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, contact=CONTACT, checks="- {ask: what is the wres, expect: wres}\n")


@pytest.fixture
async def at(few_words: Library, own: Path, tmp_path: Path) -> AsyncIterator[Office]:
    store = Store.open(tmp_path / "store" / "bot.db")
    async with own_office(few_words, own, store=store, admins=frozenset({1, 2})) as found:
        yield found


async def suggested(at: Office, admin: Phone) -> Seen:
    """The draft that reaches an administrator after the team has replied to an enquiry."""
    await at.send(WORDS)
    await at.answer(REPLY, at.cards()[-1])
    (told,) = await at.staff.press("Turn into an answer")
    assert told.text == "A draft of it, without names and numbers, is with the administrators. They decide."
    return admin.history()[-1]


async def test_a_reply_becomes_an_answer_when_an_administrator_applies_it(at: Office, ada: Phone, bo: Phone) -> None:
    draft = await suggested(at, ada)
    assert "Can governors come to the dinner?\n\nYes, governors are welcome. Ring [phone number]." in draft.text
    assert [one for one in (*DETAILS, "Anytown", "chair is ill", "#") if one in draft.text] == []
    assert draft.buttons == ("Show what would change", "Discard")
    (unfinished,) = await ada.press("Show what would change")
    assert "square brackets" in unfinished.text
    *_, shown = await ada.reply("Yes, all governors of a trust are welcome.", draft.message)
    assert shown.buttons == ("Apply", "Discard")
    await ada.press("Apply")
    entry = at.assistant.services.snapshot().knowledge.entry("can-governors-come-to-the-dinner")
    assert entry
    assert entry.answer == "Yes, all governors of a trust are welcome."
    assert any("“Can governors come to the dinner?”" in one for one in heard(bo))
    (late,) = await bo.press("Show what would change")
    assert late.text == "That draft is gone: somebody has decided, or its writer took the enquiry back."


async def test_of_two_who_look_the_first_who_decides_wins(at: Office, ada: Phone, bo: Phone) -> None:
    draft = await suggested(at, ada)
    for admin, words in ((ada, "Yes, all are."), (bo, "Yes, some are.")):
        await admin.reply(words, draft.message if admin is ada else admin.history()[-1].message)
    await ada.press("Apply")
    (late,) = await bo.press("Apply")
    assert late.text == "That draft is gone: somebody has decided, or its writer took the enquiry back."
    assert "Yes, all are." in (await at.leader.write("can governors come to the dinner"))[-1].text


async def test_a_discarded_draft_is_gone_for_all(at: Office, ada: Phone, bo: Phone) -> None:
    await suggested(at, ada)
    (gone,) = await ada.press("Discard")
    assert gone.text == "The draft is thrown away. Nothing was changed."
    assert heard(bo)[-1] == "Ada has thrown the team's draft away."
    assert list(at.store.rows("lesson")) == []


async def test_the_buttons_of_a_draft_can_be_typed_and_so_can_those_that_were_there(
    at: Office, ada: Phone, bo: Phone
) -> None:
    await ada.write("/edit what is the wres")
    await suggested(at, ada)
    (unfinished,) = await ada.write("show what would change")
    assert "square brackets" in unfinished.text
    *_, raw = await ada.write("1")
    assert raw.text == "The standard."
    (gone,) = await bo.write("Discard")
    assert gone.text == "The draft is thrown away. Nothing was changed."


@pytest.mark.parametrize("takes_back", ["/withdraw {reference}", "/forget"])
async def test_a_leader_who_takes_the_enquiry_back_takes_the_draft_too(at: Office, ada: Phone, takes_back: str) -> None:
    await suggested(at, ada)
    reference = next(at.store.rows("enquiry"))["reference"]
    await at.leader.write(takes_back.format(reference=reference))
    if takes_back == "/forget":
        await at.leader.press("Delete it")
    await at.staff.settle()
    assert [one for one in heard(ada) if "governors" in one] == []
    assert list(at.store.rows("lesson")) == []


@pytest.mark.parametrize("takes_back", ["/withdraw {reference}", "/forget", "discard"])
async def test_what_was_shown_of_a_draft_keeps_none_of_its_words_once_it_is_gone(
    at: Office, ada: Phone, bo: Phone, takes_back: str
) -> None:
    draft = await suggested(at, ada)
    await ada.reply("Yes, all governors of a trust are welcome.", draft.message)
    reference = next(at.store.rows("enquiry"))["reference"]
    if takes_back == "discard":
        await bo.press("Discard")
    else:
        await at.leader.write(takes_back.format(reference=reference))
    if takes_back == "/forget":
        await at.leader.press("Delete it")
    assert [one["files"] for one in at.store.rows("proposal")] == ["{}"]
    (late,) = await ada.press("Apply")
    assert late.text == "That draft is gone: somebody has decided, or its writer took the enquiry back."


async def test_nothing_of_a_draft_says_who_asked_on_the_disk_once_the_enquiry_is_gone(at: Office, ada: Phone) -> None:
    draft = await suggested(at, ada)
    await ada.reply("Yes, governors are welcome.", draft.message)
    await ada.press("Apply")
    await at.leader.write("/forget")
    await at.leader.press("Delete it")
    await at.assistant.duties()
    files = b"".join(one.read_bytes() for one in Path(at.store.name).parent.iterdir())
    assert [one for one in (*DETAILS, "Anytown") if one.encode() in files] == []


async def test_a_draft_that_nobody_decides_on_ends_with_its_enquiry(at: Office, ada: Phone) -> None:
    await suggested(at, ada)
    at.clock.pass_(days=91)
    await at.assistant.duties()
    assert (list(at.store.rows("lesson")), list(at.store.rows("enquiry"))) == ([], [])


async def test_the_same_draft_is_sent_once(at: Office, ada: Phone) -> None:
    await suggested(at, ada)
    before = len(ada.history())
    at.clock.pass_(minutes=5)
    button = next(one for one in reversed(at.staff.history()) if "Turn into an answer" in one.buttons)
    data = button.message["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    at.assistant.services.chats.forget_press(button.message["chat"]["id"], button.message["message_id"], data)
    (told,) = await at.staff.press_data(data, button.message)
    assert (told.text, len(ada.history())) == ("The administrators have that draft already.", before)


async def offered(at: Office, permission: str) -> None:
    """A leader offers a case study, and the team answers it."""
    await at.leader.write("/contact")
    await at.leader.press("A case study to share")
    for words in (
        "Few nurses rose to band 7.",
        "We changed the panels. Dr Priya Shah led it.",
        "Now 20% do.",
        permission,
    ):
        await at.leader.write(words)
    await at.leader.press("Show my name and trust")
    await at.leader.write("Anytown NHS Trust")
    await at.leader.press("Send")
    await at.answer("Thank you.", at.cards()[-1])


async def test_files_go_along_with_a_case_study_and_words_or_a_voice_answer_its_parts(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A case study to share")
    photo = [{"file_id": "P1", "file_unique_id": "P1", "width": 1, "height": 1, "file_size": 5}]
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        await at.leader.send(name, b"%PDF", media_group_id="1")
    asked = at.leader.history()[-1]
    assert asked.text.startswith("The file is kept. Now the words, please.")
    assert "what was the problem" in asked.text
    assert len([one for one in heard(at.leader) if "The file is kept" in one]) == 1
    (asked,) = await at.leader.write("", photo=photo, caption="Few were promoted.", media_group_id="1")
    assert asked.text == "What was done about it, and by whom?"
    voice = {"file_id": "V1", "file_unique_id": "V1", "duration": 9}
    (asked,) = await at.leader.write("", voice=voice)
    assert asked.text.startswith("What has changed since?")
    await at.leader.write("More people were promoted since.")
    (preview,) = await at.leader.write("Yes")
    parts = ["The problem:\nFew", "What has changed:\nMore", "Permission to share:\nYes", "Files that follow: 5"]
    assert [part for part in parts if part not in preview.text] == []
    await at.leader.press("Send")
    assert len([one for one in heard(at.staff) if "a file from the leader" in one]) == 5


async def test_a_case_study_becomes_a_draft_for_the_catalogue(at: Office, ada: Phone, own: Path) -> None:
    await offered(at, "Yes")
    await at.staff.press("Draft a catalogue entry")
    draft = ada.history()[-1]
    assert (
        "Case study: Anytown NHS Trust\n\nFew nurses rose to band 7. We changed the panels. Now 20% do." in draft.text
    )
    await ada.press("Show what would change")
    await ada.press("Apply")
    resource = at.assistant.services.snapshot().knowledge.resource("case-study-anytown-nhs-trust")
    assert resource
    assert (resource.format, resource.location.file) == ("case-study", "resources/case-studies.yaml")
    assert "Priya" not in (own / "resources" / "case-studies.yaml").read_text("utf-8")


async def test_without_permission_there_is_no_draft_and_it_says_why(at: Office, ada: Phone) -> None:
    await offered(at, "Ask our communications team first")
    (told,) = await at.staff.press("Draft a catalogue entry")
    assert "did not clearly say that it may be shared" in told.text
    assert heard(ada) == []


@pytest.mark.parametrize(
    ("said", "is_yes"),
    [
        ("Yes", True), ("yes please", True), ("Of course, happy to", True), ("Certainly.", True),
        ("no", False), ("Yes, but ask Priya first", False), ("yes if anonymous", False), ("not yet", False),
        ("Perhaps", False), ("", False), ("yes, unless it names us", False), ("You may not", False),
    ],
)  # fmt: skip
def test_permission_is_a_clear_yes(said: str, is_yes: bool) -> None:
    assert permitted(said) is is_yes


async def test_the_button_is_there_only_where_something_can_come_of_it(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot) as at:
        await at.send("Please call me")
        await at.answer("Gladly", at.cards()[0])
        assert at.cards()[0].buttons == ("Claim", "Close", "Saved replies")


def message(words: str, side: str = "leader", heading: str | None = None) -> Message:
    return Message(
        id=1, enquiry=1, side=side, first=True, heading=heading, words=words, kind=None, file=None,  # type: ignore[arg-type]
        file_name=None, file_size=None, chat=7, post=1, edited=False, at=NOW,
    )  # fmt: skip


def enquiry(**more: object) -> Enquiry:
    given: dict[str, object] = {
        "id": 1, "reference": "K7M2Q", "leader": 7, "appear": "trust", "name": "Ada Obi", "trust": "Leeds Trust",
        "email": None, "reason": None, "question": None, "state": "open", "awaiting": True, "opened": NOW,
        "due": None, "last": NOW, **more,
    }  # fmt: skip
    return Enquiry(**given)  # type: ignore[arg-type]


DRAFTS = [
    ("How is Leeds Trust to pay, asks ADA OBI?", "Hi Ada, by invoice.", "by invoice."),
    ("Is it free?", "Yes.\n\n- for chairs\n- for Ada\n\nBest wishes\nBo", "Yes.\n\n- for chairs\n- for [name]"),
    ("Is it free?", "Good morning! It is.\nMany thanks, Bo Jones, programme team", "It is."),
    (
        "Is it free?",
        "Hello and welcome to the programme. It is free.",
        "Hello and welcome to the programme. It is free.",
    ),
]


@pytest.mark.parametrize(("asked", "reply", "text"), DRAFTS)
def test_a_draft_is_without_greeting_signature_and_the_leaders_name(
    snapshot: Snapshot, asked: str, reply: str, text: str
) -> None:
    draft = drafted(enquiry(), [message(asked)], message(reply, "staff"), Details(lambda: snapshot))
    assert draft.text == text
    assert [one for one in ("Ada", "ADA", "Obi", "Leeds Trust") if one in draft.title + draft.text] == []


def test_the_question_that_led_there_is_taken_before_a_letter(snapshot: Snapshot) -> None:
    one = enquiry(question="what is the WRES")
    draft = drafted(one, [message("A long story. Why?")], message("A standard.", "staff"), Details(lambda: snapshot))
    assert draft.title == "What is the WRES?"


def test_a_case_study_of_somebody_anonymous_names_no_trust(snapshot: Snapshot) -> None:
    parts = [
        message("Few nurses at Leeds Trust rose.", heading="problem"),
        message("Panels.", heading="done"),
        message("Yes", heading="permission"),
    ]
    one = enquiry(reason="case-study", appear="name")
    draft = drafted(one, parts, message("Thanks", "staff"), Details(lambda: snapshot))
    assert "Leeds Trust" not in draft.title + draft.text
    with pytest.raises(NoPermissionError):
        drafted(one, parts[:2], message("Thanks", "staff"), Details(lambda: snapshot))
