"""What is taken out of a file goes with its lines, and every other line stays as somebody wrote it."""

from __future__ import annotations

import pytest

from knowledge.editing.edit import EditError, with_item
from knowledge.editing.taking_away import without_entry, without_item, without_learned, without_mentions

FAQ = """\
# Ours: asked most at the top
- id: wres
  question: What is the WRES?   # asked most
  also_asked:
    - nine indicators   # of 2015
    # the next is from a webinar
    - workforce race equality standard
  answer: |
    The standard.

    - One
  resources: [report, book]
  # confirm with Bea

# Allies
- id: ally
  question: How?
  also_asked: [being an ally, 'support, and how']
  answer: Listen.
  follow_ups: [wres]

- {id: last, question: Last?, resources: [report], answer: Yes}
"""
CHECKS = "- {ask: what is the wres, expect: wres}\n\n# ours\n- ask: being an ally\n  expect: ally\n"
LEARNED = "phrasings:\n  - {entry: wres, ask: that standard}\nentries: []\n"


def test_an_entry_goes_with_what_stands_in_it_and_comments_around_it_stay() -> None:
    assert without_entry("faq.yaml", FAQ, "wres").startswith(
        "# Ours: asked most at the top\n  # confirm with Bea\n\n# Allies\n- id: ally\n"
    )
    expected = FAQ.replace(FAQ[FAQ.index("- id: ally") : FAQ.index("\n- {id: last")], "").replace(
        "Allies\n\n", "Allies\n\n"
    )
    assert without_entry("faq.yaml", FAQ, "ally") == expected
    assert without_entry("faq.yaml", FAQ, "last") == FAQ[: FAQ.index("\n- {id: last")]


def test_the_last_entry_of_a_file_leaves_its_comments() -> None:
    assert without_entry("replies.yaml", "# Ours\n- id: a\n  title: A\n  text: A.\n", "a") == "# Ours\n"
    learned = "phrasings: []\nentries:\n  - id: a\n    question: A?\n    answer: A.\n# end\n"
    assert without_entry("learned.yaml", learned, "a") == "phrasings: []\nentries: []\n# end\n"
    assert without_entry("faq.yaml", "[{id: a, question: A, answer: B}, {id: b}]\n", "a") == "[{id: b}]\n"


@pytest.mark.parametrize(
    ("id_", "key", "item", "before", "after"),
    [
        ("wres", "also_asked", "nine indicators", "    - nine indicators   # of 2015\n", ""),
        ("wres", "resources", "report", "[report, book]", "[book]"),
        ("wres", "resources", "book", "[report, book]", "[report]"),
        ("ally", "also_asked", "support, and how", "[being an ally, 'support, and how']", "[being an ally]"),
        ("ally", "follow_ups", "wres", "  follow_ups: [wres]\n", ""),
        ("last", "resources", "report", "resources: [report], answer", "answer"),
    ],
)
def test_an_item_goes_alone(id_: str, key: str, item: str, before: str, after: str) -> None:
    assert without_item("faq.yaml", FAQ, id_, key, item) == FAQ.replace(before, after, 1)


def test_what_is_not_there_cannot_be_taken_away() -> None:
    with pytest.raises(EditError, match=r"'fish' is not in faq\.yaml"):
        without_item("faq.yaml", FAQ, "wres", "also_asked", "fish")
    with pytest.raises(EditError, match=r"'fish' is not in faq\.yaml"):
        without_entry("faq.yaml", FAQ, "fish")


def test_all_that_mentions_an_entry_goes() -> None:
    assert without_mentions("faq.yaml", FAQ, "report") == FAQ.replace("[report, book]", "[book]").replace(
        "resources: [report], ", ""
    )
    assert without_mentions("checks.yaml", CHECKS, "wres") == "# ours\n- ask: being an ally\n  expect: ally\n"
    assert without_mentions("learned.yaml", LEARNED, "wres") == "phrasings: []\nentries: []\n"
    assert without_mentions("faq.yaml", FAQ, "fish") == FAQ
    assert without_mentions("checks.yaml", "# none yet\n", "fish") == "# none yet\n"


def test_a_learned_wording_is_unlearned() -> None:
    assert without_learned("learned.yaml", LEARNED, "wres", "that  standard") == "phrasings: []\nentries: []\n"


def test_line_breaks_stay_as_they_were() -> None:
    crlf = FAQ.replace("\n", "\r\n")
    assert without_entry("faq.yaml", crlf, "ally") == without_entry("faq.yaml", FAQ, "ally").replace("\n", "\r\n")


def test_an_item_is_added_to_a_list_that_need_not_be_there() -> None:
    assert with_item("faq.yaml", FAQ, "wres", "resources", "film") == FAQ.replace(
        "[report, book]", "[report, book, film]"
    )
    added = with_item("faq.yaml", FAQ, "ally", "resources", "film")
    assert added == FAQ.replace("  follow_ups: [wres]\n", "  follow_ups: [wres]\n  resources: [film]\n")
