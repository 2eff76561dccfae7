"""Folders of knowledge are read whole or not at all, and fitted once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.library.folder import BrokenKnowledgeError, Library, parse_folder, read_folder, shipped
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.softmax import Floats
from tests.conftest import Folder

FAQ = "- id: wres\n  question: What is the WRES?\n  answer: A standard.\n"


class Counting(Embedding):
    """An encoder that means nothing and counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, sentences: Sequence[str]) -> Floats:
        self.asked += len(sentences)
        return np.ones((len(sentences), 4), np.float32)


def test_the_shipped_folder_opens(library: Library) -> None:
    knowledge = library.open(shipped()).knowledge
    assert len(knowledge.entries) > 110
    assert len(knowledge.pillars) == 3


def test_a_folder_is_read_by_the_names_of_its_files(tmp_path: Path) -> None:
    for name in ("faq.yaml", "faq/roles.yml", "resources/a.yaml", "notes.txt", ".hidden.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"# {name} é", "utf-8")
    texts, problems = read_folder(tmp_path)
    assert texts == {name: f"# {name} é" for name in ("faq.yaml", "faq/roles.yml", "resources/a.yaml")}
    assert problems == []


def test_what_is_not_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for wrong in (tmp_path / "file", tmp_path / "nowhere"):
        (problem,) = parse_folder(wrong).problems
        assert str(problem) == f"{wrong}:1: is not a folder"


def test_a_file_that_is_not_utf_8_is_a_problem_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").write_bytes(FAQ.encode() + b"# caf\xe9\n")
    parsed = parse_folder(tmp_path)
    assert parsed.knowledge is None
    assert "faq.yaml:4: is not UTF-8 text; save it as UTF-8" in map(str, parsed.problems)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this platform has no such links")
def test_a_link_that_leads_nowhere_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").write_text(FAQ, "utf-8")
    (tmp_path / "resources").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "glossary.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert read_folder(tmp_path)[0]["faq.yaml"] == FAQ


def test_broken_knowledge_is_refused_with_every_problem(few_words: Library, folder: Folder) -> None:
    broken = folder(faq=f"{FAQ}- id: wres\n", pillars="- id: A B\n")
    with pytest.raises(BrokenKnowledgeError) as raised:
        few_words.open(broken)
    assert {problem.file for problem in raised.value.problems} == {"faq.yaml", "pillars.yaml"}
    assert str(raised.value).splitlines() == [str(problem) for problem in raised.value.problems]


def test_an_own_sentence_replaces_the_shipped_one_and_no_other(folder: Folder) -> None:
    own = parse_folder(folder(faq=FAQ, wording="unknown: No idea.\n")).knowledge
    assert own is not None
    assert own.wording["unknown"] == "No idea."
    assert own.wording["unknown_again"]


@pytest.mark.usefixtures("little_english")
def test_the_very_same_knowledge_is_fitted_once(tmp_path: Path, folder: Folder) -> None:
    embed, own = Counting(), folder(faq=FAQ)
    library = Library(embed, "counting", tmp_path / "cache")
    library.open(own)
    asked = embed.asked
    assert asked > 0
    library.open(own)
    assert embed.asked == asked
    Library(embed, "another", tmp_path / "cache").open(own)
    assert embed.asked > asked


@pytest.mark.usefixtures("little_english")
def test_an_edit_is_fitted_anew(tmp_path: Path, folder: Folder) -> None:
    embed = Counting()
    library = Library(embed, "counting", tmp_path / "cache")
    before = library.open(folder(faq=FAQ))
    asked = embed.asked
    after = library.open(folder(faq=FAQ.replace("A standard", "Another standard")), before)
    assert embed.asked > asked
    assert after.knowledge.version != before.knowledge.version


@pytest.mark.usefixtures("little_english")
def test_what_another_folder_has_is_not_fitted_again(folder: Folder, tmp_path: Path) -> None:
    own, embed = folder(faq=FAQ), Counting()
    Library(embed, "counting", tmp_path / "users").open(own)
    encoded = embed.asked
    Library(embed, "counting", tmp_path / "beside", tmp_path / "users").open(own)
    assert (embed.asked, (tmp_path / "beside").exists()) == (encoded, False)
