"""What `check` found, for a person, for a program and for GitHub."""

from __future__ import annotations

import json
from pathlib import Path

from bot.checking.examination import Examined, lacking, other_schemas
from bot.checking.findings import as_github, as_text
from bot.library.folder import copy, parse_folder, shipped
from knowledge.loading.parse import parse
from knowledge.problem import Problem
from tests.conftest import Command, Folder

FAQ = "- id: wres\n  question: What is the WRES?\n  anwser: A standard.\n"
SOUND = FAQ.replace("anwser", "answer")


def test_json_holds_all_of_it(quick_command: Command, folder: Folder) -> None:
    own = folder(faq=SOUND, checks="- {ask: What is the WRES?, expect: wres}\n- {ask: fish, expect: wres}\n")
    ran = quick_command("check", "--format", "json", "--knowledge", str(own))
    found = json.loads(ran.out)
    assert (ran.code, found["checks"]) == (1, {"hold": 1, "of": 2})
    assert found["problems"] == [
        {"file": "checks.yaml", "line": 2, "what": '"fish" should find wres, finds nothing'},
    ]
    assert found["warnings"][0]["file"] == "faq.yaml"
    assert 0 <= found["quality"]["first"] <= found["quality"]["among"] <= 1
    assert found["quality"]["of"] == 1
    assert "support.yaml" in found["lacking"]["files"]
    assert "faq.schema.json" in found["lacking"]["schema"]


def test_json_of_a_broken_folder_has_its_problems_and_nothing_else(quick_command: Command, folder: Folder) -> None:
    found = json.loads(quick_command("check", "--format", "json", "--knowledge", str(folder(faq=FAQ))).out)
    assert [one["line"] for one in found["problems"]] == [1, 3]
    assert (found["checks"], found["quality"], found["lacking"]) == (None, None, {})


def test_github_shows_each_beside_its_line(quick_command: Command, folder: Folder) -> None:
    own = folder(faq=FAQ)
    ran = quick_command("check", "--format", "github", "--knowledge", str(own))
    assert ran.out.splitlines()[0] == f"::error file={own}/faq.yaml,line=1::answer is missing"
    assert ran.code == 1


def test_what_github_would_take_for_its_own_signs_is_escaped() -> None:
    found = Examined((Problem("a,b:c.yaml", 1, "50%\n::error::x"),), (Problem("faq.yaml", 2, "w"),))
    assert as_github(found, "").splitlines()[:2] == [
        "::error file=a%2Cb%3Ac.yaml,line=1::50%25%0A::error::x",
        "::warning file=faq.yaml,line=2::w",
    ]


def test_what_the_release_has_and_the_folder_lacks_is_listed_and_no_more_than_anyone_reads(folder: Folder) -> None:
    release = parse_folder(shipped()).knowledge
    own = parse_folder(folder(faq=SOUND, wording="unknown: No idea.\n")).knowledge
    assert release
    assert own
    missing = lacking(own, release)
    assert len(missing["faq"]) > 110
    assert "unknown" not in missing["wording"]
    assert "unknown_again" in missing["wording"]
    assert missing["files"] == (
        "vocabulary.yaml", "glossary.yaml", "packs.yaml", "pillars.yaml", "replies.yaml", "resources.yaml",
        "smalltalk.yaml", "support.yaml",
    )  # fmt: skip
    assert missing.keys() == {"files", "faq", "wording"}
    shown = [line for line in as_text(Examined((), (), lacking=missing)).splitlines() if line.startswith("  faq: ")]
    assert shown[0].count(",") == 4
    assert shown[0].endswith(f" and {len(missing['faq']) - 5} more")


def test_a_copy_of_the_release_lacks_nothing_until_the_release_changes(tmp_path: Path) -> None:
    copy(shipped(), tmp_path / "own")
    release = parse_folder(tmp_path / "own").knowledge
    assert release
    assert lacking(release, release) == {}
    assert other_schemas(tmp_path / "own") == ()
    (tmp_path / "own" / "schema" / "faq.schema.json").write_text("{}", "utf-8")
    (tmp_path / "own" / "schema" / "checks.schema.json").unlink()
    assert other_schemas(tmp_path / "own") == ("checks.schema.json", "faq.schema.json")


def test_a_folder_without_a_phrasing_to_leave_out_is_examined_too(quick_command: Command, tmp_path: Path) -> None:
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "resources.yaml").write_text("- {id: a, title: A, format: report}\n", "utf-8")
    ran = quick_command("check", "--knowledge", str(tmp_path / "k"))
    assert ran.code == 0


def test_new_shows_a_template_or_writes_it_once(quick_command: Command, tmp_path: Path, folder: Folder) -> None:
    own = folder(faq=SOUND, pillars="- {id: hearts, name: Hearts}\n")
    shown = quick_command("new", "faq", "--knowledge", str(own))
    assert (shown.code, shown.err) == (0, "")
    assert "# ids of pillars.yaml: hearts\n" in shown.out
    file = own / "faq" / "new.yaml"
    missing = quick_command("new", "faq", "-o", str(file), "--knowledge", str(own))
    assert (missing.code, missing.out) == (2, "")
    assert "cannot be written" in missing.err
    file.parent.mkdir()
    assert quick_command("new", "faq", "-o", str(file), "--knowledge", str(own)).code == 0
    assert file.read_text("utf-8") == shown.out
    assert quick_command("new", "faq", "-o", str(file), "--knowledge", str(own)).code == 2
    checked = quick_command("check", "--knowledge", str(own))
    assert "faq/new.yaml:3: id is empty" in checked.out
    read = parse({"faq.yaml": shown.out}, {})
    assert read.knowledge is None
    del tmp_path
