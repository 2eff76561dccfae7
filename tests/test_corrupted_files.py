"""Two hundred files as slips and attacks make them: each is refused with a sentence and a line, and none serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.editing.proposal import Broken
from bot.library.folder import Library, read_folder
from tests.administrator import Administrator

SOUND = {
    "faq.yaml": "- id: wres\n  question: What is the WRES?\n  also_asked: [a, b, c]\n  answer: A standard.\n"
    "- id: ally\n  question: How?\n  answer: |\n    Listen.\n\n    - Act.\n",
    "glossary.yaml": "- id: term-ally\n  term: Ally\n  also_asked: [who stands with others]\n  definition: Somebody.\n",
    "resources.yaml": "- id: report\n  title: A report\n  format: report\n  date: 2022-03\n  summary: What was said.\n",
    "pillars.yaml": "- id: hearts\n  name: Hearts\n  summary: Leaders learn.\n  also_asked: [first pillar]\n",
    "vocabulary.yaml": "synonyms:\n  - [NED, non-executive director]\ntopics:\n  allyship: {name: Allyship}\n",
    "smalltalk.yaml": "- id: hello\n  also_asked: [hello, good morning]\n  reply: Hello.\n",
    "support.yaml": "routes:\n  - id: emergency\n    name: Emergency\n    contact: Call 999.\n"
    "disclosures:\n  - I am afraid to go to work\n",
    "contact.yaml": "organisation: NHS Providers\nemail: team@example.org\npromised_reply_days: 3\n",
    "replies.yaml": "- id: received\n  title: Received\n  text: Thank you.\n",
    "wording.yaml": "welcome: Hello there.\nchoose: Choose one.\n",
    "checks.yaml": "- ask: what is the wres\n  expect: wres\n",
    "learned.yaml": "phrasings:\n  - {entry: wres, ask: that standard}\nentries: []\n",
}


def as_text(change: Callable[[str], str]) -> Callable[[str], bytes]:
    return lambda text: change(text).encode("utf-8", "surrogatepass")


def line_after(line: str) -> Callable[[str], bytes]:
    """A line of its own after the first."""
    return as_text(lambda text: text.replace("\n", f"\n{line}\n", 1))


CORRUPTIONS: dict[str, Callable[[str], bytes]] = {
    "a tab": line_after("\tx: y"),
    "a byte-order mark and a tab": as_text(lambda text: "\ufeff\t" + text),
    "UTF-16": lambda text: text.encode("utf-16"),
    "a byte of Latin-1": lambda text: text.encode().replace(b"\n", b" # caf\xe9\n", 1),
    "half a letter": lambda text: text.encode() + b"# \xe2\x82",
    "a surrogate": as_text(lambda text: text + "# \ud800\n"),
    "a null": as_text(lambda text: text.replace("\n", " \0\n", 1)),
    "a bell": as_text(lambda text: text.replace("\n", " \x07\n", 1)),
    "a bomb of aliases": as_text(lambda _: "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"),
    "an alias of itself": as_text(lambda _: "&a [*a]\n"),
    "a merge": line_after("<<: *x"),
    "an object": as_text(lambda _: "!!python/object/apply:os.system [ls]\n"),
    "another tag": as_text(lambda text: "!x\n" + text),
    "another version of YAML": as_text(lambda text: "%YAML 9.9\n---\n" + text),
    "two documents": as_text(lambda text: text + "---\n" + text),
    "a number": as_text(lambda _: "42\n"),
    "a text": as_text(lambda _: "only words\n"),
    "a list of lists": as_text(lambda _: "- - - x\n"),
    "a list of numbers": as_text(lambda _: "- 1\n- 2\n"),
    "an unknown key": as_text(lambda _: "- nobody-knows: x\n"),
    "an unknown key above": as_text(lambda _: "nobody-knows: {x: y}\n"),
    "the same key twice": as_text(lambda text: "\n".join(_doubled(text.splitlines())) + "\n"),
    "an open bracket": as_text(lambda text: text + "- [\n"),
    "an open quote": as_text(lambda text: text + '"x\n'),
    "ten megabytes of one letter": as_text(lambda text: text + "# " + "x" * 10_000_000),
    "two megabytes of a value": as_text(lambda text: text.replace("\n", " " + "x" * 2_000_000 + "\n", 1)),
    "brackets a hundred thousand deep": as_text(lambda _: "[" * 100_000),
    "half a million hyphens": as_text(lambda _: "- " * 499_000),
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a zip": lambda _: b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\xff" * 100,
}  # fmt: skip


def _doubled(lines: list[str]) -> Iterator[str]:
    """With the second line, or the first, once more at its own depth."""
    at = 1 if len(lines) > 1 and ":" in lines[1] and not lines[1].lstrip().startswith("-") else 0
    for place, line in enumerate(lines):
        yield line
        if place == at:
            yield line.replace("- ", "  ", 1) if at else line


@pytest.fixture(scope="module")
def admin(few_words: Library, tmp_path_factory: pytest.TempPathFactory) -> Administrator:
    own = tmp_path_factory.mktemp("knowledge")
    for name, text in SOUND.items():
        (own / name).write_text(text, "utf-8")
    return Administrator(few_words, own)


def test_there_are_two_hundred() -> None:
    assert len(SOUND) * len(CORRUPTIONS) >= 200


@pytest.mark.parametrize("corruption", CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_a_corrupted_file_is_refused_with_a_sentence_and_a_line(
    admin: Administrator, corruption: Callable[[str], bytes]
) -> None:
    own, serving = admin.in_force.folder, admin.in_force()
    assert isinstance(own, Path)
    wrong = []
    for name, text in SOUND.items():
        written = corruption(text)
        proposal = admin.proposals.upload(name, written)
        told = proposal if isinstance(proposal, Broken) else admin.editing.preview(proposal)  # type: ignore[arg-type]
        (own / name).write_bytes(written)
        on_the_disk = admin.in_force.reload()
        (own / name).write_text(text, "utf-8")
        if not isinstance(told, Broken) or not on_the_disk:
            wrong.append((name, "is not refused"))
            continue
        last = written.count(b"\n") + 1
        found = [one for one in (*told.problems, *on_the_disk) if one.file == name]
        wrong += [(name, str(one)) for one in found if not (1 <= one.line <= last and one.what.isprintable())]
        if told.problems[0].file != name:
            wrong.append((name, str(told.problems[0])))
    assert wrong == []
    assert admin.in_force() is serving
    assert read_folder(own) == (SOUND, [])
