"""What leaders send is for staff to open: archives and programs are named, and not passed on."""

from __future__ import annotations

import pytest

from bot.enquiries.attachments import FILE_TYPES, WITHHELD, File, admitted
from bot.library.folder import Snapshot
from bot.settings import Settings, SettingsError, read
from tests.office import Office, heard, office
from tests.phone import Phone
from tests.telegram_server import Json

ARCHIVE: Json = {"file_id": "Z1", "file_unique_id": "Z1", "file_name": "payroll.zip", "file_size": 10}
LARGE: Json = {"file_id": "M1", "file_unique_id": "M1", "file_name": "board.mp4", "file_size": 3_000_000}
LARGE |= {"duration": 9, "width": 1, "height": 1}
PLAN: Json = {"file_id": "D1", "file_unique_id": "D1", "file_name": "plan.PDF", "file_size": 10}


def passed_on(phone: Phone) -> list[str]:
    kinds = ("document", "video")
    return [str(one.message[kind]["file_id"]) for one in phone.history() for kind in kinds if kind in one.message]


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("plan.pdf", True), ("Plan.DOCX", True), ("table", True), (None, True), ("photo.jpeg", True),
        ("payroll.zip", False), ("x.7z", False), ("setup.exe", False), ("invoice.pdf.exe", False),
        ("invoice.exe .", False), ("run.js", False), ("page.html", False), ("drawing.svg", False),
        ("macro.docm", False), ("link.lnk", False), ("disk.iso", False), ("letter.pdf.", True),
    ],
)  # fmt: skip
def test_the_ending_of_its_name_decides(name: str | None, goes: bool) -> None:
    file = File("document", "1", name, 10)
    assert admitted(file, FILE_TYPES, 100) == (file if goes else File(WITHHELD, "1", name, 10))


def test_a_picture_and_a_voice_are_judged_by_their_size_alone() -> None:
    assert admitted(File("voice", "1", None, 99), frozenset(), 100).kind == "voice"
    assert admitted(File("voice", "1", None, 101), frozenset(), 100).kind == WITHHELD


async def test_an_archive_is_named_to_both_sides_and_not_passed_on(at: Office) -> None:
    await at.leader.write("/contact Our figures are attached")
    await at.leader.write("", document=ARCHIVE)
    await at.leader.write("", document=PLAN)
    assert "payroll.zip is not passed on to the team" in "\n".join(heard(at.leader))
    assert at.leader.preview().text.endswith("1. payroll.zip (not passed on)\n2. plan.PDF")
    await at.leader.press("Send")
    assert "1. payroll.zip (not passed on)" in at.cards()[0].text
    assert passed_on(at.staff) == ["D1"]
    assert "a file that was not passed on" in "\n".join(heard(at.staff))


async def test_so_is_one_that_comes_later_and_one_that_takes_a_file_s_place(at: Office) -> None:
    await at.leader.write("/contact Our plan is attached")
    later = await at.leader.write("", document=PLAN)
    *_, receipt = await at.leader.press("Send")
    await at.leader.write("", document=ARCHIVE, reply_to_message=receipt.message)
    assert later
    assert passed_on(at.staff) == ["D1"]
    assert "payroll.zip" in "\n".join(heard(at.staff))


async def test_of_somebody_anonymous_its_name_is_not_told(at: Office) -> None:
    await at.leader.write("/contact Our figures are attached")
    await at.leader.press("Stay anonymous")
    await at.leader.write("", document={**ARCHIVE, "file_name": "Ada Smith.zip"})
    await at.leader.press("Send")
    assert "attachment-1.zip (not passed on)" in at.cards()[0].text
    assert "Smith" not in "\n".join(heard(at.staff))


async def test_the_settings_decide_what_goes(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot, file_types=frozenset({"zip"}), file_megabytes=2) as some:
        await some.leader.write("/contact Our figures are attached")
        for more in (
            {"document": ARCHIVE},
            {"document": PLAN},
            {"video": LARGE},
        ):
            await some.leader.write("", **more)
        named = some.leader.preview().text
    assert named.endswith("1. payroll.zip\n2. plan.PDF (not passed on)\n3. board.mp4 (not passed on)")


def test_the_setting_is_a_list_of_endings() -> None:
    asked = ("FILE_TYPES", "FILE_MEGABYTES")
    assert read({"BOT_FILE_TYPES": ".PDF, zip"}, asked) == Settings(file_types=frozenset({"pdf", "zip"}))
    with pytest.raises(SettingsError, match="BOT_FILE_TYPES must be endings of names of files"):
        read({"BOT_FILE_TYPES": "*.pdf"}, asked)
