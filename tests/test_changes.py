"""What an edit changes is counted by what it says, not by where it stands."""

from __future__ import annotations

from bot.library.folder import read_folder, shipped, shipped_wording
from knowledge.editing.changes import Changes, Item, changes, contents
from knowledge.editing.differences import FieldDifference, differences, differing, in_words
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
    moved = {Item("faq", "one"): ("faq.yaml", "learned.yaml")}
    assert (found, str(found), bool(found)) == (Changes((), (), (), moved=moved), "+0 ~0 -0", False)


def test_another_id_or_another_kind_of_file_is_one_change() -> None:
    packs = "- {id: two, kind: role, name: Two?, why: B., questions: [C?], figure: D., case: E., next: F.}\n"
    before = read(faq=ONE + TWO, checks="- {ask: two, expect: two}\n- {ask: one, expect: one}\n")
    after = read(
        faq=ONE.replace("id: one", "id: uno"),
        packs=packs,
        checks="- {ask: two, expect: two}\n- {ask: one, expect: uno}\n",
    )
    found = changes(before, after)
    uno, two = Item("faq", "uno"), Item("packs", "two")
    assert found.renamed == {uno: Item("faq", "one"), two: Item("faq", "two")}
    assert (str(found), found.moved) == ("+0 ~3 -0", {two: ("faq.yaml", "packs.yaml")})
    assert not differences(found, before, after)[Item("checks", "one")].fields, "it only follows the new id"


def test_fields_are_compared_texts_by_before_and_after_lists_by_what_came_and_went() -> None:
    asked = "- {id: one, question: One?, also_asked: [a, b], answer: A., follow_ups: [two]}\n"
    before, after = read(faq=asked + TWO), read(faq=asked.replace("a, b", "b, c").replace("A.", "B.") + TWO)
    (told,) = differences(changes(before, after), before, after).values()
    assert (told.title, told.fields) == (
        "One?",
        (FieldDifference("answer", "A.", "B."), FieldDifference("also asked", lost=("a",), gained=("c",))),
    )
    without = read(faq=asked.replace("[two]", "[]") + TWO)
    (told,) = differences(changes(before, without), before, without).values()
    assert told.fields == (FieldDifference("follow ups", lost=("Two?",)),), "by its title, not its id"
    turned = read(faq=asked.replace("a, b", "b, a") + TWO)
    (told,) = differences(changes(before, turned), before, turned).values()
    assert told.fields == (FieldDifference("also asked", "a, b", "b, a"),)


def test_of_long_texts_what_differs_is_shown() -> None:
    before = "First. Second is long. Third.\nFourth."
    assert differing(before, before.replace("is long", "is short")) == ("… Second is long. …", "… Second is short. …")
    assert differing(before, before + "\n\nFifth.") == ("…", "…\n\nFifth.")
    assert in_words("a b c d", "a b x d") == ("… c …", "… x …")


def test_every_field_of_the_shipped_knowledge_can_be_told() -> None:
    whole = parse(SHIPPED, WORDING).knowledge
    assert whole
    without = read(faq=ONE)
    told = differences(changes(without, whole), without, whole)
    assert all(difference.title and difference.fields for difference in told.values())
    assert not [difference.title for difference in told.values() if "built-in" in difference.title]
    names = {field.name for difference in told.values() for field in difference.fields}
    assert {"definition", "why", "questions", "trust sector", "disclosures", "synonyms", "expect"} <= names


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


def test_everything_is_called_by_what_its_file_says() -> None:
    whole = parse(SHIPPED, WORDING).knowledge
    assert whole
    without = read(faq=ONE)
    titles = [difference.title for difference in differences(changes(without, whole), without, whole).values()]
    assert "contact.yaml" in titles
    assert [title for title in titles if "object at" in title] == []
    before = read(faq=ONE, contact="email: a@example.org\n")
    after = read(faq=ONE, contact="email: b@example.org\n", wording="unknown: No idea.\n")
    titles = [difference.title for difference in differences(changes(before, after), before, after).values()]
    assert titles == ["contact.yaml", "unknown"]


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
