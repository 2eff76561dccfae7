"""Nobody listens to a recording, so whoever speaks in distress reads whom to reach; else all stays as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.library.folder import Library
from tests.conftest import SMALL
from tests.office import Office, heard, office
from tests.phone import Phone
from tests.telegram_server import Json

FILE: Json = {"file_id": "F1", "file_unique_id": "F1"}
LONG: Json = FILE | {"duration": 3}
WIDE: Json = LONG | {"width": 1, "height": 1}
SPOKEN: dict[str, Json] = {"voice": LONG, "video_note": LONG | {"length": 1}, "audio": LONG, "video": WIDE}
SEEN: dict[str, object] = {
    "photo": [FILE | {"width": 1, "height": 1}],
    "sticker": FILE | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False},
    "animation": WIDE,
}
IN_DANGER = (
    "If you or somebody else is in danger or despair: Call 999 (Emergency services). Call 111 and pick the mental "
    "health option (NHS 111). Call 116 123, free, at any hour of any day (Samaritans)."
)


@pytest.mark.parametrize("kind", SPOKEN)
async def test_who_speaks_is_told_that_text_is_read_and_whom_to_reach_in_danger(at: Office, kind: str) -> None:
    (told,) = await at.leader.write("", **{kind: SPOKEN[kind]})
    assert told.text == f"{at.assistant.services.say('only_text')}\n\n{IN_DANGER}"


@pytest.mark.parametrize("kind", SPOKEN)
async def test_who_writes_under_a_recording_is_answered_and_told_the_same(at: Office, kind: str) -> None:
    answer, told = await at.leader.write("", caption="What is the WRES?", **{kind: SPOKEN[kind]})
    assert answer.text.startswith("WRES")
    assert told.text == f"{at.assistant.services.say('caption_only')}\n\n{IN_DANGER}"


async def test_who_tells_of_harm_under_a_recording_reads_of_help_once(at: Office) -> None:
    (support,) = await at.leader.write("", caption="my manager called me a racial slur and I am frightened", voice=LONG)
    assert "Samaritans" in support.text or "nobody has to face it alone" in support.text


@pytest.mark.parametrize("kind", SEEN)
async def test_pictures_and_stickers_get_the_sentence_alone(at: Office, kind: str) -> None:
    (told,) = await at.leader.write("", **{kind: SEEN[kind]})
    assert told.text == at.assistant.services.say("only_text")


async def test_in_a_group_nothing_is_said_to_a_recording(at: Office) -> None:
    group = Phone(at.assistant, at.server, chat={"id": -77, "type": "supergroup", "title": "Board"})
    assert await group.write("", voice=LONG) == []


async def test_in_an_enquiry_a_recording_is_an_attachment(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.write("", voice=LONG)
    assert at.leader.preview().text.endswith("1. voice message")
    assert IN_DANGER not in "".join(heard(at.leader))


async def test_one_that_may_be_for_the_team_is_heard_by_nobody_yet_either(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("When?", at.cards()[0])
    (offered,) = await at.leader.write("", voice=LONG)
    assert offered.text == f"{at.assistant.services.say('send_file_offer')}\n\n{IN_DANGER}"


async def test_without_such_routes_nobody_is_named(few_words: Library, tmp_path: Path) -> None:
    own = Path(shutil.copytree(SMALL, tmp_path / "own"))
    (own / "support.yaml").unlink()
    async with office(few_words.open(own)) as at:
        (told,) = await at.leader.write("", voice=LONG)
        assert told.text == at.assistant.services.say("only_text")


async def test_a_route_with_a_link_alone_is_named_by_its_link(few_words: Library, tmp_path: Path) -> None:
    own = Path(shutil.copytree(SMALL, tmp_path / "own"))
    route = "{id: shout, name: Shout, url: 'https://shout.example.org', cases: [life]}"
    (own / "support.yaml").write_text(f"routes: [{route}]\n", "utf-8")
    async with office(few_words.open(own)) as at:
        (told,) = await at.leader.write("", voice=LONG)
        assert told.text.endswith("\n\nIf you or somebody else is in danger or despair: Shout.")
