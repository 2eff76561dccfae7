"""The schemas that ship let an editor see what the loader would say."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.library.folder import read_folder, shipped, shipped_wording
from knowledge.loading.descriptions import FIELDS, KINDS
from knowledge.loading.nodes import Loader
from knowledge.loading.parse import KINDS as READ
from knowledge.loading.parse import kind_of
from knowledge.loading.schema import pointer, schemas
from tests.conftest import ROOT

SCHEMAS = schemas(shipped_wording())
SHIPPED, _ = read_folder(shipped())
GUIDE = (ROOT / "docs" / "knowledge.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^## (\w+)\.yaml\n.*?^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE))


class Core(Loader):  # type: ignore[misc]  # PyYAML has no types of its own
    """YAML 1.2's core schema, as editors read it."""


for tag, typed in {
    "null": r"null|~|",
    "bool": r"true|false",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?[0-9]+\.[0-9]*",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{typed})$"), None)
Core.add_constructor("tag:yaml.org,2002:null", lambda *_: None)
Core.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: loader.construct_scalar(node) == "true")
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def complaints(kind: str, text: str) -> list[str]:
    """What an editor underlines."""
    typed: Any = yaml.load(text, Loader=Core)  # noqa: S506 - it makes texts and numbers only
    return [f"{list(error.path)} {error.message}" for error in Draft7Validator(SCHEMAS[kind]).iter_errors(typed)]


def test_there_is_a_sound_schema_for_every_kind_of_file() -> None:
    assert SCHEMAS.keys() == KINDS.keys() == set(READ)
    for schema in SCHEMAS.values():
        Draft7Validator.check_schema(schema)
    assert FIELDS.keys() == set(re.findall(r'"(\w+)": \{"description"', json.dumps(list(SCHEMAS.values()))))


@pytest.mark.parametrize("file", SHIPPED)
def test_no_shipped_file_is_underlined(file: str) -> None:
    assert complaints(kind_of(file) or "", SHIPPED[file]) == []


@pytest.mark.parametrize("kind", EXAMPLES)
def test_no_example_of_the_guide_is_underlined(kind: str) -> None:
    assert complaints(kind, EXAMPLES[kind]) == []


@pytest.mark.parametrize("kind", READ)
def test_an_empty_file_is_not_underlined(kind: str) -> None:
    assert complaints(kind, "# nothing yet\n") == []


@pytest.mark.parametrize("file", SHIPPED)
def test_every_shipped_file_says_where_its_schema_is(file: str) -> None:
    first = SHIPPED[file].split("\n", 1)[0]
    assert first == pointer(file)
    path = shipped().joinpath(*file.split("/")[:-1], *first.partition("=")[2].removeprefix("../").split("/"))
    beside = path if "/" not in file else shipped() / "schema" / path.name
    assert json.loads(beside.read_text("utf-8")) == SCHEMAS[kind_of(file) or ""]


@pytest.mark.parametrize(
    ("kind", "slip"),
    [
        ("faq", "- {id: a, question: Q}"),
        ("faq", "- {id: a, question: Q, anwser: A}"),
        ("faq", "- {id: A b, question: Q, answer: A}"),
        ("faq", "- {id: a, question: Q, answer: }"),
        ("faq", "- {id: a, question: Q, answer: A, also_asked: b}"),
        ("faq", "- {id: a, question: Q, answer: A, pillars: Hearts}"),
        ("faq", "- {id: a, question: Q, answer: A, reviewed: 23 November}"),
        ("faq", "id: a"),
        ("faq", "- a"),
        ("resources", "- {id: a, title: T, format: Podcast}"),
        ("resources", "- {id: a, title: T, format: report, url: www.example.org}"),
        ("resources", "- {id: a, title: T, format: report, minutes: 0}"),
        ("resources", "- {id: a, title: T, format: report, minutes: ten}"),
        ("resources", "- {id: a, title: T, format: report, starts: 2027-03-03}"),
        ("vocabulary", "synonyms: [NED, director]"),
        ("vocabulary", "topics: {allyship: Allyship}"),
        ("smalltalk", "- {id: a, also_asked: , reply: R}"),
        ("support", "- {id: a, name: A}"),
        ("contact", "email: at the office"),
        ("contact", "promised_reply_days: 0"),
        ("wording", "helo: Hello."),
        ("checks", "- {ask: who, expect: No One}"),
        ("learned", "phrasings: [{entry: a}]"),
    ],
)
def test_a_slip_is_underlined(kind: str, slip: str) -> None:
    assert complaints(kind, slip) != []
