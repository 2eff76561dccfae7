"""Nothing that an administrator, or anyone in their name, writes into a file can break or hold up the loader."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library.folder import read_folder, shipped, shipped_wording
from knowledge.loading.parse import parse
from knowledge.problem import MOST_PROBLEMS
from tests.pace import paces

SHIPPED, _ = read_folder(shipped())
WORDING = shipped_wording()
LONGEST_SENTENCE = 300
BOUND = 200  # steps, of which 80 are taken; a second is 250 where this was chosen


@pytest.mark.parametrize(
    "hostile",
    [
        "- a\n" * 200_000,
        "- a\n" * 49_000,
        "- {id: A}\n" * 16_000,
        "".join(f"k{number}: x\n" for number in range(24_000)),
        "a: b\n" * 24_000,
        "- id: a\n  follow_ups: [" + "who-is-it-far, " * 45_000 + "]\n",
        "- id: a\n  answer: " + "[](" * 300_000,
        "- id: a\n  answer: " + "[" * 900_000,
        "- id: a\n  url: https://" + "a." * 400_000,
        "a" * 999_999,
        "[" * 999_999,
        "- " * 499_999,
        "? " * 499_999,
        "a: &a [" + "*a, " * 200_000 + "]",
        "\n" * 999_999,
        '"' + "\\u0041" * 160_000 + '"',
        "x" * 10_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_file_is_refused_within_a_second(hostile: str) -> None:
    assert paces(lambda: parse({"faq.yaml": hostile}, {})) < BOUND
    read = parse({"faq.yaml": hostile}, {})
    assert read.knowledge is None
    assert 0 < len(read.problems) <= MOST_PROBLEMS + 1
    assert all(len(problem.what) < LONGEST_SENTENCE for problem in read.problems)


def test_more_problems_than_anyone_would_read_are_cut_short() -> None:
    problems = parse({"faq.yaml": "- a\n" * 2_000}, {}).problems
    assert str(problems[-1]) == "faq.yaml:500: there are more problems; mend these first"


# Slips and attacks, put into files that were sound.
SLIPS = st.sampled_from([
    "\t", "\r\n", "\r", "\0", "\x07", "\ufeff", "\u200b", "\u2028", "\xa0", "\ud800", "'", '"', ": ", " #", "#1", "- ",
    "&a ", "*a", "!!python/object:os.system ", "!x ", "%YAML 9.9\n", "---\n", "...\n", "{", "}", "[", "]", "|", ">",
    "? ", "@", "`", "\\x", "\\", "null", "~", "\n", "\n\n", "\n  ", " ", ",", "](", "{page}", "id: id",
    "<<: *a", "x" * 5_000, "[" * 2_000, "- " * 100, "{a: " * 100,
])  # fmt: skip


@st.composite
def corrupted(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped file with a few slips in it."""
    file = draw(st.sampled_from(sorted(SHIPPED)))
    start = SHIPPED[file].rfind("\n- ", 0, draw(st.integers(0, len(SHIPPED[file])))) + 1
    text = SHIPPED[file][start : start + 3_000]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.one_of(SLIPS, st.text(max_size=5))) + text[at + draw(st.integers(0, 40)) :]
    return file, text


PIECES = st.sampled_from(
    ["id", "question", "also_asked", "routes", "phrasings", "entries", "synonyms", "topics", "- ", ": ", "\n  ", "\n"]
)


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corrupted() | st.tuples(st.sampled_from(sorted(SHIPPED)), st.lists(PIECES | SLIPS, max_size=40).map("".join)))
def test_no_slip_breaks_the_loader(file_and_text: tuple[str, str]) -> None:
    file, text = file_and_text
    read = parse({file: text}, WORDING)
    assert (read.knowledge is None) == bool(read.problems)
    for problem in (*read.problems, *read.warnings):
        assert problem.file in {file, "faq.yaml"}  # the latter where there is nothing to answer with
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1
        assert problem.what.isprintable()
        assert len(problem.what) < LONGEST_SENTENCE
