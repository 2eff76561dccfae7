"""The contract of `ask`: what programs rely on when they read its JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.library.folder import Snapshot
from tests.conftest import Command, Ran

FIELDS = ["id", "outcome", "confidence", "entry", "text", "resources", "suggestions"]
OUTCOMES = {"answer", "suggest", "support", "contact", "social", "unknown"}
QUESTION = "What is the Race Equality programme?"


def objects(ran: Ran) -> list[dict[str, Any]]:
    """Standard output, which holds only JSON, an object a line."""
    return [json.loads(line) for line in ran.out.split("\n")[:-1]]


def lines(*asked: object) -> str:
    return "".join(f"{json.dumps(one)}\n" for one in asked)


def test_a_line_has_every_field_of_the_contract(command: Command) -> None:
    (one,) = objects(command("ask", "--jsonl", typed=lines({"id": 7, "q": QUESTION})))
    assert list(one) == FIELDS
    assert one["id"] == 7
    assert one["outcome"] == "answer"
    assert one["entry"] == "what-is-the-programme"
    assert 0.5 < one["confidence"] <= 1
    assert one["text"].startswith(QUESTION)
    assert {tuple(resource) for resource in one["resources"]} == {("id", "title", "url", "format")}
    assert one["suggestions"] == []


def test_each_message_gets_what_it_is_about(command: Command) -> None:
    asked = {
        "social": "hello",
        "contact": "please put me in touch with a person from the team",
        "support": "my manager called me a racial slur and I am frightened to go to work",
        "unknown": "zxqv bnmk qwpl",
        "answer": "podcasts please",
    }
    found = objects(command("ask", "--jsonl", typed=lines(*({"q": question} for question in asked.values()))))
    assert [one["outcome"] for one in found] == list(asked)


def test_every_reply_keeps_the_contract(command: Command, snapshot: Snapshot) -> None:
    asked = [{"q": check.ask} for check in snapshot.knowledge.checks]
    found = objects(command("ask", "--jsonl", typed=lines(*asked)))
    assert {one["outcome"] for one in found} <= OUTCOMES
    for one in found:
        assert one["entry"] is None or one["entry"] in snapshot.knowledge.by_id
        assert 0 <= one["confidence"] <= 1
        assert one["text"]
        assert len(one["resources"]) <= 5
    unsure = [one for one in found if one["outcome"] == "suggest"]
    assert unsure
    assert all(one["suggestions"] == [] for one in found if one not in unsure)
    for one in unsure:
        assert 1 <= len({suggestion["entry"] for suggestion in one["suggestions"]}) == len(one["suggestions"]) <= 3
        for suggestion in one["suggestions"]:
            assert list(suggestion) == ["entry", "label", "text", "resources"]
            assert suggestion["label"] in one["text"]
            assert suggestion["text"].startswith(suggestion["label"])


def test_an_unknown_address_is_null(command: Command, snapshot: Snapshot) -> None:
    without = next(one for one in snapshot.knowledge.resources if one.url is None)
    (one,) = objects(command("ask", "--jsonl", typed=lines({"q": without.title})))
    assert next(shown["url"] for shown in one["resources"] if shown["id"] == without.id) is None


@pytest.mark.parametrize("id_", [None, 0, "ü\u2028", "\ud800", {"a": [1.5, None]}, [True], 10**30])
def test_an_id_comes_back_as_it_went_in(command: Command, id_: object) -> None:
    (one,) = objects(command("ask", "--jsonl", typed=lines({"id": id_, "q": "hello"})))
    assert one["id"] == id_


def test_without_an_id_it_is_null(command: Command) -> None:
    assert objects(command("ask", "--jsonl", typed=lines({"q": "hello"})))[0]["id"] is None


def test_replies_stand_in_the_order_of_their_questions(command: Command) -> None:
    ran = command("ask", "--jsonl", typed=lines(*({"id": number, "q": f"question {number}"} for number in range(50))))
    assert [one["id"] for one in objects(ran)] == list(range(50))
    assert ran.code == 0


UNREADABLE = [
    b"what is this",
    b"[]",
    b'"hello"',
    b"{}",
    b'{"id": 1}',
    b'{"q": 5}',
    b'{"q": null}',
    b'{"turns": []}',
    b'{"turns": "hello"}',
    b'{"turns": ["hello", 1]}',
    b'{"id": NaN, "q": "hello"}',
    b'{"id": 1e999, "q": "hello"}',
    b'{"q": "caf\xe9"}',
    b'{"q": "hello"',
    b"[" * 100_000,
    b"",
]


@pytest.mark.parametrize("line", UNREADABLE, ids=lambda line: line[:30].decode("latin-1") or "empty")
def test_an_unreadable_line_is_an_error_in_its_place(command: Command, line: bytes) -> None:
    ran = command("ask", "--jsonl", typed=b'{"id": 1, "q": "hello"}\n' + line + b'\n{"id": 2, "q": "hello"}\n')
    before, wrong, after = objects(ran)
    assert (before["id"], after["id"]) == (1, 2)
    assert list(wrong) == ["id", "error"]
    assert wrong["id"] is None
    assert wrong["error"]
    assert ran.code == 1


def test_empty_lines_at_the_end_are_no_lines(command: Command) -> None:
    ran = command("ask", "--jsonl", typed=lines({"q": "hello"}) + "\n  \n")
    assert (len(objects(ran)), ran.code) == (1, 0)


def test_no_line_is_no_answer(command: Command) -> None:
    assert command("ask", "--jsonl") == Ran(0, "", "")


def test_a_byte_order_mark_and_carriage_returns_are_borne(command: Command) -> None:
    ran = command("ask", "--jsonl", typed=b'\xef\xbb\xbf{"id": 1, "q": "hello"}\r\n{"id": 2, "q": "hello"}')
    assert [one["id"] for one in objects(ran)] == [1, 2]
    assert ran.code == 0


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "\ud83d",
        "\x00\x1b[2J",
        "👋🏽",
        "race " * 4000,
        "a" * 20_000,
        "<script>alert(1)</script>",
        "हिन्दी",
        "?" * 999,
    ],
    ids=lambda question: ascii(question[:12]),
)
def test_anything_at_all_gets_a_calm_reply(command: Command, question: str) -> None:
    ran = command("ask", "--jsonl", typed=lines({"q": question}))
    (one,) = objects(ran)
    assert one["text"]
    assert len(one["text"]) < 4096
    assert (ran.code, ran.err) == (0, "")


def test_turns_are_one_conversation_and_lines_are_not(command: Command) -> None:
    resources = lines({"turns": ["reports please", "more"]}, {"q": "reports please"}, {"q": "who wrote it?"})
    page_two, page_one, alone = objects(command("ask", "--jsonl", typed=resources))
    first = {one["id"] for one in page_one["resources"]}
    assert page_two["resources"]
    assert not first & {one["id"] for one in page_two["resources"]}
    assert not first & {one["id"] for one in alone["resources"]}


def test_a_question_of_several_words_needs_no_quotes(command: Command) -> None:
    ran = command("ask", *QUESTION.split())
    assert ran.code == 0
    assert ran.out.startswith(f"{QUESTION}\n")
    assert "(https://nhsproviders.org/race-equality)" in ran.out


def test_json_is_one_object(command: Command) -> None:
    ran = command("ask", QUESTION, "--json")
    (one,) = objects(ran)
    assert (list(one), one["id"], ran.code) == (FIELDS, None, 0)


@pytest.mark.parametrize("arguments", [(), ("hello", "--jsonl"), ("hello", "--json", "--explain"), ("--json",)])
def test_ask_says_how_it_is_used(command: Command, arguments: tuple[str, ...]) -> None:
    ran = command("ask", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: race-equality ask" in ran.err


def test_a_process_writes_only_json_in_ascii(process: Command) -> None:
    ran = process(
        "ask", "--jsonl", typed=lines({"id": "é", "q": QUESTION}) + "oops\n", environment={"PYTHONIOENCODING": "ascii"}
    )
    assert [next(iter(one)) for one in objects(ran)] == ["id", "id"]
    assert ran.out.isascii()
    assert (ran.code, ran.err) == (1, "")
