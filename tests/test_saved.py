"""The reading list: saved to by a word or a button, looked at with links, taken off, and gone when it should be."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.backup import backup, restore
from bot.conversation.saved import MOST, save
from bot.conversation.saved_wish import LAST, SavedWish, saved_wish
from bot.library.folder import Snapshot
from bot.store.store import Store
from bot.terminal.chatting import Terminal
from tests.office import MONDAY, Office, office
from tests.phone import Phone, Seen

PERSON, BOARDS = "Talk to a person", "Boards and race equality"
EMPTY = "Your reading list is empty."


@pytest.fixture
async def at(small_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(small_snapshot) as found:
        yield found


def titles(seen: Seen | str) -> list[str]:
    """The numbered lines of a list, without what stands in brackets."""
    lines = (seen if isinstance(seen, str) else seen.text).splitlines()
    return [line.partition(". ")[2].partition(" (")[0] for line in lines if line[:1].isdigit()]


async def saved(phone: Phone) -> list[str]:
    (seen,) = await phone.write("/saved")
    return titles(seen)


async def says(phone: Phone, *words: str) -> str:
    """What came back to the last of some messages."""
    for text in words:
        (seen,) = await phone.write(text)
    return seen.text


async def test_a_number_after_a_list_saves_it(at: Office) -> None:
    (shown,) = await at.leader.write("podcasts on allyship")
    said = await says(at.leader, "save 2")
    assert said.startswith(f"Saved: “{titles(shown)[1]}”. Your reading list: /saved")
    assert "until 180 days after you last used the list" in said
    assert "180" not in await says(at.leader, "save the first and third, please")
    assert await saved(at.leader) == [titles(shown)[place] for place in (1, 0, 2)]


async def test_numbers_go_on_with_the_pages_of_a_list(at: Office) -> None:
    (first,) = await at.leader.write("podcasts on allyship")
    (second,) = await at.leader.write("more")
    assert titles(second)[0] in await says(at.leader, f"save {len(titles(first)) + 1}")
    assert titles(first)[1] in await says(at.leader, "save number 2")
    assert await says(at.leader, "save 9") == "That number is not in the list. Type one that is, or a new question."


async def test_a_resource_that_stands_alone_has_a_button(at: Office) -> None:
    (shown,) = await at.leader.write("What is the programme?")
    assert shown.buttons[-2:] == ("Save", PERSON)
    (done,) = await at.leader.press("Save")
    assert f"Saved: “{BOARDS}”" in done.text
    assert await says(at.leader, "save it") == f"On your reading list already: “{BOARDS}”."


@pytest.mark.parametrize(
    "words", ["save it", "Save this for later please", "bookmark that", "save", "add it to my list"]
)
async def test_so_it_has_words(at: Office, words: str) -> None:
    await at.leader.write("that report about boards")
    assert BOARDS in await says(at.leader, words)
    assert await saved(at.leader) == [BOARDS]


async def test_one_that_was_chosen_from_a_list_is_it_and_the_numbers_still_count(at: Office) -> None:
    (shown,) = await at.leader.write("podcasts on allyship")
    await at.leader.write("2")
    await says(at.leader, "save it", "save 3")
    assert await saved(at.leader) == titles(shown)[1:3]


async def test_of_several_it_is_asked_which_or_all_are_saved(at: Office) -> None:
    (shown,) = await at.leader.write("podcasts on allyship")
    (asked,) = await at.leader.write("save it")
    assert asked.text.startswith("Which of these do you want to save?")
    await at.leader.write("2")
    assert await saved(at.leader) == titles(shown)[1:2]
    await at.leader.write("podcasts on allyship")
    assert "already" in await says(at.leader, "save them all")
    assert set(await saved(at.leader)) == set(titles(shown))


async def test_a_reply_to_a_message_saves_what_that_shows(at: Office) -> None:
    (shown,) = await at.leader.write("that report about boards")
    await at.leader.write("allyship episode 3")
    (done,) = await at.leader.reply("save this", shown.message)
    assert BOARDS in done.text


async def test_what_is_no_resource_or_not_there_is_not_saved(at: Office) -> None:
    assert "no resource here to save" in await says(at.leader, "save it")
    assert "no resource here to save" in await says(at.leader, "What is the WRES?", "save it")
    assert (await at.leader.write("/saved"))[0].text.startswith(EMPTY)
    assert list(at.store.rows("saved")) == []


async def test_the_list_has_links_and_each_can_be_taken_off_pressed_or_typed(at: Office) -> None:
    await says(at.leader, "podcasts on allyship", "save the first four")
    (shown,) = await at.leader.write("my reading list")
    before = titles(shown)
    assert all(link.startswith("https://example.org/podcast/") for link in shown.links)
    assert (len(shown.links), shown.buttons[:2], shown.buttons[-1]) == (4, ("Remove 1", "Remove 2"), PERSON)
    assert await at.leader.press("Remove 2") == []  # the list changes where it stands
    now = at.leader.history()[-1]
    assert now.text.startswith(f"Taken off your reading list: “{before[1]}”.")
    assert titles(now) == [before[0], *before[2:]]
    assert before[2] in (await says(at.leader, "remove 2")).partition("\n")[0]
    assert before[3] in (await says(at.leader, "take the last one off my list")).partition("\n")[0]
    assert EMPTY in await says(at.leader, "remove number 1")


async def test_a_number_that_is_typed_on_the_list_shows_the_resource(at: Office) -> None:
    await says(at.leader, "that report about boards", "save it", "/saved")
    assert (await says(at.leader, "1")).startswith(BOARDS)


async def test_an_old_button_takes_off_what_it_said_and_nothing_twice(at: Office) -> None:
    await says(at.leader, "podcasts on allyship", "save all")
    (shown,) = await at.leader.write("/saved")
    data = shown.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    for _ in range(2):
        await at.leader.press_data(data, shown.message)
    assert await saved(at.leader) == titles(shown)[1:]


async def test_a_long_list_has_pages_and_an_end(small_snapshot: Snapshot) -> None:
    knowledge = small_snapshot.knowledge
    first = knowledge.resources[0]
    more = tuple(replace(first, id=f"r-{number}", title=f"Report {number}") for number in range(MOST + 1))
    large = replace(knowledge, resources=(*knowledge.resources, *more))
    async with office(replace(small_snapshot, knowledge=large)) as own:
        (under,) = await own.leader.write("What is the WRES?")
        own.store.alone(lambda store: save(store, own.leader.person, [one.id for one in more[:-2]], MONDAY))
        for one in more[-2:]:
            (said,) = await own.leader.press_data(f"save:{one.id}", under.message)
        assert said.text.startswith("Your reading list is full, with 50 resources. Not saved: “Report 50”.")
        await own.leader.write("/saved")
        (page,) = await own.leader.press("More")
        assert page.text.count("Report ") == 8
        assert titles(page)[0] == "Report 8"
        await own.leader.press("Remove 9")
        assert titles(own.leader.history()[-1])[0] == "Report 9"


async def test_ids_alone_are_stored_and_what_the_knowledge_has_lost_is_left_out(small_snapshot: Snapshot) -> None:
    store = Store.open(None)
    async with office(small_snapshot, store=store) as before:
        await says(before.leader, "podcasts on allyship", "save all", "that report about boards", "save it")
    (row,) = store.rows("saved")
    assert set(row) == {"leader", "reference", "resources", "used"}
    knowledge = small_snapshot.knowledge
    left = replace(knowledge, resources=knowledge.resources[:1])
    async with office(replace(small_snapshot, knowledge=left), store=store) as after:
        (shown,) = await after.leader.write("/saved")
        assert (titles(shown), "No longer in the knowledge, and left out of your list: 4." in shown.text) == (
            [BOARDS],
            True,
        )
        assert "left out" not in await says(after.leader, "/saved")


async def test_it_stands_in_mydata_and_forget_clears_it(at: Office) -> None:
    await says(at.leader, "that report about boards", "save it")
    held = await says(at.leader, "/mydata")
    assert held.endswith(f"Your reading list, last used on Monday 23 November:\n• {BOARDS}")
    assert await says(Phone(at.assistant, at.server, 9), "/mydata") == "Nothing is kept about you."
    assert "the day you last used the list. It is deleted 180 days after" in await says(at.leader, "/privacy")
    await at.leader.write("/forget")
    await at.leader.press("Delete it")
    assert await says(at.leader, "/mydata") == "Nothing is kept about you."
    assert list(at.store.rows("saved")) == []


async def test_it_ends_when_it_was_not_used_for_long(small_snapshot: Snapshot) -> None:
    async with office(small_snapshot, retention_saved_days=30) as at:
        await says(at.leader, "that report about boards", "save it")
        kept = []
        for days in (25, 25, 31):
            at.clock.pass_(days=days)
            await at.assistant.duties()
            kept.append(len(list(at.store.rows("saved"))))
            await at.leader.write("/saved")
        assert kept == [1, 1, 0]


async def test_a_backup_does_not_bring_back_what_was_forgotten(small_snapshot: Snapshot, tmp_path: Path) -> None:
    database, copy = tmp_path / "bot.db", tmp_path / "copy.db"
    async with office(small_snapshot, store=Store.open(database)) as at:
        leaders = [at.leader, Phone(at.assistant, at.server, 9)]
        for leader in leaders:
            await says(leader, "that report about boards", "save it")
        backup(database, copy, MONDAY)
        await at.leader.write("/forget")
        await at.leader.press("Delete it")
        at.store.close()
    restore(copy, database, MONDAY)
    store = Store.open(database)
    assert [row["leader"] for row in store.rows("saved")] == [9]
    store.close()


async def test_in_a_group_it_is_for_a_private_chat(at: Office) -> None:
    group = Phone(at.assistant, at.server, chat={"id": -5, "type": "supergroup", "title": "Board"})
    (shown,) = await group.write("@race_equality_bot that report about boards")
    assert "Save" not in shown.buttons
    for words in ("@race_equality_bot save it", "/saved"):
        assert (await says(group, words)).startswith("That is for a private chat with me.")
    assert list(at.store.rows("saved")) == []


def test_the_terminal_keeps_it_until_one_leaves(small_snapshot: Snapshot) -> None:
    chat = Terminal(small_snapshot, time.monotonic)
    shown = titles(str(chat("podcasts on allyship")))
    assert "kept until you leave" in str(chat("save 2"))
    chat("more")
    chat("save 6")
    listed = str(chat("/saved"))
    assert titles(listed)[0] == shown[1]
    assert "https://example.org/podcast/" in listed
    assert str(chat("1")).startswith(shown[1])
    assert shown[1] in str(chat("remove 1")).partition("\n")[0]
    chat("/forget")
    assert str(chat("/saved")).startswith(EMPTY)


WISHES = {
    "save 2": SavedWish("save", (2,)),
    "Save 2.": SavedWish("save", (2,)),
    "please save 1, 3 and 5": SavedWish("save", (1, 3, 5)),
    "save the second one for me": SavedWish("save", (2,)),
    "save the first two": SavedWish("save", (1, 2)),
    "save the last": SavedWish("save", (LAST,)),
    "could you save that report to my reading list": SavedWish("save"),
    "save this to read later": SavedWish("save"),
    "save both": SavedWish("save", every=True),
    "remove 2": SavedWish("remove", (2,)),
    "delete number 3 from my list": SavedWish("remove", (3,)),
    "take 4 off": SavedWish("remove", (4,)),
    "take it off my reading list": SavedWish("remove"),
    "what have I saved": SavedWish("show"),
    "what's on my reading list?": SavedWish("show"),
    "show me my saved resources": SavedWish("show"),
}
NO_WISHES = [
    "save me", "save money", "does race equality save money", "how do I save a resource", "delete everything",
    "delete it", "2", "", "save my job", "a reading list on allyship", "reading list", "add a report on allyship",
    "remove bias", "remove everything", "take 2", "how do I remove my name from the list of members", "save 2000",
    "save our staff",
]  # fmt: skip


@pytest.mark.parametrize("words", WISHES)
def test_a_wish_is_understood(words: str) -> None:
    assert saved_wish(words) == WISHES[words]


def test_what_says_more_is_a_question() -> None:
    assert wished(NO_WISHES) == []


def wished(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if saved_wish(text)]


def test_no_question_of_the_knowledge_is_taken_for_a_wish(snapshot: Snapshot) -> None:
    knowledge = snapshot.knowledge
    asked = [words for one in knowledge.by_id.values() for words in (one.label, *one.also_asked)]
    asked += [check.ask for check in knowledge.checks]
    asked += [words for one in knowledge.smalltalk for words in one.also_asked]
    assert wished(asked) == []


async def test_how_to_save_is_a_question_with_an_answer(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot) as at:
        for words in ("how do I save a resource?", "can I keep a podcast for later?"):
            assert "/saved" in await says(at.leader, words)
