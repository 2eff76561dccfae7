"""How well phrasings are found by those who never saw them, and which entries stand in each other's way."""

from __future__ import annotations

from collections.abc import Sequence

from bot.checking.examination import examine
from bot.library.folder import Library, Snapshot, parse_texts, shipped
from knowledge.quality.held_out import Heard, Quality, as_written, left_out, warnings
from tests.administrator import MONDAY


def entry(id_: str, question: str, *asked: str, more: str = "") -> str:
    phrasings = "".join(f"    - {one}\n" for one in asked)
    return f"- id: {id_}\n  question: {question}\n  also_asked:\n{phrasings}  answer: It is so.\n{more}"


ALIKE = entry(
    "pay", "The pay gap?", "pay gap figures", "our pay gap", "gap in pay", "the gap between pay", "pay and gap"
)
APART = entry("tea", "Is there tea?", "lapsang", "oolong", "darjeeling", "a cup of earl grey", "something to drink")


def opened(library: Library, faq: str, **files: str) -> Snapshot:
    texts = {"faq.yaml": faq, **{f"{kind}.yaml": text for kind, text in files.items()}}
    knowledge = parse_texts(texts).knowledge
    assert knowledge
    return library.fit(knowledge)


def heard(library: Library, faq: str, **files: str) -> tuple[Snapshot, Quality]:
    snapshot = opened(library, faq, **files)
    return snapshot, left_out(snapshot.knowledge, snapshot.understanding.find.index)


def test_a_phrasing_is_asked_of_those_who_never_saw_it(few_words: Library) -> None:
    snapshot, quality = heard(few_words, ALIKE + APART)
    right = {id_: [one.rank == 0 for one in quality.heard if one.id == id_] for id_ in ("pay", "tea")}
    assert sum(right["pay"]) > sum(right["tea"])
    assert quality.first == sum(right["pay"] + right["tea"]) / 12
    assert quality.first < quality.among == 1
    assert as_written(snapshot.knowledge, snapshot.understanding.find.index).first == 1


def test_the_folds_may_run_side_by_side(few_words: Library) -> None:
    snapshot, quality = heard(few_words, ALIKE + APART)
    index = snapshot.understanding.find.index
    assert left_out(snapshot.knowledge, index, lambda fold, numbers: [*map(fold, [*numbers][::-1])]) == quality


def test_an_answer_that_names_the_resource_is_a_right_one(few_words: Library) -> None:
    resource = "- {id: report, title: Zebra, format: report, also_asked: [the race report part nine]}\n"
    asked = [f"the race report part {word}" for word in "one two three four five six seven eight".split()]

    def rank(more: str) -> int:
        _, quality = heard(few_words, entry("about", "What is in it?", *asked, more=more) + APART, resources=resource)
        return next(one.rank for one in quality.heard if one.text == "the race report part nine")

    assert rank("") > 0
    assert rank("  resources: [report]\n") == 0


def mixed_up(id_: str, found: str, text: str, best: float, own: float = 0.01) -> Heard:
    return Heard(id_, text, found, 1 if found != id_ else 0, own, best)


def told(library: Library, *heard: Heard, mistaken: Sequence[Heard] = ()) -> list[str]:
    knowledge = opened(library, ALIKE + APART).knowledge
    return [str(one) for one in warnings(knowledge, Quality(heard), mistaken)]


def test_two_entries_that_clash_are_both_named_with_what_confuses_them(few_words: Library) -> None:
    heard = [
        mixed_up("pay", "tea", "our pay gap", 0.6),
        mixed_up("pay", "tea", "pay gap figures", 0.9),
        mixed_up("tea", "pay", "oolong", 0.7),
        mixed_up("tea", "pay", "lapsang", 0.4),
        mixed_up("pay", "tea", "gap in pay", 0.9, 0.5),
    ]
    assert told(few_words, *heard) == [
        "faq.yaml:4: 'pay' and 'tea' clash: 3 phrasings of one sound like the other, such as 'pay gap figures' of 'pay'"
    ]
    assert told(few_words, *heard[1:]) == []


def test_an_entry_that_nothing_leads_to_is_named(few_words: Library) -> None:
    lost = [Heard("tea", text, "pay", 3, 0.01, 0.2) for text in ("lapsang", "oolong", "darjeeling")]
    assert told(few_words, *lost) == ["faq.yaml:10: nothing but its very words leads to 'tea'; add what people say"]
    assert told(few_words, *lost[1:]) == []
    assert told(few_words, *lost, Heard("tea", "something to drink", "pay", 2, 0.1, 0.2)) == []


def test_a_phrasing_that_finds_another_entry_is_told_at_its_line(few_words: Library) -> None:
    found = told(few_words, mistaken=[mixed_up("tea", "pay", "oolong", 0.7)])
    assert found == ["faq.yaml:14: 'oolong' finds 'pay' rather than 'tea'"]


def test_a_title_that_two_entries_share_is_told_at_its_line(few_words: Library) -> None:
    twice = entry("first", "Race equality", "what is it about", "aims and goals", "the purpose") + entry(
        "second", "Race equality", "where is the page", "address of the site", "a link please"
    )
    parsed = parse_texts({"faq.yaml": twice})
    found = examine(parsed, few_words.fit, MONDAY.date(), shipped())
    assert any(
        one.what
        in {"'Race equality' finds 'first' rather than 'second'", "'Race equality' finds 'second' rather than 'first'"}
        for one in found.warnings
    )
