"""What an edit changes is counted by what it says, not by where it stands."""

from __future__ import annotations

from bot.library.folder import read_folder, shipped, shipped_wording
from knowledge.editing.changes import Changes, Item, changes, contents
from knowledge.editing.edit import with_answer, with_phrasing
from knowledge.loading.parse import parse
from knowledge.model import Knowledge

WORDING = shipped_wording()
SHIPPED, _ = read_folder(shipped())


def read(**files: str) -> Knowledge:
    knowledge = parse({f"{kind}.yaml": text for kind, text in files.items()}, WORDING).knowledge
    assert knowledge
    return knowledge


ONE = "- {id: one, question: One?, answer: A.}\n"
TWO = "- {id: two, question: Two?, answer: B.}\n"


def test_what_is_new_other_and_gone_is_counted() -> None:
    before = read(faq=ONE + TWO, checks="- {ask: two, expect: two}\n")
    after = read(faq=TWO.replace("B.", "C.") + "- {id: three, question: Three?, answer: D.}\n")
    found = changes(before, after)
    assert found == Changes((Item("faq", "three"),), (Item("faq", "two"),), (Item("checks", "two"), Item("faq", "one")))
    assert (str(found), bool(found)) == ("+1 ~1 -2", True)


def test_what_moved_has_not_changed() -> None:
    found = changes(read(faq=ONE + TWO), read(faq="# new\n" + TWO, learned=f"entries:\n  {ONE}"))
    assert (found, str(found), bool(found)) == (Changes((), (), ()), "+0 ~0 -0", False)


def test_every_kind_of_file_is_compared() -> None:
    whole = parse(SHIPPED, WORDING).knowledge
    assert whole
    without = read(faq=ONE)
    kinds = {item.kind for item in changes(without, whole).added}
    assert kinds == {
        "faq", "glossary", "resources", "pillars", "packs", "smalltalk", "replies", "checks", "support", "contact",
        "synonyms", "formats", "audiences", "topics",
    }  # fmt: skip
    items = [item for item, _ in contents(whole)]
    assert len(items) == len(set(items))
    assert changes(without, read(faq=ONE, wording="unknown: No idea.\n")).changed == (Item("wording", "unknown"),)


def test_an_edit_of_a_shipped_file_is_one_change() -> None:
    before = parse(SHIPPED, WORDING).knowledge
    name = "faq/programme.yaml"
    text = with_answer(name, SHIPPED[name], "what-is-the-programme", "Another answer.")
    after = parse(
        {**SHIPPED, name: with_phrasing(name, text, "what-is-the-programme", "some new words")}, WORDING
    ).knowledge
    assert before
    assert after
    assert changes(before, after) == Changes((), (Item("faq", "what-is-the-programme"),), ())
