"""A template shows every field, and is refused until what must be there is filled in."""

from __future__ import annotations

import re

import pytest

from bot.library.folder import parse_folder, shipped
from knowledge.loading.parse import parse
from knowledge.loading.template import TEMPLATES, template

FILLED = {
    "id": "new-one", "question": "What is new?", "title": "New", "format": "report",
    "kind": "role", "name": "New", "figure": "One in 2022.", "case": "A trust.", "next": "Ask.",
    "publisher": "NHS Providers", "url": "https://example.org", "date": "2026-11", "starts": "2027-03-03T10:00+00:00",
    "ends": "2027-03-03T11:00+00:00", "ask": "Who owns it?", "minutes": "20",
    "owner": "programme team", "reviewed": "2026-11-23",
}  # fmt: skip


@pytest.mark.parametrize("what", TEMPLATES)
def test_unfilled_it_says_what_is_empty(what: str) -> None:
    table, kind = TEMPLATES[what]
    problems = parse({f"{kind}.yaml": template(what, None)}, {}).problems
    required = [key for key, field in table.items() if field.required]
    assert [problem.what for problem in problems] == [f"{key} is empty" for key in required]


@pytest.mark.parametrize("what", TEMPLATES)
def test_filled_in_with_everything_in_use_it_is_sound(what: str) -> None:
    table, kind = TEMPLATES[what]
    lines = []
    for line in template(what, None).splitlines():
        used = re.sub(r"^  # (?=[a-z_]+:)", "  ", line)
        key = re.match(r"(?:- |  )([a-z_]+):", used)
        filled = used.replace("- ''", "- What is new?") or "    Text."
        lines.append(f"{key[0]} {FILLED[key[1]]}" if key and key[1] in FILLED else filled)
    read = parse({f"{kind}.yaml": "\n".join(lines)}, {})
    assert read.problems == ()
    assert read.knowledge
    (made,) = read.knowledge.answerable
    assert made.location.parts.keys() == table.keys()


def test_it_lists_the_ids_to_choose_from_where_they_are_few() -> None:
    written = template("resource", parse_folder(shipped()).knowledge)
    assert "# ids of pillars.yaml: hearts-and-minds, confidence-and-capability, taking-accountability\n" in written
    assert "# what it is: report, article, blog, webinar" in written
    assert "# ids of vocabulary.yaml: what it is about\n" in written
