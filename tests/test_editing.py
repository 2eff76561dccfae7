"""An administrator's edits: tried, applied, refused, overridden and undone, in a real folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.editing.preview import Applied
from bot.editing.proposal import Broken, Lost, Proposal, Refused, digest, document_name, file_of
from bot.library.folder import BrokenKnowledgeError, Library, read_folder
from bot.library.in_force import Current
from bot.library.versions import ON_DISK, Remembered
from tests.administrator import ADA, MONDAY, Administrator
from tests.conftest import Folder

FAQ = """\
# Ours
- id: wres
  question: What is the WRES?   # asked most
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The Workforce Race Equality Standard (WRES).
- id: allyship
  question: How can I be an ally?
  also_asked: [allyship for white colleagues, being an ally, support colleagues]
  answer: Begin by listening.
"""
SENT = "/knowledge sends them; please keep their names."
CHECKS = "- {ask: what is the WRES, expect: wres}\n- {ask: being an ally, expect: allyship}\n"


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, checks=CHECKS)


@pytest.fixture
def admin(few_words: Library, own: Path) -> Administrator:
    return Administrator(few_words, own)


def why(refused: object) -> str:
    assert isinstance(refused, Refused), refused
    return refused.why


def test_an_answer_is_previewed_applied_and_undone(admin: Administrator, own: Path) -> None:
    preview = admin.preview(admin.proposals.answer("allyship", "Listen first.\n\n- Then act."))
    assert (str(preview.changes), preview.changes.changed[0].id) == ("+0 ~1 -0", "allyship")
    assert (preview.broken, preview.mended, preview.warnings) == ((), (), ())
    assert admin.answer("allyship") == "Begin by listening."
    assert isinstance(admin.editing.apply(preview, ADA), Applied)
    assert admin.answer("allyship") == "Listen first.\n\n- Then act."
    written = (own / "faq.yaml").read_text("utf-8")
    assert written == FAQ.replace("Begin by listening.", "|\n    Listen first.\n\n    - Then act.")
    assert isinstance(admin.undo(), Applied)
    assert admin.answer("allyship") == "Begin by listening."
    assert read_folder(own)[0] == {"faq.yaml": FAQ, "checks.yaml": CHECKS}


def test_every_version_is_kept_with_who_and_when(admin: Administrator) -> None:
    admin.apply(admin.proposals.phrasing("allyship", "stand with others"))
    newest, oldest = admin.versions.history()
    assert (newest.who, newest.at, newest.what, newest.undo) == (ADA, MONDAY, "How can I be an ally? (+0 ~1 -0)", False)
    assert "stand with others" in newest.texts["faq.yaml"]
    assert (oldest.who, oldest.texts) == (ON_DISK, {"faq.yaml": FAQ, "checks.yaml": CHECKS})


def test_a_second_undo_goes_one_further_back(admin: Administrator) -> None:
    for answer in ("One.", "Two."):
        admin.apply(admin.proposals.answer("allyship", answer))
    said = [admin.answer("allyship")]
    while isinstance(told := admin.undo(), Applied):
        said.append(admin.answer("allyship"))
    assert said == ["Two.", "One.", "Begin by listening."]
    assert why(told) == "There is no earlier version to bring back."
    admin.apply(admin.proposals.answer("allyship", "Three."))
    admin.undo()
    assert admin.answer("allyship") == "Begin by listening."


def test_what_breaks_a_check_is_refused_until_somebody_insists(admin: Administrator) -> None:
    checks = CHECKS + "- {ask: the price of fish in Grimsby, expect: wres}\n"
    preview = admin.preview(admin.proposals.upload("checks.yaml", checks.encode()))
    assert [str(one) for one in preview.broken] == [
        'checks.yaml:3: "the price of fish in Grimsby" should find wres, finds nothing'
    ]
    refused = why(admin.editing.apply(preview, ADA))
    assert refused == "It would break 1 of the checks. It is not applied unless you insist."
    assert len(admin.in_force().knowledge.checks) == 2
    applied = admin.editing.apply(preview, ADA, override=True)
    assert isinstance(applied, Applied)
    assert applied.broke == preview.broken
    assert admin.versions.history()[0].broke == tuple(one.what for one in preview.broken)
    later = admin.preview(admin.proposals.answer("allyship", "Listen."))
    assert later.broken == ()  # it fails already: that is not this edit's doing
    mended = admin.preview(
        admin.proposals.upload("checks.yaml", checks.replace("expect: wres}\n", "expect: nothing}\n").encode())
    )
    assert {check.ask for check in mended.mended} <= {"the price of fish in Grimsby"}


def test_a_broken_file_is_told_whole_and_neither_served_nor_written(admin: Administrator, own: Path) -> None:
    written = FAQ.replace("answer: Begin", "anwser: Begin").replace("id: wres", "id: W R")
    proposal = admin.proposals.upload("faq.yaml", written.encode())
    assert isinstance(proposal, Proposal)
    told = admin.editing.preview(proposal)
    assert isinstance(told, Broken)
    assert {one.line for one in told.problems} == {2, 6, 9}
    assert told.lost == (Lost("wres", ("checks.yaml:1",)),)
    assert (own / "faq.yaml").read_text("utf-8") == FAQ
    assert admin.answer("allyship") == "Begin by listening."
    not_text = admin.proposals.upload("faq.yaml", b"# caf\xe9\n")
    assert isinstance(not_text, Broken)
    assert str(not_text.problems[0]) == "faq.yaml:1: is not UTF-8 text; save it as UTF-8"


@pytest.mark.parametrize(
    "written",
    [
        b"\xff\xfe- \x00i\x00d\x00", b"\x00", b"- {id: a", b"a: &a [*a, *a]", b"\xef\xbb\xbf\t- id: a",
        b"- id: a\n  id: b", b"x" * 10_000_000, b"[" * 100_000, b"- 1\n- 2", b"null",
        b"answer: !!python/object:os.system x",
    ],
    ids=lambda written: repr(written[:12]),
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_line_and_never_written(
    admin: Administrator, own: Path, written: bytes
) -> None:
    proposal = admin.proposals.upload("faq.yaml", written)
    told = proposal if isinstance(proposal, Broken) else admin.editing.preview(proposal)  # type: ignore[arg-type]
    assert isinstance(told, Broken)
    assert all(problem.line >= 1 and problem.what for problem in told.problems)
    assert ((own / "faq.yaml").read_text("utf-8"), admin.answer("allyship")) == (FAQ, "Begin by listening.")


def test_what_somebody_changed_meanwhile_is_not_overwritten(admin: Administrator, own: Path) -> None:
    preview = admin.preview(admin.proposals.answer("allyship", "Mine."))
    (own / "faq.yaml").write_text(FAQ.replace("Begin by listening.", "Theirs."), "utf-8")
    meanwhile = (
        "Somebody has changed that meanwhile, and nothing was overwritten. "
        "Look at it as it is now, and make your change again."
    )
    assert why(admin.editing.apply(preview, ADA)) == meanwhile
    assert "Theirs." in (own / "faq.yaml").read_text("utf-8")
    admin.in_force.reload()
    upload = admin.proposals.upload("faq.yaml", FAQ.encode(), digest(FAQ))
    assert isinstance(upload, Proposal)
    assert why(admin.editing.preview(upload)) == meanwhile
    other_file = admin.proposals.upload("pillars.yaml", b"- {id: hearts, name: Hearts}\n")
    assert str(admin.preview(other_file).changes) == "+1 ~0 -0"


def test_what_is_broken_on_the_disk_is_to_be_mended_first(admin: Administrator, own: Path) -> None:
    (own / "pillars.yaml").write_text("- [", "utf-8")
    proposal = admin.proposals.answer("allyship", "New.")
    assert isinstance(proposal, Proposal)
    told = admin.editing.preview(proposal)
    assert isinstance(told, Broken)
    assert {one.file for one in told.problems} == {"pillars.yaml"}


def test_a_sound_file_mends_a_broken_folder(admin: Administrator, own: Path) -> None:
    (own / "faq.yaml").write_bytes(b"# caf\xe9\n")
    upload = admin.proposals.upload("faq.yaml", FAQ.replace("Begin", "Start").encode())
    admin.apply(upload)
    assert (admin.answer("allyship"), admin.in_force.problems) == ("Start by listening.", ())
    (own / "faq.yaml").write_text("- [", "utf-8")
    assert [one.file for one in admin.in_force.reload()] == ["faq.yaml"]
    assert isinstance(admin.undo(), Applied)
    assert (admin.answer("allyship"), admin.in_force.problems) == ("Start by listening.", ())
    assert isinstance(admin.undo(), Applied)
    assert admin.answer("allyship") == "Begin by listening."


def test_what_was_learned_takes_effect_and_warns(admin: Administrator, own: Path) -> None:
    phrasings = [{"entry": "wres", "ask": "being an ally"}, {"entry": "wres", "ask": "that standard: the race one"}]
    entry = {"id": "fish", "question": "What does fish cost in Grimsby?", "answer": "The programme does not know."}
    preview = admin.preview(admin.proposals.learned(phrasings=phrasings, entries=[entry]))
    assert [item.id for item in (*preview.changes.added, *preview.changes.changed)] == ["fish", "wres"]
    assert any("'being an ally' stands in 'allyship' and in 'wres'" in one.what for one in preview.warnings)
    assert isinstance(admin.editing.apply(preview, ADA, override=True), Applied)
    assert admin.in_force().understanding("that standard: the race one")[0].match.id == "wres"
    assert (own / "learned.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=schema/learned")
    admin.undo(override=True)
    assert not (own / "learned.yaml").exists()


def test_a_draft_resource_goes_into_a_file_of_its_own(admin: Administrator) -> None:
    draft = {"id": "our-case", "title": "Our case", "format": "case-study", "summary": "What we did."}
    admin.apply(admin.proposals.entry("resources/case-studies.yaml", draft))
    assert admin.in_force().knowledge.resource("our-case")


@pytest.mark.parametrize(
    "file",
    [
        "../faq.yaml",
        "faq/../../x.yaml",
        "faq\\..\\x.yaml",
        "/etc/passwd",
        "notes.yaml",
        "faq/.hidden.yaml",
        "faq.yml",
        "",
    ],
)
def test_only_files_of_the_knowledge_can_be_written(admin: Administrator, file: str) -> None:
    assert why(admin.proposals.upload(file, b"- a")) == f"“{file}” is not one of the files of the knowledge. {SENT}"
    assert why(admin.proposals.entry(file, {"id": "a"})) == f"“{file}” is not one of the files of the knowledge. {SENT}"


def test_what_would_change_nothing_and_what_is_not_there_is_said(admin: Administrator) -> None:
    nothing = admin.proposals.upload("faq.yaml", FAQ.encode())
    assert isinstance(nothing, Proposal)
    assert why(admin.editing.preview(nothing)) == "That would change nothing: the file says the same already."
    assert why(admin.proposals.answer("nobody", "x")) == "Nothing has the id “nobody”."
    assert why(admin.proposals.answer("wres", " ")) == "The new answer is empty."


def test_a_disk_that_cannot_be_written_is_said_and_nothing_changes(
    admin: Administrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = admin.preview(admin.proposals.answer("allyship", "New."))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.editing.preview.write_all", full)
    told = why(admin.editing.apply(preview, ADA))
    assert told == "It could not be written, and nothing has changed (No space left on device)."
    assert (admin.answer("allyship"), len(admin.versions.history())) == ("Begin by listening.", 1)


def test_the_shipped_folder_is_never_written(admin: Administrator, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = admin.preview(admin.proposals.answer("allyship", "New."))
    monkeypatch.setattr("bot.library.folder.shipped", lambda: own)
    told = "The knowledge that comes with the program is never changed."
    for refused in (
        admin.editing.preview(preview.proposal),
        admin.editing.apply(preview, ADA),
    ):
        assert why(refused).startswith(told)
    assert (own / "faq.yaml").read_text("utf-8") == FAQ


def test_at_the_start_the_last_sound_version_serves_a_broken_folder(few_words: Library, own: Path) -> None:
    kept = Remembered()
    Current(few_words, own, kept, lambda: MONDAY)
    (own / "faq.yaml").write_text("- id: wres\n", "utf-8")
    again = Current(few_words, own, kept, lambda: MONDAY)
    assert again().knowledge.entry("allyship")
    assert {one.file for one in again.problems} == {"faq.yaml", "checks.yaml"}
    with pytest.raises(BrokenKnowledgeError, match=r"faq.yaml:1: question is missing"):
        Current(few_words, own, Remembered(), lambda: MONDAY)


@pytest.mark.parametrize(
    ("document", "file"),
    [
        ("faq--roles.yaml", "faq/roles.yaml"),
        ("faq--roles (1).yaml", "faq/roles.yaml"),
        ("faq--roles(2).yaml", "faq/roles.yaml"),
        ("FAQ.yaml", "faq.yaml"),
        ("faq.yaml.txt", "faq.yaml"),
        ("resources--Old.yaml", "resources/Old.yaml"),
        ("pillars.yaml", "pillars.yaml"),
    ],
)
def test_a_document_comes_back_under_the_name_that_a_phone_gave_it(document: str, file: str) -> None:
    files = ("faq.yaml", "faq/roles.yaml", "resources/Old.yaml")
    assert file_of(document, files) == file
    assert file_of(document_name(file), files) == file
